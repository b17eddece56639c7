"""One number on a line: where it is, where it is believed to lie, where the answer turns."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from calculator.engine.against.flips import Flip
from calculator.exhibits import svg
from calculator.exhibits.names import named
from calculator.exhibits.scale import Scale, around
from calculator.exhibits.svg import CHART_WIDTH, Mark, Svg
from calculator.language import gettext as _

EDGE = 8.0
MIDDLE, HEIGHT = 34.0, 70
WIDTH_OF_A_LETTER = 6.4


class HasPlace(Protocol):
    """Whatever reports a value of the number."""

    @property
    def place(self) -> float | None:
        """The value, in the number's unit, or None."""


def drawing(flip: Flip, reported: Sequence[HasPlace], *, value: str, now: str) -> Svg:
    """Return the number's line: its 95 % interval, its value now, its turning point, findings."""
    lever = flip.lever
    low, high = np.percentile(lever.believed, (2.5, 97.5)).tolist()
    places = [r.place for r in reported if r.place is not None]
    scale = around(
        [low, high, lever.now, flip.value, *places],
        left=EDGE,
        right=CHART_WIDTH - EDGE,
        with_zero=False,
    )
    marks = [svg.line("axis", EDGE, MIDDLE, CHART_WIDTH - EDGE, MIDDLE)]
    if low < high:
        marks.append(svg.rect("bar low", scale(low), MIDDLE - 5, scale(high), 10))
    marks += [svg.dot("mark open out", scale(place), MIDDLE, 3.5) for place in places]
    marks += [
        svg.dot("mark solid", scale(lever.now), MIDDLE, 4.5),
        svg.line("zero", scale(flip.value), MIDDLE - 12, scale(flip.value), MIDDLE + 14),
        _words(scale, lever.now, _("now {now}", now=now), 16, "label"),
        _words(scale, flip.value, _("turns at {value}", value=value), HEIGHT - 6, "label strong"),
    ]
    label = _(
        "{label}: now {now}; the answer turns at {value}",
        label=named(lever.label),
        now=now,
        value=value,
    )
    return Svg(kind="chart", width=CHART_WIDTH, height=HEIGHT, label=label, marks=tuple(marks))


def _words(scale: Scale, at: float, words: str, baseline: float, classes: str) -> Mark:
    """Words centered at their place, kept within the drawing."""
    half = len(words) * WIDTH_OF_A_LETTER / 2
    x = min(max(scale(at), EDGE + half), CHART_WIDTH - EDGE - half)
    return svg.text(classes, x, baseline, words, "middle")
