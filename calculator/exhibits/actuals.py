"""A contract year's actuals beside what was predicted: doubt and chance together, in words."""

from collections.abc import Mapping

from calculator.engine.measurement.predicted import Band, Place
from calculator.exhibits import svg
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, Tone, header
from calculator.exhibits.formats import DASH, table_count, table_money, whole
from calculator.exhibits.scale import around
from calculator.exhibits.svg import STRIP_HEIGHT, STRIP_WIDTH, Svg
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

NAMES = {
    "opinions": noop("Opinions completed"),
    "not_confirmed": noop("Operations not confirmed"),
    "not_operated": noop("Of these, not operated 12 months later"),
    "surgeries_avoided": noop("Avoided because of the program"),
    "operations": noop("Operations among all members"),
    "plan_saving": noop("Savings, as measured"),
    "program_cost": noop("What the program cost"),
}
MONEY = ("plan_saving", "program_cost")
READINGS: dict[Place, str] = {
    "within": noop("within what was predicted"),
    "below": noop("below, but doubt and chance still explain it"),
    "above": noop("above, but doubt and chance still explain it"),
    "far_below": noop("below: more than doubt and chance explain"),
    "far_above": noop("above: more than doubt and chance explain"),
}
TOO_GOOD = noop(
    "Savings so far above what was predicted ask for their method first: see what misleads, above."
)
FAR = ("far_below", "far_above")
INSET, MIDDLE = 4.0, STRIP_HEIGHT / 2


def year_exhibit(
    actual: Mapping[str, float], bands: Mapping[str, Band], *, year: int, months: int, starts: str
) -> Exhibit:
    """Return a year's actuals beside their predicted intervals.

    Args:
        actual: what was entered, by quantity.
        bands: the predicted interval of every quantity, for the months counted.
        year: contract year.
        months: months counted.
        starts: the first day counted, in words.
    """
    saving = actual.get("plan_saving", bands["plan_saving"].base)
    far = [name for name, value in actual.items() if bands[name].place(value) in FAR]
    return Exhibit(
        slug=f"year-{year}",
        label=_(
            "Contract year {year}, {months} from {starts}",
            year=year,
            months=_months(months),
            starts=starts,
        ),
        title=_title(len(far), len(actual)),
        table=Table(
            caption=_("Contract year {year}: predicted and actual", year=year),
            columns=(
                Column(key="what", title=_("Count")),
                Column(key="actual", title=_("Actual"), is_numeric=True),
                Column(
                    key="reading",
                    title=_("Reading"),
                    note=_("Dark: 8 of 10 cases; light: 19 of 20. The dot is the actual."),
                ),
                Column(key="base", title=_("Predicted"), is_numeric=True),
                Column(key="band", title=_("In 8 of 10 cases"), is_numeric=True),
                Column(key="wide", title=_("In 19 of 20 cases"), is_numeric=True),
            ),
            rows=tuple(_row(name, bands[name], actual.get(name)) for name in NAMES),
        ),
        notes=(_(TOO_GOOD),) if bands["plan_saving"].place(saving) == "far_above" else (),
    )


def _title(far: int, entered: int) -> str:
    if not far:
        return _("Nothing that doubt and chance would not explain")
    if entered == 1:
        return _("1 of 1 figure lies beyond what doubt and chance explain")
    return ngettext(
        "{far} of {entered} figures lies beyond what doubt and chance explain",
        "{far} of {entered} figures lie beyond what doubt and chance explain",
        far,
        far=far,
        entered=entered,
    )


def _months(number: int) -> str:
    return ngettext("{n} month", "{n} months", number, n=number)


def _row(name: str, band: Band, actual: float | None) -> Row:
    figure = table_money if name in MONEY else whole
    between = [_("{low} to {high}", low=figure(a), high=figure(b)) for a, b in _ends(band)]
    base = table_money(band.base) if name in MONEY else table_count(band.base)
    return Row(
        cells=(
            header(_(NAMES[name])),
            Cell(text=DASH if actual is None else figure(actual)),
            _reading(name, band, actual),
            Cell(text=base),
            *(Cell(text=words) for words in between),
        )
    )


def _ends(band: Band) -> tuple[tuple[float, float], tuple[float, float]]:
    return (band.low, band.high), (band.lowest, band.highest)


def _reading(name: str, band: Band, actual: float | None) -> Cell:
    if name == "surgeries_avoided":
        return Cell(text=_("cannot be counted: nobody sees what did not happen"), tone="muted")
    if actual is None:
        return Cell(text=_("not entered"), tone="muted")
    place = band.place(actual)
    tone: Tone = "loss" if place in FAR else ""
    return Cell(
        text=_(READINGS[place]), tone=tone, strip=_strip(_(NAMES[name]), band, actual, place)
    )


def _strip(name: str, band: Band, actual: float, place: Place) -> Svg:
    scale = around(
        [band.lowest, band.highest, actual],
        left=INSET,
        right=STRIP_WIDTH - INSET,
        with_zero=False,
    )
    mark = "mark open" if place in FAR else "mark solid"
    marks = (
        svg.rect("bar low", scale(band.lowest), MIDDLE - 4, scale(band.highest), 8),
        svg.rect("bar high", scale(band.low), MIDDLE - 4, scale(band.high), 8),
        svg.dot(mark, scale(actual), MIDDLE, 4.5),
    )
    label = f"{name}: {_(READINGS[place])}"
    return Svg(kind="strip", width=STRIP_WIDTH, height=STRIP_HEIGHT, label=label, marks=marks)
