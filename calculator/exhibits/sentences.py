"""The answer in words: the headline, its verdict, the line under it, and what luck does."""

from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.exhibit import Tone, tone_of
from calculator.exhibits.formats import (
    chance_in_words,
    count,
    people,
    ratio,
    whole_words,
    words_money,
    years_in_words,
)

OPENINGS = {
    "reference": "on the evidence",
    "independent": "on independent evidence alone",
    "as_claimed": "if sellers' figures were true",
}


def headline(result: Result) -> str:
    """Return the answer in one sentence: cost, saving with its range, return and chance."""
    annual = result["annual"]
    opening, verbs = _opening(result), _verbs(result)
    subject = f"{opening}, this program{_design(result)}"
    spent = f"{verbs['cost']} {whose(result)} {about(annual['program_cost'])}"
    when = facts.a_year(result)
    if annual["opinions"] == 0:
        nobody = f"{opening}, nobody uses this program{_design(result)}"
        return f"{nobody}: it {spent} {when} and {verbs['save']} nothing."
    if facts.retained(result) == 0 and annual["productivity"] == 0:
        return (
            f"{subject} {spent} {when}, and you keep none of the savings: "
            f"it {verbs['return']} nothing."
        )
    if annual["program_cost"] <= 0:
        return (
            f"{subject} {spent} and {_saved(result)} {when} {interval(result)}: nothing is spent, "
            "so there is no return per $1 to state; it "
            f"{verbs['have']} {_chance(result)} of leaving you better off."
        )
    return (
        f"{subject} {spent} {when} and {_saved(result)} {interval(result)}: "
        f"{_returned(result)}, and {verbs['have']} {_chance(result)} of paying for itself."
    )


def verdict(result: Result) -> str:
    """Return the short second sentence: whether it loses or gains, and how much a year."""
    net, when = result["annual"]["net"], facts.a_year(result)
    probability = result["psa"]["probability_net_positive"]
    if round(net) == 0:
        return "It neither gains nor loses."
    if facts.is_about_even(result):
        side = "loss" if net < 0 else "gain"
        return f"It comes out about even: a {side} of {about(abs(net))} {when}."
    if net < 0:
        doubt = " The doubt is wide enough that it may still pay." if probability > 0.25 else ""
        return f"It loses {about(-net)} {when}.{doubt}"
    doubt = " The doubt is wide enough that it may still lose." if probability < 0.75 else ""
    return f"It gains {about(net)} {when}, after its own cost.{doubt}"


def verdict_tone(result: Result) -> Tone:
    """Return gain or loss."""
    return tone_of(result["annual"]["net"])


def context_line(result: Result) -> str:
    """Return what the answer rests on: lens, release, model version, and whose case it is."""
    return " · ".join(
        (
            f"Lens: {facts.lower(facts.lens(result)['name'])}",
            f"evidence release {result['evidence_release']}",
            f"model {result['model_version']}",
            case_line(result),
        )
    )


def case_line(result: Result) -> str:
    """Return whether this is the reference case or the reader's own."""
    changed = len(result["changes"])
    return f"your changes ({changed})" if changed else "reference case"


def luck(result: Result) -> str:
    """Return what one year's luck does to the operations that a group of this size avoids."""
    chance = result["chance"]["surgeries_avoided"]
    expected = result["years"][0]["surgeries_avoided"]
    if expected == 0:
        return "Expect no avoided operations: none follow from this program."
    none = chance["probability_none"]
    number = count(expected)
    number = number if number.startswith("under") else f"about {number}"
    start = f"Expect {number} avoided operations a year"
    if none >= 0.03:
        return f"{start}; {years_in_words(none)} you will see none."
    low, high = chance["percentiles"]["10"], chance["percentiles"]["90"]
    return f"{start}; in 8 years of 10 you will see {whole_words(low)} to {whole_words(high)}."


def whose(result: Result) -> str:
    """Return who pays: 10,000 members' plan."""
    inputs, members = result["inputs"], result["members"]
    if facts.is_payer(result):
        return f"a payer of {people(members)} {_members(members)}"
    if inputs["employees"] is not None and result["employees"] is not None:
        employees = result["employees"]
        noun = "employee" if employees == 1 else "employees"
        return f"the plan of {people(employees)} {noun} (about {count(members)} members)"
    apostrophe = "'s" if members == 1 else "'"
    return f"{people(members)} {_members(members)}{apostrophe} plan"


def about(value: float) -> str:
    """Return money in words with its doubt: about $97,000, less than $1, nothing."""
    words = words_money(value)
    if value == 0:
        return "nothing"
    return words if words == "less than $1" else f"about {words}"


def money_range(percentiles: dict[str, float]) -> str:
    """Return the 80% interval of an amount in words."""
    return f"{words_money(percentiles['10'])} to {words_money(percentiles['90'])}"


def interval(result: Result) -> str:
    """Return the 80% interval of what is saved a year, in brackets."""
    of_what = " of the saving" if result["annual"]["plan_saving"] < 0 else ""
    spread = money_range(result["psa"]["annual_savings"]["percentiles"])
    return f"(80% interval{of_what} {spread})"


def _opening(result: Result) -> str:
    words = OPENINGS.get(facts.lens(result)["slug"], "on this evidence")
    if facts.own_changes(result):
        words = (
            "with your changes"
            if words == OPENINGS["reference"]
            else f"with your changes and {words}"
        )
    return words[0].upper() + words[1:]


def _verbs(result: Result) -> dict[str, str]:
    if facts.lens(result)["slug"] == "as_claimed":
        return {
            "cost": "would cost",
            "save": "would save",
            "return": "would return",
            "have": "would have",
            "add": "would add",
        }
    return {"cost": "costs", "save": "saves", "return": "returns", "have": "has", "add": "adds"}


def _design(result: Result) -> str:
    row = facts.design(result)
    is_default = row["slug"] == "voluntary"
    return "" if is_default else f" ({facts.lower(row['name'])})"


def _saved(result: Result) -> str:
    annual, verbs = result["annual"], _verbs(result)
    saving, productivity = annual["plan_saving"], annual["productivity"]
    if saving < 0:
        care = f"{verbs['add']} {about(-saving)} to the bill for care"
    else:
        care = f"{verbs['save']} {about(saving)}"
    if not productivity:
        return care
    joined = "but" if saving < 0 else "in care and"
    return f"{care} {joined} {about(productivity)} in work days not lost"


def _returned(result: Result) -> str:
    value = result["totals"]["benefit_cost_ratio"]
    verb = _verbs(result)["return"]
    if value is not None and value < 0:
        return f"it {verb} nothing"
    return f"it {verb} {ratio(value)} per $1"


def _chance(result: Result) -> str:
    return chance_in_words(result["psa"]["probability_net_positive"])


def _members(members: float) -> str:
    return "member" if members == 1 else "members"
