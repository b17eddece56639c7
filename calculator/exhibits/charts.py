"""Full drawings, 360 wide with 12-px words: steps, waterfall, distribution, curve."""

from collections.abc import Callable
from dataclasses import dataclass

from calculator.exhibits import svg
from calculator.exhibits.formats import percent, table_money, words_money
from calculator.exhibits.scale import Scale, around
from calculator.exhibits.svg import CHART_WIDTH, Mark, Svg
from calculator.language import gettext as _

EDGE = 8.0
ROW = 38
CURVE_LEFT, CURVE_RIGHT = 42.0, CHART_WIDTH - 14.0
PLOT_TOP, PLOT_BOTTOM, AXIS_SPACE = 34.0, 160.0, 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of the steps: its name, its length and the number as text."""

    name: str
    value: float
    text: str


def steps(bars: list[Bar], *, label: str) -> Svg:
    """Return horizontal bars from one edge, each with its name and number above it."""
    scale = Scale(
        low=0.0,
        high=max(bar.value for bar in bars) or 1.0,
        left=EDGE,
        right=CHART_WIDTH - EDGE,
    )
    marks: list[Mark] = []
    for index, bar in enumerate(bars):
        marks += _row_words(index, bar.name, bar.text, "label strong")
        marks.append(svg.rect("bar plain", EDGE, index * ROW + 19, scale(bar.value), 11))
    return _chart(label, len(bars) * ROW, marks)


def waterfall(flows: list[tuple[str, float]], *, result: tuple[str, float], label: str) -> Svg:
    """Return flows as bars that start where the last one ended, and their sum from zero."""
    levels = [0.0]
    for _name, value in flows:
        levels.append(levels[-1] + value)
    scale = around([*levels, result[1]], left=EDGE, right=CHART_WIDTH - EDGE)
    height = (len(flows) + 1) * ROW
    marks = []
    for index, (name, value) in enumerate(flows):
        marks += _flow(scale, index, name, levels[index], value)
        marks += _joint(scale(levels[index + 1]), index * ROW)
    marks += _flow(scale, len(flows), result[0], 0.0, result[1])
    for index in range(len(flows) + 1):
        marks.append(svg.line("zero", scale(0), index * ROW + 17, scale(0), index * ROW + 33))
    return _chart(label, height, marks)


def distribution(edges: list[float], counts: list[int], *, value: float, label: str) -> Svg:
    """Return a histogram colored on each side of zero, with zero and the base case marked."""
    scale = around([edges[0], edges[-1]], left=EDGE, right=CHART_WIDTH - EDGE)
    most = max(counts) or 1
    marks = []
    for left, right, number in zip(edges, edges[1:], counts, strict=False):
        top = PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * number / most
        side = "gain" if left + right > 0 else "loss"
        x1, x2 = scale(left) + 0.5, max(scale(right) - 0.5, scale(left) + 1)
        marks.append(svg.rect(f"bar {side}", x1, top, x2, PLOT_BOTTOM - top))
    marks += _money_axis(scale)
    marks += [
        svg.line("zero", scale(0), PLOT_TOP - 12, scale(0), PLOT_BOTTOM + 5),
        *_flag(scale(value), _("base case {amount}", amount=words_money(value))),
    ]
    return _chart(label, int(PLOT_BOTTOM) + AXIS_SPACE, marks)


def curve(
    xs: list[float],
    shares: list[float],
    *,
    here: tuple[float, str],
    words: Callable[[float], str],
    label: str,
) -> Svg:
    """Return a share from 0 to 100 in 100 over a fee, with the fee in force marked."""
    scale = around([*xs, here[0]], left=CURVE_LEFT, right=CURVE_RIGHT)
    rise = Scale(low=0.0, high=1.0, left=PLOT_BOTTOM, right=PLOT_TOP)
    marks = []
    for share in (0.0, 0.5, 1.0):
        marks.append(svg.line("axis", CURVE_LEFT, rise(share), CURVE_RIGHT, rise(share)))
        marks.append(
            svg.text("label muted", CURVE_LEFT - 6, rise(share) + 4, percent(share), "end")
        )
    marks.append(
        svg.path("curve", [(scale(x), rise(share)) for x, share in zip(xs, shares, strict=True)])
    )
    for tick in scale.ticks(4):
        place = min(scale(tick), CHART_WIDTH - 24)
        marks.append(svg.text("label muted", place, PLOT_BOTTOM + 17, words(tick), "middle"))
    marks += _flag(scale(here[0]), here[1])
    return _chart(label, int(PLOT_BOTTOM) + AXIS_SPACE - 16, marks)


def _flow(scale: Scale, index: int, name: str, start: float, value: float) -> list[Mark]:
    side = "gain" if value >= 0 else "loss"
    bar = svg.rect(f"bar {side}", scale(start), index * ROW + 19, scale(start + value), 12)
    return [*_row_words(index, name, table_money(value), f"label {side}"), bar]


def _joint(x: float, top: float) -> list[Mark]:
    """Two stubs from one bar to the next, leaving out the line of words between them."""
    return [
        svg.line("axis", x, top + 31, x, top + 38),
        svg.line("axis", x, top + ROW + 15, x, top + ROW + 19),
    ]


def _row_words(index: int, name: str, number: str, classes: str) -> list[Mark]:
    baseline = index * ROW + 13
    return [
        svg.text("label", EDGE, baseline, name),
        svg.text(classes, CHART_WIDTH - EDGE, baseline, number, "end"),
    ]


def _money_axis(scale: Scale) -> list[Mark]:
    marks = [svg.line("axis", EDGE, PLOT_BOTTOM, CHART_WIDTH - EDGE, PLOT_BOTTOM)]
    for tick in _fitting(scale):
        place = min(max(scale(tick), 36), CHART_WIDTH - 36)
        marks.append(svg.line("axis", scale(tick), PLOT_BOTTOM, scale(tick), PLOT_BOTTOM + 4))
        marks.append(svg.text("label muted", place, PLOT_BOTTOM + 18, words_money(tick), "middle"))
    return marks


def _fitting(scale: Scale) -> list[float]:
    """Ticks whose words stand side by side: more where the words are short."""
    most = 4 if max(len(words_money(tick)) for tick in scale.ticks(4)) <= 9 else 2
    return scale.ticks(most)


def _flag(x: float, words: str) -> list[Mark]:
    """A dashed line with its words at the top, turned inward at the edges."""
    room = len(words) * 3.2
    anchor, at = "middle", x
    if x < room + EDGE:
        anchor, at = "start", max(x - 4, EDGE)
    elif x > CHART_WIDTH - room - EDGE:
        anchor, at = "end", min(x + 4, CHART_WIDTH - EDGE)
    return [
        svg.line("here", x, 18, x, PLOT_BOTTOM),
        svg.text("label strong", at, 12, words, anchor),
    ]


def _chart(label: str, height: int, marks: list[Mark]) -> Svg:
    return Svg(kind="chart", width=CHART_WIDTH, height=height, label=label, marks=tuple(marks))
