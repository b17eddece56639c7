"""The sentences of a claim: what is claimed, the verdict, and what decides it."""

from typing import cast

from calculator.engine.claims.result import ClaimCheck, Needed
from calculator.exhibits.formats import (
    fee,
    people,
    percent,
    times,
    words_money,
)
from calculator.exhibits.stated import stated_money, to_one
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

FEE_FIELDS = {
    "pepm": "fee_per_employee_month",
    "pmpm": "fee_per_member_month",
    "per_opinion": "fee_per_opinion",
}
VERDICTS = {
    "consistent": noop("is consistent with the evidence"),
    "possible": noop("is possible"),
    "beyond": noop("is beyond the evidence"),
    "impossible": noop("cannot be true on the evidence"),
}
TOLD_FIRST = {
    "impossible": ("spending_share", "uptake", "operations_share", "uptake_at_best"),
    "beyond": ("saving_per_opinion", "uptake", "operations_share", "spending_share"),
    "possible": ("saving_per_opinion", "uptake", "operations_share", "spending_share"),
}
SHARES = {
    "uptake": noop("of those who face a decision would have to ask"),
    "operations_share": noop("of the expected operations would have to vanish"),
    "spending_share": noop("of all that care costs would have to be saved"),
}


def headline(check: ClaimCheck) -> str:
    """Return the claim and its verdict in one sentence."""
    return _(
        "{claimed}, for {whom}, {verdict}.",
        claimed=claimed(check),
        whom=whom(check),
        verdict=_verdict(check),
    )


def claimed(check: ClaimCheck) -> str:
    """Return what is claimed."""
    claim = check["claim"]
    kind, amount = claim["kind"], cast(float, claim["amount"])
    if claim["reading"] == "exists":
        return _(
            "Avoidable spending of {amount}{per}",
            amount=stated_money(amount),
            per=_per(check),
        )
    if kind == "ratio":
        return _("A return of {to_one} on {fee}", to_one=to_one(amount), fee=_fee(check))
    return _("A saving of {amount}{per}", amount=stated_money(amount), per=_per(check))


def whom(check: ClaimCheck) -> str:
    """Return whose plan it is about."""
    employees = check["claim"]["employees"]
    number = cast(int, check["claim"]["members"] if employees is None else employees)
    if employees is None:
        return ngettext("{n} member", "{n} members", number, n=people(number))
    return ngettext("{n} employee", "{n} employees", number, n=people(number))


def over_years(check: ClaimCheck) -> str:
    """Return the years that a total covers."""
    years = cast(int, check["claim"]["years"])
    return _("in one year") if years == 1 else _("over {years} years", years=years)


def fee_in_force(check: ClaimCheck) -> tuple[str, float] | None:
    """Return the basis and amount of the fee, None where nothing is charged."""
    fees = cast(dict[str, float], check["fees"])
    paid = [(basis, fees[name]) for basis, name in FEE_FIELDS.items() if fees[name] > 0]
    return paid[0] if paid else None


def sentence(check: ClaimCheck) -> str:
    """Return what decides the verdict."""
    needed = {need["key"]: need for need in check["needed"]}
    if check["claim"]["reading"] == "exists":
        return _of_what_exists(check, needed["spending_share"])
    level, per_opinion = check["verdict"], needed["saving_per_opinion"]
    if level == "consistent":
        return _(
            "It needs no more than the evidence expects: {amount} per opinion, "
            "where {base} is expected.",
            amount=_about(per_opinion["value"]),
            base=_about(per_opinion["base"]),
        )
    key = next(name for name in TOLD_FIRST[level] if name in check["decided_by"])
    if level == "impossible":
        return _impossible(key, needed)
    said = _per_opinion(per_opinion) if key == "saving_per_opinion" else _share(needed[key])
    if level == "possible":
        return _(
            "It asks for more than the evidence expects, but stays within its range. {said}",
            said=said,
        )
    return said


def _verdict(check: ClaimCheck) -> str:
    if check["claim"]["reading"] == "exists" and check["verdict"] == "possible":
        return _("may exist")
    return _(VERDICTS[check["verdict"]])


def _per(check: ClaimCheck) -> str:
    kind, cases = check["claim"]["kind"], cast(int, check["claim"]["cases"])
    if kind == "per_case":
        return ngettext(
            " per case in {n} case {over_years}",
            " per case in {n} cases {over_years}",
            cases,
            n=people(cases),
            over_years=over_years(check),
        )
    return {
        "per_member_year": _(" per member a year"),
        "per_opinion": _(" per opinion"),
    }.get(str(kind), f" {over_years(check)}")


def _fee(check: ClaimCheck) -> str:
    found = fee_in_force(check)
    if not found:
        return _("no fee")
    amount = fee(found[1], found[0])
    if check["claim"]["fee"] is not None:
        return _("a fee of {fee}", fee=amount)
    return _("the evidence's fee of {fee}", fee=amount)


def _of_what_exists(check: ClaimCheck, need: Needed) -> str:
    if need["level"] == "impossible":
        return _("It is more than all that the care of these members costs.")
    return _(
        "It would be {share} of all that the care of these members costs. "
        "That says nothing of what a program saves: on the evidence this one "
        "would reach {reached_share} of it.",
        share=percent(need["value"]),
        reached_share=percent(check["reached_share"]),
    )


def _impossible(key: str, needed: dict[str, Needed]) -> str:
    many = times(needed[key]["value"])
    if key == "spending_share":
        return _("It needs {many} what all the care of these members costs.", many=many)
    if key == "operations_share":
        return _("It needs {many} as many operations to vanish as are expected at all.", many=many)
    opinions = _("{many} as many opinions as there are decisions to ask about", many=many)
    if key == "uptake":
        return _("It needs {opinions}.", opinions=opinions)
    most = _about(needed["saving_per_opinion"]["high"])
    return _(
        "Even if each opinion saved the most that the evidence allows, {most}, "
        "it would need {opinions}.",
        most=most,
        opinions=opinions,
    )


def _per_opinion(need: Needed) -> str:
    if need["value"] is None:
        return _("The evidence expects no opinions here, so there is nothing that could save.")
    if need["times_base"] is None:
        return _(
            "Each opinion would have to save {amount}; here it saves nothing.",
            amount=_about(need["value"]),
        )
    compared = _compared(need["times_base"])
    if need["level"] == "beyond":
        return _(
            "Each opinion would have to save {amount}: {compared}above the "
            "evidence's range of {range}.",
            amount=_about(need["value"]),
            compared=compared,
            range=_range(need),
        )
    return _(
        "Each opinion would have to save {amount}: {compared}within the "
        "evidence's range of {range}.",
        amount=_about(need["value"]),
        compared=compared,
        range=_range(need),
    )


def _compared(times_base: float) -> str:
    if times_base < 1.1:
        return _("little more than is expected, ")
    return _("{times} what is expected, ", times=times(times_base))


def _share(need: Needed) -> str:
    if need["value"] is None:
        return _("The evidence counts no spending on care here, so there is none to save.")
    return _(
        "{share} {shares}; the evidence expects {base}, and {high} at the high end.",
        share=percent(need["value"]),
        shares=_(SHARES[need["key"]]),
        base=percent(need["base"]),
        high=percent(need["high"]),
    )


def _about(value: float | None) -> str:
    words = words_money(value)
    return words if value and abs(value) < 0.5 else _("about {words}", words=words)


def _range(need: Needed) -> str:
    return _("{low} to {high}", low=words_money(need["low"]), high=words_money(need["high"]))
