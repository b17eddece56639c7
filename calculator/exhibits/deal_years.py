"""A contract year by year: what is saved, what is paid, what comes back."""

from calculator.engine.deal.result import ContractYear, Deal
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header, tone_of
from calculator.exhibits.formats import table_money
from calculator.language import gettext as _
from calculator.language import ngettext

FLOWS = (("saved", 1), ("paid", -1), ("own", -1), ("back", 1))


def by_year(deal: Deal) -> Exhibit:
    """Return the contract's cash in each year, undiscounted."""
    return Exhibit(
        slug="by-year",
        label=_("Year by year"),
        title=_title(deal["by_year"]),
        lead=_(
            "What each contract year is expected to bring and to cost, "
            "undiscounted, and how often that year alone pays, luck included."
        ),
        table=Table(
            caption=_("The contract by year, US dollars"),
            columns=(
                Column(key="year", title=_("Year")),
                Column(key="saved", title=_("Saved for you"), is_numeric=True),
                Column(key="paid", title=_("Paid to the seller"), is_numeric=True),
                Column(key="own", title=_("Incentives, administration"), is_numeric=True),
                Column(key="back", title=_("Paid back to you"), is_numeric=True),
                Column(key="net", title=_("Left to you"), is_numeric=True),
                Column(key="chance", title=_("Chance that the year pays"), is_numeric=True),
            ),
            rows=tuple(_row(year) for year in deal["by_year"]),
        ),
    )


def _title(years: list[ContractYear]) -> str:
    gains = sum(round(year["net"]) > 0 for year in years)
    losses = sum(round(year["net"]) < 0 for year in years)
    if gains == len(years):
        return (
            _("The year is expected to pay") if gains == 1 else _("Every year is expected to pay")
        )
    if losses == len(years):
        return (
            _("The year is expected to lose")
            if losses == 1
            else _("Every year is expected to lose")
        )
    if not gains and not losses:
        return _("Nothing moves in any year")
    return ngettext(
        "{gains} of {years} years is expected to pay",
        "{gains} of {years} years are expected to pay",
        gains,
        gains=gains,
        years=len(years),
    )


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
