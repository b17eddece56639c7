"""A fitted distribution as it is typed: its shape, three quantiles and a small drawing."""

import math
import sys
from dataclasses import dataclass

from calculator.engine.distributions import Fit
from calculator.engine.errors import UnfitDistribution
from calculator.engine.quantiles import density, quantiles
from calculator.exhibits import svg
from calculator.exhibits.formats import parameter_value
from calculator.exhibits.scale import Scale
from calculator.exhibits.svg import CHART_WIDTH, Svg
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

EDGE, TOP, BOTTOM, HEIGHT = 36.0, 30.0, 120.0, 148
SHARES = (0.025, 0.5, 0.975)
ENDS = (0.001, 0.999)
POINTS = 120
SHAPES = {
    "beta": ("alpha", "beta"),
    "gamma": (noop("shape"), noop("scale")),
    "lognormal": (noop("mean of the log"), noop("sd of the log")),
    "pert": ("alpha", "beta"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """What a fit is in words, and drawn; a fixed value has neither shape nor drawing."""

    shape: list[tuple[str, str]]
    quantiles: list[tuple[str, str]]
    drawing: Svg | None


def describe(fit: Fit, *, base: float, unit: str, key: str = "") -> Fitted:
    """Return a fit in words and drawn.

    Raises:
        UnfitDistribution: if it is too extreme to be drawn.
    """
    if fit.family == "fixed":
        return Fitted(shape=[], quantiles=[], drawing=None)
    numbers = zip(SHAPES[fit.family], (fit.first, fit.second), strict=True)
    low, middle, high = quantiles(fit, SHARES)
    if not all(map(math.isfinite, (low, middle, high))):
        raise UnfitDistribution(f"the {fit.family} is too extreme to be drawn")
    named = zip(("2.5%", _("median"), "97.5%"), (low, middle, high), strict=True)
    return Fitted(
        shape=[(_(name), f"{number:.4g}") for name, number in numbers],
        quantiles=[(name, parameter_value(value, unit, key)) for name, value in named],
        drawing=draw(fit, base=base, low=low, high=high, unit=unit, key=key),
    )


def draw(fit: Fit, *, base: float, low: float, high: float, unit: str, key: str = "") -> Svg | None:
    """Return the density with its middle 95 % shaded and the base marked."""
    first, last = quantiles(fit, ENDS)
    step = (last - first) / POINTS
    if step < sys.float_info.min:
        return None
    xs = [first + step * (n + 0.5) for n in range(POINTS)]
    ys = density(fit, xs)
    inside = [y for x, y in zip(xs, ys, strict=True) if low <= x <= high] or ys
    most = max(inside) * 1.1
    if not most > 0:
        return None
    across = Scale(low=first, high=last, left=EDGE, right=CHART_WIDTH - EDGE)
    up = Scale(low=0.0, high=most, left=BOTTOM, right=TOP)
    said = [parameter_value(value, unit, key) for value in (low, base, high)]
    marks = [
        svg.rect("doubt gain", across(low), TOP, across(high), BOTTOM - TOP),
        svg.line("axis", EDGE, BOTTOM, CHART_WIDTH - EDGE, BOTTOM),
        svg.path("curve", [(across(x), up(y)) for x, y in zip(xs, ys, strict=True)]),
        svg.line("base", across(base), TOP - 8, across(base), BOTTOM),
        svg.text(
            "label strong", across(base), TOP - 14, _("base {value}", value=said[1]), "middle"
        ),
        svg.text("label muted", across(low), BOTTOM + 18, said[0], "middle"),
        svg.text("label muted", across(high), BOTTOM + 18, said[2], "middle"),
    ]
    label = _(
        "Fitted {family}: 95% of it between {low} and {high}, base {base}",
        family=_(fit.family),
        low=said[0],
        high=said[2],
        base=said[1],
    )
    return Svg(kind="chart", width=CHART_WIDTH, height=HEIGHT, label=label, marks=tuple(marks))
