"""The alternatives that were looked at: every design for the same people, and doing nothing."""

from calculator.engine.result import DesignRow, Result
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import DASH, ratio, table_money

NOTHING = "Doing nothing"


def alternatives(result: Result) -> Exhibit:
    """Return doing nothing and every design, on the same people and the same draws."""
    rows = result["designs"]
    paying = [row["name"] for row in rows if row["annual_net"] > 0]
    none = "No design is expected to do better than doing nothing"
    some = f"{len(paying)} of {len(rows)} designs are expected to do better than doing nothing"
    return Exhibit(
        slug="alternatives",
        label="Alternatives",
        title=some if paying else none,
        lead="What was compared, for the same people, on the same draws and the same evidence. "
        "Money is the plan's, a year, undiscounted.",
        table=Table(
            caption="Alternatives, a year",
            columns=(
                Column(key="alternative", title="Alternative"),
                Column(key="saved", title="Saved", is_numeric=True),
                Column(key="spent", title="Spent", is_numeric=True),
                Column(key="net", title="Net", is_numeric=True),
                Column(key="interval", title="80% interval", is_numeric=True),
                Column(key="returns", title="Returns per $1", is_numeric=True),
                Column(key="chance", title="Chance that it pays", is_numeric=True),
            ),
            rows=(_nothing(), *(_design(row) for row in rows)),
        ),
        notes=(
            "Doing nothing is what all figures are measured against: members get the second "
            "opinions that they arrange themselves today, and what would have been avoided anyway "
            "is not counted as a saving. That the plan's other costs go on is the same in "
            "every row.",
        ),
    )


def _nothing() -> Row:
    zero = table_money(0)
    texts = (zero, zero, zero, "by definition", DASH, DASH)
    return Row(cells=(header(NOTHING), *(Cell(text=text) for text in texts)))


def _design(row: DesignRow) -> Row:
    spread = row["annual_net_percentiles"]
    texts = (
        table_money(row["annual_plan_saving"]),
        table_money(row["annual_program_cost"]),
        table_money(row["annual_net"]),
        f"{table_money(spread['10'])} to {table_money(spread['90'])}",
        ratio(row["benefit_cost_ratio"]),
        chance(row["probability_net_positive"]),
    )
    return Row(
        cells=(header(row["name"]), *(Cell(text=text) for text in texts)),
        kind="chosen" if row["is_chosen"] else "plain",
    )
