"""A contract year by year: what is saved, what is paid, what comes back."""

from calculator.engine.deal.result import ContractYear, Deal
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import chance, table_money

FLOWS = (("saved", 1), ("paid", -1), ("own", -1), ("back", 1))


def by_year(deal: Deal) -> Exhibit:
    """Return the contract's cash in each year, undiscounted."""
    return Exhibit(
        slug="by-year",
        label="Year by year",
        title=_title(deal["by_year"]),
        lead="What each contract year is expected to bring and to cost, undiscounted, and how "
        "often that year alone pays, luck included.",
        table=Table(
            caption="The contract by year, US dollars",
            columns=(
                Column(key="year", title="Year"),
                Column(key="saved", title="Saved for you", is_numeric=True),
                Column(key="paid", title="Paid to the seller", is_numeric=True),
                Column(key="own", title="Incentives, administration", is_numeric=True),
                Column(key="back", title="Paid back to you", is_numeric=True),
                Column(key="net", title="Left to you", is_numeric=True),
                Column(key="chance", title="Chance that the year pays", is_numeric=True),
            ),
            rows=tuple(_row(year) for year in deal["by_year"]),
        ),
    )


def _title(years: list[ContractYear]) -> str:
    gains = sum(round(year["net"]) > 0 for year in years)
    losses = sum(round(year["net"]) < 0 for year in years)
    if gains == len(years):
        return "The year is expected to pay" if gains == 1 else "Every year is expected to pay"
    if losses == len(years):
        return "The year is expected to lose" if losses == 1 else "Every year is expected to lose"
    if not gains and not losses:
        return "Nothing moves in any year"
    return f"{gains} of {len(years)} years {'is' if gains == 1 else 'are'} expected to pay"


def _row(year: ContractYear) -> Row:
    flows = (
        Cell(text=table_money(sign * float(year[key])))  # type: ignore[literal-required]
        for key, sign in FLOWS
    )
    return Row(
        cells=(
            header(str(year["year"])),
            *flows,
            Cell(text=table_money(year["net"]), tone=tone_of(year["net"])),
            Cell(text=chance(year["chance"])),
        )
    )
