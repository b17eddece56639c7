"""The four figures under the headline."""

from calculator.engine.result import Result
from calculator.exhibits import facts, sentences
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Tile, Tone, tone_of
from calculator.exhibits.formats import count, percent, ratio, words_money
from calculator.language import gettext as _

WORDS = ("80% interval", "returns $x per $1", "ROI")  # what the figures are called


def tiles(result: Result) -> tuple[Tile, ...]:
    """Return net a year, returns per $1, chance that it pays, operations avoided a year."""
    return _net(result), _returns(result), _chance(result), _avoided(result)


def _net(result: Result) -> Tile:
    net = result["annual"]["net"]
    words = _("It neither gains nor loses")
    if tone_of(net):
        words = _("A gain") if net > 0 else _("A loss")
    spread = sentences.money_range(result["psa"]["annual_net"]["percentiles"])
    return Tile(
        key="net",
        label=_("Net {a_year}", a_year=facts.a_year(result)),
        value=signed(net),
        detail=_("{words}; 80% interval {spread}", words=words, spread=spread),
        tone=tone_of(net),
    )


def _returns(result: Result) -> Tile:
    value, spread = result["totals"]["benefit_cost_ratio"], result["psa"]["benefit_cost_ratio"]
    if value is None or spread is None:
        detail = _("Nothing is spent, so no return can be stated")
        return Tile(key="returns", label=_("Returns per $1"), value=ratio(value), detail=detail)
    low, high = spread["percentiles"]["10"], spread["percentiles"]["90"]
    roi = percent(result["totals"]["roi"])
    tone: Tone = "gain" if value > 1 else "loss"
    return Tile(
        key="returns",
        label=_("Returns per $1"),
        value=ratio(value),
        detail=_(
            "80% interval {low} to {high}; ROI (net) {roi}",
            low=ratio(low),
            high=ratio(high),
            roi=roi,
        ),
        tone=tone,
    )


def _chance(result: Result) -> Tile:
    probability = result["psa"]["probability_net_positive"]
    luck = chance(result["chance"]["probability_net_positive"])
    return Tile(
        key="chance",
        label=_("Chance that it pays for itself"),
        value=chance(probability),
        detail=_("That the first year pays, luck included: {luck}", luck=luck),
        tone="gain" if probability > 0.5 else "loss",
    )


def _avoided(result: Result) -> Tile:
    return Tile(
        key="avoided",
        label=_("Operations lastingly avoided {a_year}", a_year=facts.a_year(result)),
        value=count(result["annual"]["surgeries_avoided"]),
        detail=_(
            "Of {opinions} opinions {a_year}",
            opinions=count(result["annual"]["opinions"]),
            a_year=facts.a_year(result),
        ),
    )


def signed(value: float) -> str:
    """Return money in words with its sign, plus included, so that color is never needed.

    >>> signed(-76_574), signed(12_345)
    ('−$77,000', '+$12,000')
    """
    words = words_money(value)
    return words if value < 0.5 else f"+{words}"
