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
from calculator.language import gettext as _
from calculator.language import ngettext

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
        label=_("The arithmetic"),
        title=_("Line by line"),
        lead=_(
            "Each line uses those above it. What the claim leaves open comes from the evidence."
        ),
        table=Table(
            caption=_("From the claim to what it needs"),
            columns=(
                Column(key="step", title=_("Step")),
                Column(key="how", title=_("How")),
                Column(key="result", title=_("Result"), is_numeric=True),
            ),
            rows=tuple(
                Row(cells=(header(step), Cell(text=how), Cell(text=result)))
                for step, how, result in lines
            ),
            note=_("Calculated with unrounded figures, then shown rounded."),
        ),
    )


def _cost(check: ClaimCheck) -> Line:
    here, found = check["expected"], fee_in_force(check)
    basis, amount = found if found else ("pepm", 0.0)
    shown = fee_amount(amount, basis)
    how = {
        "pepm": _(
            "{shown} × {employees} employees × 12 months",
            shown=shown,
            employees=table_count(here["employees"]),
        ),
        "pmpm": _(
            "{shown} × {members} members × 12 months",
            shown=shown,
            members=table_count(here["members"]),
        ),
        "per_opinion": _(
            "{shown} × {opinions} opinions", shown=shown, opinions=table_count(check["opinions"])
        ),
    }[basis]
    whose = "" if check["claim"]["fee"] is not None else _(", the fee from the evidence")
    return _("The program's fees a year"), how + whose, table_money(check["cost"])


def _saving(check: ClaimCheck) -> Line:
    claim = check["claim"]
    amount, years = cast(float, claim["amount"]), cast(int, claim["years"])
    stated = stated_money(amount)
    how = {
        "ratio": _("{stated} for each $1 × {cost}", stated=stated, cost=table_money(check["cost"])),
        "per_member_year": _(
            "{stated} × {members} members",
            stated=stated,
            members=table_count(check["expected"]["members"]),
        ),
        "total": f"{stated} ÷ {_years(years)}",
        "per_opinion": _(
            "{stated} × {opinions} opinions", stated=stated, opinions=table_count(check["opinions"])
        ),
        "per_case": _(
            "{stated} × {opinions} cases a year",
            stated=stated,
            opinions=table_count(check["opinions"]),
        ),
    }[str(claim["kind"])]
    what = _("Spending said to exist") if claim["reading"] == "exists" else _("Saving claimed")
    return _("{what}, a year", what=what), how, table_money(check["saving"])


def _opinions(check: ClaimCheck) -> Line:
    claim, here, own = check["claim"], check["expected"], check["own_figures"]
    years = cast(int, claim["years"])
    if check["opinions_from"] == "claimed":
        how = _(
            "{cases} cases ÷ {years}, as claimed",
            cases=whole(cast(int, claim["cases"])),
            years=_years(years),
        )
    elif own is not None:
        how = _(
            "{total} {over_years} ÷ {saving} per case = {cases_implied} cases; ÷ {years}",
            total=stated_money(own["total"]),
            over_years=over_years(check),
            saving=stated_money(own["saving_per_case"]),
            cases_implied=whole(own["cases_implied"]),
            years=_years(years),
        )
    else:
        use = here["opinions"] / here["decisions"] if here["decisions"] else 0.0
        how = _(
            "{decisions} decisions × {use} who ask, as expected",
            decisions=table_count(here["decisions"]),
            use=percent(use),
        )
    return _("Opinions a year"), how, table_count(check["opinions"])


def _needs(check: ClaimCheck) -> list[Line]:
    here, saving = check["expected"], table_money(check["saving"])
    found = {need["key"]: need for need in check["needed"]}
    decisions = _("{decisions} decisions", decisions=table_count(here["decisions"]))
    lines = [
        (
            _("Saving per opinion"),
            _(
                "{saving} ÷ {opinions} opinions",
                saving=saving,
                opinions=table_count(check["opinions"]),
            ),
            table_money(found["saving_per_opinion"]["value"]),
        )
    ]
    if "operations_share" in found:
        lines.append(_operations(check, found["operations_share"]["value"]))
    if "uptake_at_best" in found:
        each = found["saving_per_opinion"]
        for name, step, saved in (
            ("uptake", _("Use, at what an opinion saves on the evidence"), each["base"]),
            ("uptake_at_best", _("Use, at the most that the evidence allows"), each["high"]),
        ):
            how = _(
                "{saving} ÷ {saved} per opinion ÷ {decisions}",
                saving=saving,
                saved=table_money(saved),
                decisions=decisions,
            )
            lines.append((step, how, percent(found[name]["value"])))
    else:
        how = _(
            "{opinions} opinions ÷ {decisions}",
            opinions=table_count(check["opinions"]),
            decisions=decisions,
        )
        lines.append((_("Use"), how, percent(found["uptake"]["value"])))
    return lines


def _operations(check: ClaimCheck, share: float | None) -> Line:
    here = check["expected"]
    return (
        _("Operations that would have to vanish"),
        _(
            "{saving} × {operations_part} that comes from operations ÷ "
            "{saving_per_operation} each ÷ {operations} expected",
            saving=table_money(check["saving"]),
            operations_part=percent(here["operations_part"]),
            saving_per_operation=table_money(here["saving_per_operation"]),
            operations=table_count(here["operations"]),
        ),
        percent(share),
    )


def _spending(check: ClaimCheck) -> Line:
    return (
        _("Share of all spending on care"),
        f"{table_money(check['saving'])} ÷ {table_money(check['expected']['spending'])}",
        percent(check["needed"][-1]["value"]),
    )


def _return(check: ClaimCheck) -> Line:
    how = f"{table_money(check['saving'])} ÷ {table_money(check['cost'])}"
    return _("That returns, per $1 of fees"), how, ratio(check["ratio"])


def _years(years: int) -> str:
    return ngettext("{n} year", "{n} years", years, n=years)
