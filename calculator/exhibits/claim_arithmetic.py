"""The arithmetic of a claim, line by line, so that anybody can do it again."""

from typing import cast

from calculator.engine.claims.result import ClaimCheck
from calculator.exhibits.claim_sentences import fee_in_force, over_years
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import (
    fee_amount,
    percent,
    ratio,
    table_count,
    table_money,
    whole,
)
from calculator.exhibits.stated import stated_money

Line = tuple[str, str, str]


def arithmetic(check: ClaimCheck) -> Exhibit:
    """Return every step from the claim to what it needs."""
    exists = check["claim"]["reading"] == "exists"
    lines = [_saving(check)]
    if check["claim"]["kind"] == "ratio":
        lines.insert(0, _cost(check))
    if not exists:
        lines += [_opinions(check), *_needs(check)]
    lines += [_spending(check)]
    if not exists and check["claim"]["kind"] != "ratio" and fee_in_force(check):
        lines += [_cost(check), _return(check)]
    return Exhibit(
        slug="arithmetic",
        label="The arithmetic",
        title="Line by line",
        lead="Each line uses those above it. What the claim leaves open comes from the evidence.",
        table=Table(
            caption="From the claim to what it needs",
            columns=(
                Column(key="step", title="Step"),
                Column(key="how", title="How"),
                Column(key="result", title="Result", is_numeric=True),
            ),
            rows=tuple(
                Row(cells=(header(step), Cell(text=how), Cell(text=result)))
                for step, how, result in lines
            ),
            note="Calculated with unrounded figures, then shown rounded.",
        ),
    )


def _cost(check: ClaimCheck) -> Line:
    here, found = check["expected"], fee_in_force(check)
    basis, amount = found if found else ("pepm", 0.0)
    shown = fee_amount(amount, basis)
    how = {
        "pepm": f"{shown} × {table_count(here['employees'])} employees × 12 months",
        "pmpm": f"{shown} × {table_count(here['members'])} members × 12 months",
        "per_opinion": f"{shown} × {table_count(check['opinions'])} opinions",
    }[basis]
    whose = "" if check["claim"]["fee"] is not None else ", the fee from the evidence"
    return "The program's fees a year", how + whose, table_money(check["cost"])


def _saving(check: ClaimCheck) -> Line:
    claim = check["claim"]
    amount, years = cast(float, claim["amount"]), cast(int, claim["years"])
    stated = stated_money(amount)
    how = {
        "ratio": f"{stated} for each $1 × {table_money(check['cost'])}",
        "per_member_year": f"{stated} × {table_count(check['expected']['members'])} members",
        "total": f"{stated} ÷ {years} {_years(years)}",
        "per_opinion": f"{stated} × {table_count(check['opinions'])} opinions",
        "per_case": f"{stated} × {table_count(check['opinions'])} cases a year",
    }[str(claim["kind"])]
    what = "Spending said to exist" if claim["reading"] == "exists" else "Saving claimed"
    return f"{what}, a year", how, table_money(check["saving"])


def _opinions(check: ClaimCheck) -> Line:
    claim, here, own = check["claim"], check["expected"], check["own_figures"]
    years = cast(int, claim["years"])
    if check["opinions_from"] == "claimed":
        how = f"{whole(cast(int, claim['cases']))} cases ÷ {years} {_years(years)}, as claimed"
    elif own is not None:
        how = (
            f"{stated_money(own['total'])} {over_years(check)} ÷ "
            f"{stated_money(own['saving_per_case'])} per case = {whole(own['cases_implied'])} "
            f"cases; ÷ {years} {_years(years)}"
        )
    else:
        use = here["opinions"] / here["decisions"] if here["decisions"] else 0.0
        how = f"{table_count(here['decisions'])} decisions × {percent(use)} who ask, as expected"
    return "Opinions a year", how, table_count(check["opinions"])


def _needs(check: ClaimCheck) -> list[Line]:
    here, saving = check["expected"], table_money(check["saving"])
    found = {need["key"]: need for need in check["needed"]}
    decisions = f"{table_count(here['decisions'])} decisions"
    lines = [
        (
            "Saving per opinion",
            f"{saving} ÷ {table_count(check['opinions'])} opinions",
            table_money(found["saving_per_opinion"]["value"]),
        )
    ]
    if "operations_share" in found:
        lines.append(_operations(check, found["operations_share"]["value"]))
    if "uptake_at_best" in found:
        each = found["saving_per_opinion"]
        for name, step, saved in (
            ("uptake", "Use, at what an opinion saves on the evidence", each["base"]),
            ("uptake_at_best", "Use, at the most that the evidence allows", each["high"]),
        ):
            how = f"{saving} ÷ {table_money(saved)} per opinion ÷ {decisions}"
            lines.append((step, how, percent(found[name]["value"])))
    else:
        how = f"{table_count(check['opinions'])} opinions ÷ {decisions}"
        lines.append(("Use", how, percent(found["uptake"]["value"])))
    return lines


def _operations(check: ClaimCheck, share: float | None) -> Line:
    here = check["expected"]
    return (
        "Operations that would have to vanish",
        f"{table_money(check['saving'])} × {percent(here['operations_part'])} that comes from "
        f"operations ÷ {table_money(here['saving_per_operation'])} each ÷ "
        f"{table_count(here['operations'])} expected",
        percent(share),
    )


def _spending(check: ClaimCheck) -> Line:
    return (
        "Share of all spending on care",
        f"{table_money(check['saving'])} ÷ {table_money(check['expected']['spending'])}",
        percent(check["needed"][-1]["value"]),
    )


def _return(check: ClaimCheck) -> Line:
    how = f"{table_money(check['saving'])} ÷ {table_money(check['cost'])}"
    return "That returns, per $1 of fees", how, ratio(check["ratio"])


def _years(years: int) -> str:
    return "year" if years == 1 else "years"
