"""Who keeps the savings: plan, members, insurer; and by line of business."""

from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, group, header, tone_of
from calculator.exhibits.formats import people, percent, table_money


def payers(result: Result) -> Exhibit:
    """Return how the saving in care is shared out, at present value."""
    totals = result["totals"]
    allowed, when = totals["allowed_saving"], facts.over_the_years(result)
    plan = "The payer" if facts.is_payer(result) else "You, the plan"
    other = "Others (share not retained)" if facts.is_payer(result) else "The insurer"
    parts = (
        (plan, totals["plan_saving"]),
        ("Members", totals["member_saving"]),
        (other, totals["insurer_saving"]),
    )
    rows = [_row(name, value, allowed) for name, value in parts]
    rows.append(_row("All savings in care", allowed, allowed, is_total=True))
    if len(result["lines"]) > 1:
        rows.append(group("By line of business: what the plan keeps"))
        rows += [
            _row(f"{line['name']}, {people(line['members'])} members", line["plan_saving"], allowed)
            for line in result["lines"]
        ]
    return Exhibit(
        slug="payers",
        label="Who keeps the savings",
        title=_title(result),
        lead=f"Savings in care at present value {when}, before the program's cost.",
        table=Table(
            caption=f"Who keeps the savings, {when}",
            columns=(
                Column(key="payer", title="Who"),
                Column(key="dollars", title="Dollars", is_numeric=True),
                Column(key="share", title="Share", is_numeric=True),
            ),
            rows=tuple(rows),
        ),
        notes=tuple(_notes(result)),
    )


def _row(name: str, value: float, allowed: float, *, is_total: bool = False) -> Row:
    share = value / allowed if allowed else None
    cells = (
        header(name),
        Cell(text=table_money(value), tone=tone_of(value)),
        Cell(text=percent(share)),
    )
    return Row(cells=cells, kind="total" if is_total else "plain")


def _title(result: Result) -> str:
    totals = result["totals"]
    allowed = totals["allowed_saving"]
    if round(allowed) == 0:
        return "There are no savings to share"
    if allowed < 0:
        return "Care costs more, not less: the shares are of a loss"
    kept = totals["plan_saving"] / allowed
    whom = "The payer keeps" if facts.is_payer(result) else "The plan keeps"
    return f"{whom} {percent(kept)} of the savings in care"


def _notes(result: Result) -> list[str]:
    notes = ["Members save what they would have paid themselves; it is not counted as yours."]
    if result["inputs"]["funding"] == "fully_insured":
        notes.append(
            f"Fully insured: claims savings belong to the insurer; you stated that "
            f"{percent(facts.retained(result))} comes back to you."
        )
    if result["totals"]["productivity"]:
        notes.append("Work days not lost are not part of these savings in care.")
    return notes
