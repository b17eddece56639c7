"""The four figures under the headline."""

from calculator.engine.result import Result
from calculator.exhibits import facts, sentences
from calculator.exhibits.exhibit import Tile, Tone, tone_of
from calculator.exhibits.formats import (
    MINUS,
    chance,
    count,
    percent,
    ratio,
    words_money,
)


def tiles(result: Result) -> tuple[Tile, ...]:
    """Return net a year, returns per $1, chance that it pays, operations avoided a year."""
    return _net(result), _returns(result), _chance(result), _avoided(result)


def _net(result: Result) -> Tile:
    net = result["annual"]["net"]
    words = "It neither gains nor loses"
    if tone_of(net):
        words = "A gain" if net > 0 else "A loss"
    spread = sentences.money_range(result["psa"]["annual_net"]["percentiles"])
    return Tile(
        key="net",
        label=f"Net {facts.a_year(result)}",
        value=signed(net),
        detail=f"{words}; 80% interval {spread}",
        tone=tone_of(net),
    )


def _returns(result: Result) -> Tile:
    value, spread = result["totals"]["benefit_cost_ratio"], result["psa"]["benefit_cost_ratio"]
    if value is None or spread is None:
        detail = "Nothing is spent, so no return can be stated"
        return Tile(key="returns", label="Returns per $1", value=ratio(value), detail=detail)
    low, high = spread["percentiles"]["10"], spread["percentiles"]["90"]
    roi = percent(result["totals"]["roi"])
    tone: Tone = "gain" if value > 1 else "loss"
    return Tile(
        key="returns",
        label="Returns per $1",
        value=ratio(value),
        detail=f"80% interval {ratio(low)} to {ratio(high)}; ROI (net) {roi}",
        tone=tone,
    )


def _chance(result: Result) -> Tile:
    probability = result["psa"]["probability_net_positive"]
    luck = chance(result["chance"]["probability_net_positive"])
    return Tile(
        key="chance",
        label="Chance that it pays for itself",
        value=chance(probability),
        detail=f"That the first year pays, luck included: {luck}",
        tone="gain" if probability > 0.5 else "loss",
    )


def _avoided(result: Result) -> Tile:
    return Tile(
        key="avoided",
        label=f"Operations lastingly avoided {facts.a_year(result)}",
        value=count(result["annual"]["surgeries_avoided"]),
        detail=f"Of {count(result['annual']['opinions'])} opinions {facts.a_year(result)}",
    )


def signed(value: float) -> str:
    """Return money in words with its sign, plus included, so that color is never needed.

    >>> signed(-76_574), signed(12_345)
    ('−$77,000', '+$12,000')
    """
    words = words_money(value)
    return words if words.startswith((MINUS, "less")) or value == 0 else f"+{words}"
