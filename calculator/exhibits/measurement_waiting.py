"""How long each way to compare takes until the predicted effect can be told from chance."""

from calculator.engine.measurement.plan import YEARS, YEARS_BEFORE, Comparison, Plan
from calculator.exhibits import charts
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Cell, Chart, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import never_within, percent
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

SHOWN_YEARS = (1, 2, 3, 5, 10)
NAMES = {
    "matched": noop("Like people who are not offered it"),
    "invited": noop("Half invited, drawn by lot"),
    "before": noop("The same people in the two years before"),
}


def months_in_words(months: int | None) -> str:
    """Return how long it takes.

    >>> months_in_words(13), months_in_words(None)
    ('13 months', 'never within 10 years')
    """
    if months is None:
        return never_within(YEARS)
    return ngettext("{n} month", "{n} months", months, n=months)


def waiting(plan: Plan, *, ratio: float) -> Exhibit:
    """Return how long each comparison takes, and the chance of telling by year."""
    first = plan.comparisons[0]
    alt = (
        _("Chance of telling the predicted effect from chance, by year")
        + ": "
        + "; ".join(
            _("year {year}: {power}", year=year, power=chance(first.power[year - 1]))
            for year in SHOWN_YEARS
        )
    )
    picture = charts.curve(
        [float(year) for year in range(YEARS + 1)],
        [0.0, *first.power],
        here=(
            float(plan.years),
            _("contract ends: {power}", power=chance(first.power[plan.years - 1])),
        ),
        words=lambda year: _("year {year}", year=round(year)),
        label=alt,
    )
    beside = ngettext("{n} member", "{n} members", ratio, n=format(ratio, "g"))
    return Exhibit(
        slug="waiting",
        label=_("Compared with whom, and for how long"),
        title=_(
            "Against like people who are not offered it: {months}",
            months=months_in_words(first.months),
        ),
        lead=_(
            "The drawing shows the first comparison. Every one asks the same "
            "question of counts of operations; they differ in what else could "
            "explain a difference."
        ),
        chart=Chart(svg=picture, alt=alt, caption=_("Chance of telling the predicted effect")),
        table=Table(
            caption=_("Three ways to compare"),
            columns=(
                Column(key="way", title=_("Compared with")),
                Column(key="months", title=_("Until it can be told")),
                *(
                    Column(
                        key=f"y{year}",
                        title=_("Chance after {years}", years=_years(year)),
                        is_numeric=True,
                    )
                    for year in SHOWN_YEARS
                ),
                Column(
                    key="fall",
                    title=_("Smallest fall told"),
                    is_numeric=True,
                    note=_(
                        "The smallest fall in operations that {years} of counting would tell "
                        "with 4 chances in 5.",
                        years=_years(plan.years),
                    ),
                ),
            ),
            rows=tuple(_way_row(way) for way in plan.comparisons),
            note=_(
                "Second figure of each cell: with the doubt about the effect itself, "
                "over all draws. Where nothing at all changed, the test still finds a "
                "difference in up to 5 of 100 cases."
            ),
        ),
        notes=(
            _(
                "Like people who are not offered it ({beside} for each of yours): choose them "
                "by age, sex, place, plan and last year's care. Check that both groups ran "
                "alike before the start. Whatever else differs between the groups is mistaken "
                "for the effect.",
                beside=beside,
            ),
            _(
                "Half invited, drawn by lot: the only comparison in which nothing but "
                "chance and the program differs. Compare all who were invited with all "
                "who were not, users or not. It costs half of the use while it lasts."
            ),
            _(
                "The same people in the {years_before} years before: the easiest and "
                "the weakest. Prices, guidelines and staff change with the years, and "
                "no waiting tells that from the program. Draw the trend of several "
                "years before, and do so beforehand.",
                years_before=format(YEARS_BEFORE, "g"),
            ),
        ),
    )


def _way_row(way: Comparison) -> Row:
    return Row(
        cells=(
            header(_(NAMES[way.key])),
            Cell(text=months_in_words(way.months)),
            *(
                Cell(text=chance(way.power[year - 1]), hint=chance(way.assurance[year - 1]))
                for year in SHOWN_YEARS
            ),
            Cell(text=_("none") if way.detectable is None else percent(way.detectable)),
        )
    )


def _years(number: int) -> str:
    return ngettext("{n} year", "{n} years", number, n=number)
