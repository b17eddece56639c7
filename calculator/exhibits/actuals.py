"""A contract year's actuals beside what was predicted: doubt and chance together, in words."""

from collections.abc import Mapping

from calculator.engine.measurement.predicted import Band, Place
from calculator.exhibits import svg
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, Tone, header
from calculator.exhibits.formats import DASH, table_count, table_money, whole
from calculator.exhibits.scale import around
from calculator.exhibits.svg import STRIP_HEIGHT, STRIP_WIDTH, Svg

NAMES = {
    "opinions": "Opinions completed",
    "not_confirmed": "Operations not confirmed",
    "not_operated": "Of these, not operated 12 months later",
    "surgeries_avoided": "Avoided because of the program",
    "operations": "Operations among all members",
    "plan_saving": "Savings, as measured",
    "program_cost": "What the program cost",
}
MONEY = ("plan_saving", "program_cost")
READINGS: dict[Place, str] = {
    "within": "within what was predicted",
    "below": "below, but doubt and chance still explain it",
    "above": "above, but doubt and chance still explain it",
    "far_below": "below: more than doubt and chance explain",
    "far_above": "above: more than doubt and chance explain",
}
TOO_GOOD = (
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
        label=f"Contract year {year}, {_months(months)} from {starts}",
        title=_title(len(far), len(actual)),
        table=Table(
            caption=f"Contract year {year}: predicted and actual",
            columns=(
                Column(key="what", title="Count"),
                Column(key="actual", title="Actual", is_numeric=True),
                Column(
                    key="reading",
                    title="Reading",
                    note="Dark: 8 of 10 cases; light: 19 of 20. The dot is the actual.",
                ),
                Column(key="base", title="Predicted", is_numeric=True),
                Column(key="band", title="In 8 of 10 cases", is_numeric=True),
                Column(key="wide", title="In 19 of 20 cases", is_numeric=True),
            ),
            rows=tuple(_row(name, bands[name], actual.get(name)) for name in NAMES),
        ),
        notes=(TOO_GOOD,) if bands["plan_saving"].place(saving) == "far_above" else (),
    )


def _title(far: int, entered: int) -> str:
    if not far:
        return "Nothing that doubt and chance would not explain"
    figures = "figure" if entered == 1 else "figures"
    verb = "lies" if far == 1 else "lie"
    return f"{far} of {entered} {figures} {verb} beyond what doubt and chance explain"


def _months(number: int) -> str:
    return "1 month" if number == 1 else f"{number} months"


def _row(name: str, band: Band, actual: float | None) -> Row:
    figure = table_money if name in MONEY else whole
    between = [f"{figure(a)} to {figure(b)}" for a, b in _ends(band)]
    base = table_money(band.base) if name in MONEY else table_count(band.base)
    return Row(
        cells=(
            header(NAMES[name]),
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
        return Cell(text="cannot be counted: nobody sees what did not happen", tone="muted")
    if actual is None:
        return Cell(text="not entered", tone="muted")
    place = band.place(actual)
    tone: Tone = "loss" if place in FAR else ""
    return Cell(text=READINGS[place], tone=tone, strip=_strip(NAMES[name], band, actual, place))


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
    label = f"{name}: {READINGS[place]}"
    return Svg(kind="strip", width=STRIP_WIDTH, height=STRIP_HEIGHT, label=label, marks=marks)
