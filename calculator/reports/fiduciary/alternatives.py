"""The alternatives that were looked at: every design for the same people, and doing nothing."""

from calculator.engine.result import DesignRow, Result
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import DASH, ratio, table_money
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import ngettext


def alternatives(result: Result) -> Exhibit:
    """Return doing nothing and every design, on the same people and the same draws."""
    rows = result["designs"]
    paying = [row["name"] for row in rows if row["annual_net"] > 0]
    none = _("No design is expected to do better than doing nothing")
    some = ngettext(
        "{n} of {designs} designs is expected to do better than doing nothing",
        "{n} of {designs} designs are expected to do better than doing nothing",
        len(paying),
        n=len(paying),
        designs=len(rows),
    )
    return Exhibit(
        slug="alternatives",
        label=_("Alternatives"),
        title=some if paying else none,
        lead=_(
            "What was compared, for the same people, on the same draws and the same evidence. "
            "Money is the plan's, a year, undiscounted."
        ),
        table=Table(
            caption=_("Alternatives, a year"),
            columns=(
                Column(key="alternative", title=_("Alternative")),
                Column(key="saved", title=_("Saved"), is_numeric=True),
                Column(key="spent", title=_("Spent"), is_numeric=True),
                Column(key="net", title=_("Net"), is_numeric=True),
                Column(key="interval", title=_("80% interval"), is_numeric=True),
                Column(key="returns", title=_("Returns per $1"), is_numeric=True),
                Column(key="chance", title=_("Chance that it pays"), is_numeric=True),
            ),
            rows=(_nothing(), *(_design(row) for row in rows)),
        ),
        notes=(
            _(
                "All figures are measured against doing nothing. Members then get the second "
                "opinions that they arrange themselves today. What would have been avoided "
                "anyway is not counted as a saving. That the plan's other costs go on is the "
                "same in every row."
            ),
        ),
    )


def _nothing() -> Row:
    zero = table_money(0)
    texts = (zero, zero, zero, _("by definition"), DASH, DASH)
    return Row(cells=(header(_("Doing nothing")), *(Cell(text=text) for text in texts)))


def _design(row: DesignRow) -> Row:
    spread = row["annual_net_percentiles"]
    texts = (
        table_money(row["annual_plan_saving"]),
        table_money(row["annual_program_cost"]),
        table_money(row["annual_net"]),
        _("{low} to {high}", low=table_money(spread["10"]), high=table_money(spread["90"])),
        ratio(row["benefit_cost_ratio"]),
        chance(row["probability_net_positive"]),
    )
    return Row(
        cells=(header(named(row["name"])), *(Cell(text=text) for text in texts)),
        kind="chosen" if row["is_chosen"] else "plain",
    )
