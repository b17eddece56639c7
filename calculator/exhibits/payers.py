"""Who keeps the savings: plan, members, insurer; and by line of business."""

from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, group, header, tone_of
from calculator.exhibits.formats import people, percent, table_money
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import ngettext


def payers(result: Result) -> Exhibit:
    """Return how the saving in care is shared out, at present value."""
    totals = result["totals"]
    allowed, when = totals["allowed_saving"], facts.over_the_years(result)
    plan = _("The payer") if facts.is_payer(result) else _("You, the plan")
    other = _("Others (share not retained)") if facts.is_payer(result) else _("The insurer")
    parts = (
        (plan, totals["plan_saving"]),
        (_("Members"), totals["member_saving"]),
        (other, totals["insurer_saving"]),
    )
    rows = [_row(name, value, allowed) for name, value in parts]
    rows.append(_row(_("All savings in care"), allowed, allowed, is_total=True))
    if len(result["lines"]) > 1:
        rows.append(group(_("By line of business: what the plan keeps")))
        rows += [
            _row(
                ngettext(
                    "{name}, {n} member",
                    "{name}, {n} members",
                    2,
                    name=named(line["name"]),
                    n=people(line["members"]),
                ),
                line["plan_saving"],
                allowed,
            )
            for line in result["lines"]
        ]
    return Exhibit(
        slug="payers",
        label=_("Who keeps the savings"),
        title=_title(result),
        lead=_("Savings in care at present value {when}, before the program's cost.", when=when),
        table=Table(
            caption=_("Who keeps the savings, {when}", when=when),
            columns=(
                Column(key="payer", title=_("Who")),
                Column(key="dollars", title=_("Dollars"), is_numeric=True),
                Column(key="share", title=_("Share"), is_numeric=True),
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
        return _("There are no savings to share")
    if allowed < 0:
        return _("Care costs more, not less: the shares are of a loss")
    kept = totals["plan_saving"] / allowed
    if facts.is_payer(result):
        return _("The payer keeps {kept} of the savings in care", kept=percent(kept))
    return _("The plan keeps {kept} of the savings in care", kept=percent(kept))


def _notes(result: Result) -> list[str]:
    notes = [_("Members save what they would have paid themselves; it is not counted as yours.")]
    if result["inputs"]["funding"] == "fully_insured":
        notes.append(
            _(
                "Fully insured: claims savings belong to the insurer; you stated that "
                "{retained} comes back to you.",
                retained=percent(facts.retained(result)),
            )
        )
    if result["totals"]["productivity"]:
        notes.append(_("Work days not lost are not part of these savings in care."))
    return notes
