"""The answer in words: the headline, its verdict, the line under it, and what luck does."""

from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.chances import chance_in_words, years_in_words
from calculator.exhibits.exhibit import Tone, tone_of
from calculator.exhibits.formats import count, people, ratio, whole_words, words_money
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

OPENINGS = {
    "reference": noop("on the evidence"),
    "independent": noop("on independent evidence alone"),
    "as_claimed": noop("if sellers' figures were true"),
}
ON_THIS = noop("on this evidence")
UNDER = 0.001  # fewer is said as "under"


def headline(result: Result) -> str:
    """Return the answer in one sentence: cost, saving with its range, return and chance."""
    annual, when = result["annual"], facts.a_year(result)
    opening = _opening(result)
    if annual["opinions"] == 0:
        return _nobody_asks(result, opening)
    program = _("{opening}, this program{design}", opening=opening, design=_design(result))
    cost, odds = _spent(result), _chance(result)
    if facts.retained(result) == 0 and annual["productivity"] == 0:
        return _nothing_kept(result, program, cost)
    if annual["program_cost"] <= 0:
        if _is_claimed(result):
            return _(
                "{program} {cost} and {saved} {when} {interval}: nothing is spent, so there is no "
                "return per $1 to state; it would have {odds} of leaving you better off.",
                program=program, cost=cost, saved=_saved(result), when=when,
                interval=interval(result), odds=odds,
            )  # fmt: skip
        return _(
            "{program} {cost} and {saved} {when} {interval}: nothing is spent, so there is no "
            "return per $1 to state; it has {odds} of leaving you better off.",
            program=program, cost=cost, saved=_saved(result), when=when,
            interval=interval(result), odds=odds,
        )  # fmt: skip
    if _is_claimed(result):
        return _(
            "{program} {cost} {when} and {saved} {interval}: {returned}, and would have {odds} of "
            "paying for itself.",
            program=program, cost=cost, saved=_saved(result), when=when,
            interval=interval(result), returned=_returned(result), odds=odds,
        )  # fmt: skip
    return _(
        "{program} {cost} {when} and {saved} {interval}: {returned}, and has {odds} of paying for "
        "itself.",
        program=program, cost=cost, saved=_saved(result), when=when,
        interval=interval(result), returned=_returned(result), odds=odds,
    )  # fmt: skip


def verdict(result: Result) -> str:
    """Return the short second sentence: whether it loses or gains, and how much a year."""
    net, when = result["annual"]["net"], facts.a_year(result)
    probability = result["psa"]["probability_net_positive"]
    amount = about(abs(net))
    if round(net) == 0:
        return _("It neither gains nor loses.")
    if facts.is_about_even(result):
        if net < 0:
            return _(
                "It comes out about even: a loss of {amount} {when}.", amount=amount, when=when
            )
        return _("It comes out about even: a gain of {amount} {when}.", amount=amount, when=when)
    if net < 0:
        words = _("It loses {amount} {when}.", amount=amount, when=when)
        doubt = _("The doubt is wide enough that it may still pay.")
        return f"{words} {doubt}" if probability > 0.25 else words
    words = _("It gains {amount} {when}, after its own cost.", amount=amount, when=when)
    doubt = _("The doubt is wide enough that it may still lose.")
    return f"{words} {doubt}" if probability < 0.75 else words


def verdict_tone(result: Result) -> Tone:
    """Return gain or loss."""
    return tone_of(result["annual"]["net"])


def context_line(result: Result) -> str:
    """Return what the answer rests on: lens, release, model version, and whose case it is."""
    return " · ".join(
        (
            _("Lens: {name}", name=facts.lower(named(facts.lens(result)["name"]))),
            _("evidence release {evidence_release}", evidence_release=result["evidence_release"]),
            _("model {model_version}", model_version=result["model_version"]),
            case_line(result),
        )
    )


def case_line(result: Result) -> str:
    """Return whether this is the reference case or the reader's own."""
    changed = len(result["changes"])
    return _("your changes ({n})", n=changed) if changed else _("reference case")


def luck(result: Result) -> str:
    """Return what one year's luck does to the operations that a group of this size avoids."""
    chance = result["chance"]["surgeries_avoided"]
    expected = result["years"][0]["surgeries_avoided"]
    if expected == 0:
        return _("Expect no avoided operations: none follow from this program.")
    none = chance["probability_none"]
    number = count(expected)
    if expected < UNDER:
        start = _("Expect {number} avoided operations a year", number=number)
    else:
        start = _("Expect about {number} avoided operations a year", number=number)
    if none >= 0.03:
        return _("{start}; {years} you will see none.", start=start, years=years_in_words(none))
    low, high = chance["percentiles"]["10"], chance["percentiles"]["90"]
    return _(
        "{start}; in 8 years of 10 you will see {low} to {high}.",
        start=start,
        low=whole_words(low),
        high=whole_words(high),
    )


def whose(result: Result) -> str:
    """Return who pays: 10,000 members' plan."""
    inputs, members = result["inputs"], result["members"]
    if facts.is_payer(result):
        return ngettext(
            "a payer of {n} member", "a payer of {n} members", members, n=people(members)
        )
    if inputs["employees"] is not None and result["employees"] is not None:
        employees = result["employees"]
        return ngettext(
            "the plan of {n} employee (about {members} members)",
            "the plan of {n} employees (about {members} members)",
            employees,
            n=people(employees),
            members=count(members),
        )
    return ngettext("{n} member's plan", "{n} members' plan", members, n=people(members))


def about(value: float) -> str:
    """Return money in words with its doubt: about $97,000, less than $1, nothing."""
    words = words_money(value)
    if value == 0:
        return _("nothing")
    return words if abs(value) < 0.5 else _("about {words}", words=words)


def money_range(percentiles: dict[str, float]) -> str:
    """Return the 80% interval of an amount in words."""
    low, high = percentiles["10"], percentiles["90"]
    return _("{low} to {high}", low=words_money(low), high=words_money(high))


def interval(result: Result) -> str:
    """Return the 80% interval of what is saved a year, in brackets."""
    spread = money_range(result["psa"]["annual_savings"]["percentiles"])
    if result["annual"]["plan_saving"] < 0:
        return _("(80% interval of the saving {spread})", spread=spread)
    return _("(80% interval {spread})", spread=spread)


def on_what(result: Result) -> str:
    """Return what the answer rests on, as a sentence opens with it."""
    return _(OPENINGS.get(facts.lens(result)["slug"], ON_THIS))


def _opening(result: Result) -> str:
    words = on_what(result)
    if facts.own_changes(result):
        words = (
            _("with your changes")
            if facts.lens(result)["slug"] == "reference"
            else _("with your changes and {words}", words=words)
        )
    return facts.capital(words)


def _is_claimed(result: Result) -> bool:
    return facts.lens(result)["slug"] == "as_claimed"


def _nobody_asks(result: Result, opening: str) -> str:
    said = {
        "opening": opening,
        "design": _design(result),
        "cost": _spent(result),
        "when": facts.a_year(result),
    }
    if _is_claimed(result):
        return _(
            "{opening}, nobody uses this program{design}: it {cost} {when} and would save nothing.",
            **said,
        )
    return _(
        "{opening}, nobody uses this program{design}: it {cost} {when} and saves nothing.", **said
    )


def _nothing_kept(result: Result, program: str, cost: str) -> str:
    when = facts.a_year(result)
    if _is_claimed(result):
        return _(
            "{program} {cost} {when}, and you keep none of the savings: it would return nothing.",
            program=program,
            cost=cost,
            when=when,
        )
    return _(
        "{program} {cost} {when}, and you keep none of the savings: it returns nothing.",
        program=program,
        cost=cost,
        when=when,
    )


def _spent(result: Result) -> str:
    who, amount = whose(result), about(result["annual"]["program_cost"])
    if _is_claimed(result):
        return _("would cost {who} {amount}", who=who, amount=amount)
    return _("costs {who} {amount}", who=who, amount=amount)


def _design(result: Result) -> str:
    row = facts.design(result)
    is_default = row["slug"] == "voluntary"
    return "" if is_default else f" ({facts.lower(named(row['name']))})"


def _saved(result: Result) -> str:
    annual = result["annual"]
    saving, productivity = annual["plan_saving"], annual["productivity"]
    care = _care(saving, claimed=_is_claimed(result))
    if not productivity:
        return care
    work = about(productivity)
    if saving < 0:
        return _("{care} but {work} in work days not lost", care=care, work=work)
    return _("{care} in care and {work} in work days not lost", care=care, work=work)


def _care(saving: float, *, claimed: bool) -> str:
    amount = about(abs(saving))
    if saving < 0:
        return (
            _("would add {amount} to the bill for care", amount=amount)
            if claimed
            else _("adds {amount} to the bill for care", amount=amount)
        )
    return (
        _("would save {amount}", amount=amount) if claimed else _("saves {amount}", amount=amount)
    )


def _returned(result: Result) -> str:
    value = result["totals"]["benefit_cost_ratio"]
    claimed, amount = _is_claimed(result), ratio(value)
    if value is not None and value < 0:
        return _("it would return nothing") if claimed else _("it returns nothing")
    if claimed:
        return _("it would return {amount} per $1", amount=amount)
    return _("it returns {amount} per $1", amount=amount)


def _chance(result: Result) -> str:
    return chance_in_words(result["psa"]["probability_net_positive"])
