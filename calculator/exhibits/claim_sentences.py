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

FEE_FIELDS = {
    "pepm": "fee_per_employee_month",
    "pmpm": "fee_per_member_month",
    "per_opinion": "fee_per_opinion",
}
VERDICTS = {
    "consistent": "is consistent with the evidence",
    "possible": "is possible",
    "beyond": "is beyond the evidence",
    "impossible": "cannot be true on the evidence",
}
TOLD_FIRST = {
    "impossible": ("spending_share", "uptake", "operations_share", "uptake_at_best"),
    "beyond": ("saving_per_opinion", "uptake", "operations_share", "spending_share"),
    "possible": ("saving_per_opinion", "uptake", "operations_share", "spending_share"),
}
SHARES = {
    "uptake": "of those who face a decision would have to ask",
    "operations_share": "of the expected operations would have to vanish",
    "spending_share": "of all that care costs would have to be saved",
}


def headline(check: ClaimCheck) -> str:
    """Return the claim and its verdict in one sentence."""
    return f"{claimed(check)}, for {whom(check)}, {_verdict(check)}."


def claimed(check: ClaimCheck) -> str:
    """Return what is claimed."""
    claim = check["claim"]
    kind, amount = claim["kind"], cast(float, claim["amount"])
    if claim["reading"] == "exists":
        return f"Avoidable spending of {stated_money(amount)}{_per(check)}"
    if kind == "ratio":
        return f"A return of {to_one(amount)} on {_fee(check)}"
    return f"A saving of {stated_money(amount)}{_per(check)}"


def whom(check: ClaimCheck) -> str:
    """Return whose plan it is about."""
    employees = check["claim"]["employees"]
    number = cast(int, check["claim"]["members"] if employees is None else employees)
    noun = "member" if employees is None else "employee"
    return f"{people(number)} {noun}{'' if number == 1 else 's'}"


def over_years(check: ClaimCheck) -> str:
    """Return the years that a total covers."""
    years = cast(int, check["claim"]["years"])
    return "in one year" if years == 1 else f"over {years} years"


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
        return (
            f"It needs no more than the evidence expects: {_about(per_opinion['value'])} per "
            f"opinion, where {_about(per_opinion['base'])} is expected."
        )
    key = next(name for name in TOLD_FIRST[level] if name in check["decided_by"])
    if level == "impossible":
        return _impossible(key, needed)
    said = _per_opinion(per_opinion) if key == "saving_per_opinion" else _share(needed[key])
    if level == "possible":
        return f"It asks for more than the evidence expects, but stays within its range. {said}"
    return said


def _verdict(check: ClaimCheck) -> str:
    if check["claim"]["reading"] == "exists" and check["verdict"] == "possible":
        return "may exist"
    return VERDICTS[check["verdict"]]


def _per(check: ClaimCheck) -> str:
    kind, cases = check["claim"]["kind"], cast(int, check["claim"]["cases"])
    if kind == "per_case":
        noun = "case" if cases == 1 else "cases"
        return f" per case in {people(cases)} {noun} {over_years(check)}"
    return {
        "per_member_year": " per member a year",
        "per_opinion": " per opinion",
    }.get(str(kind), f" {over_years(check)}")


def _fee(check: ClaimCheck) -> str:
    found = fee_in_force(check)
    stated = "a fee of" if check["claim"]["fee"] is not None else "the evidence's fee of"
    return f"{stated} {fee(found[1], found[0])}" if found else "no fee"


def _of_what_exists(check: ClaimCheck, need: Needed) -> str:
    if need["level"] == "impossible":
        return "It is more than all that the care of these members costs."
    return (
        f"It would be {percent(need['value'])} of all that the care of these members costs. That "
        "says nothing of what a program saves: on the evidence this one would reach "
        f"{percent(check['reached_share'])} of it."
    )


def _impossible(key: str, needed: dict[str, Needed]) -> str:
    many = times(needed[key]["value"])
    if key == "spending_share":
        return f"It needs {many} what all the care of these members costs."
    if key == "operations_share":
        return f"It needs {many} as many operations to vanish as are expected at all."
    opinions = f"{many} as many opinions as there are decisions to ask about"
    if key == "uptake":
        return f"It needs {opinions}."
    most = _about(needed["saving_per_opinion"]["high"])
    return (
        f"Even if each opinion saved the most that the evidence allows, {most}, it would need "
        f"{opinions}."
    )


def _per_opinion(need: Needed) -> str:
    if need["value"] is None:
        return "The evidence expects no opinions here, so there is nothing that could save."
    if need["times_base"] is None:
        return f"Each opinion would have to save {_about(need['value'])}; here it saves nothing."
    compared = _compared(need["times_base"])
    where = "above" if need["level"] == "beyond" else "within"
    return (
        f"Each opinion would have to save {_about(need['value'])}: {compared}{where} the "
        f"evidence's range of {_range(need)}."
    )


def _compared(times_base: float) -> str:
    if times_base < 1.1:
        return "little more than is expected, "
    return f"{times(times_base)} what is expected, "


def _share(need: Needed) -> str:
    if need["value"] is None:
        return "The evidence counts no spending on care here, so there is none to save."
    return (
        f"{percent(need['value'])} {SHARES[need['key']]}; the evidence expects "
        f"{percent(need['base'])}, and {percent(need['high'])} at the high end."
    )


def _about(value: float | None) -> str:
    words = words_money(value)
    return words if words.startswith("less") else f"about {words}"


def _range(need: Needed) -> str:
    return f"{words_money(need['low'])} to {words_money(need['high'])}"
