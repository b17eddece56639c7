"""Small bars for the cells of a table: one axis for all rows, with zero marked."""

from calculator.exhibits import svg
from calculator.exhibits.formats import table_money
from calculator.exhibits.scale import Scale, around
from calculator.exhibits.svg import STRIP_HEIGHT, STRIP_WIDTH, Mark, Svg
from calculator.language import gettext as _

INSET = 4.0
MIDDLE = STRIP_HEIGHT / 2


def axis(values: list[float]) -> Scale:
    """Return the axis that all strips of a column share."""
    return around(values, left=INSET, right=STRIP_WIDTH - INSET)


def interval(scale: Scale, *, low: float, value: float, high: float, label: str) -> Svg:
    """Return a band from low to high, colored on each side of zero, with a dot at the value."""
    side = "gain" if value > 0 else "loss"
    marks = [
        *_sides(scale, low, high, "doubt", 10),
        _zero(scale),
        svg.dot(f"dot {side}", scale(value), MIDDLE, 4),
    ]
    words = _(
        "{label}: {amount}, 80% interval {low} to {high}",
        label=label,
        amount=table_money(value),
        low=table_money(low),
        high=table_money(high),
    )
    return _strip(words, marks)


def bar(scale: Scale, *, value: float, label: str) -> Svg:
    """Return a bar from zero to a value."""
    marks = [*_sides(scale, min(value, 0.0), max(value, 0.0), "bar", 12), _zero(scale)]
    return _strip(f"{label}: {table_money(value)}", marks)


def swing(scale: Scale, *, at_low: float, base: float, at_high: float, label: str) -> Svg:
    """Return a tornado row: net at a parameter's low (light) and at its high (dark)."""
    marks = [
        svg.rect("bar low", scale(base), MIDDLE - 6, scale(at_low), 12),
        svg.rect("bar high", scale(base), MIDDLE - 6, scale(at_high), 12),
        _zero(scale),
        svg.line("base", scale(base), 1, scale(base), STRIP_HEIGHT - 1),
    ]
    words = _(
        "{label}: net {at_low} at its low, {at_high} at its high",
        label=label,
        at_low=table_money(at_low),
        at_high=table_money(at_high),
    )
    return _strip(words, marks)


def _sides(scale: Scale, low: float, high: float, kind: str, height: float) -> list[Mark]:
    top = MIDDLE - height / 2
    found = []
    if low < 0:
        found.append(svg.rect(f"{kind} loss", scale(low), top, scale(min(high, 0.0)), height))
    if high > 0:
        found.append(svg.rect(f"{kind} gain", scale(max(low, 0.0)), top, scale(high), height))
    return found


def _zero(scale: Scale) -> Mark:
    return svg.line("zero", scale(0.0), 0, scale(0.0), STRIP_HEIGHT)


def _strip(label: str, marks: list[Mark]) -> Svg:
    return Svg(
        kind="strip", width=STRIP_WIDTH, height=STRIP_HEIGHT, label=label, marks=tuple(marks)
    )
