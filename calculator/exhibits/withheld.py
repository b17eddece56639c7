"""An answer for those who shall not see what was entered.

Left out is every figure that states an input or follows from few of them by a published number: how
large the group is, its cost, its fee, opinions and operations, the design, each assumption, tables
to the dollar, and the fingerprint (who guesses the inputs could confirm the guess by it).
"""

from dataclasses import replace

from calculator.engine.result import Result
from calculator.exhibits import charts, facts, sentences, tiles
from calculator.exhibits.chances import cases_of, chance, chance_in_words
from calculator.exhibits.exhibit import Chart, Exhibit, Tile
from calculator.exhibits.formats import ratio
from calculator.exhibits.names import named
from calculator.language import gettext as _


def headline(result: Result) -> str:
    """Return the answer in one sentence without the group, the cost and the saving.

    An answer "if sellers' figures were true" says so: without it the sentence would mislead.
    """
    net = result["annual"]["net"]
    spread = sentences.money_range(result["psa"]["annual_net"]["percentiles"])
    opening = sentences.on_what(result)
    what = _("comes out even")
    if round(net) > 0:
        what = _("gains {amount}", amount=sentences.about(net))
    elif round(net) < 0:
        what = _("loses {amount}", amount=sentences.about(-net))
    chances = chance_in_words(result["psa"]["probability_net_positive"])
    value = result["totals"]["benefit_cost_ratio"]
    returned = (
        _("returns {ratio} per $1 and ", ratio=ratio(value))
        if value is not None and value >= 0
        else ""
    )
    return _(
        "{opening}, this program {what} a year (80% interval {spread}); "
        "it {returned}has {chances} of paying for itself.",
        opening=facts.capital(opening),
        what=what,
        spread=spread,
        returned=returned,
        chances=chances,
    )


def context_line(result: Result) -> str:
    """Return what the answer rests on, and whether assumptions were changed, not which."""
    own = _("with assumptions of its maker's own") if facts.own_changes(result) else ""
    rests = (
        _("Lens: {name}", name=facts.lower(named(facts.lens(result)["name"]))),
        _("evidence release {evidence_release}", evidence_release=result["evidence_release"]),
        _("model {model_version}", model_version=result["model_version"]),
        own,
    )
    return " · ".join(part for part in rests if part)


def shown_tiles(result: Result) -> tuple[Tile, ...]:
    """Return net, return and chance; not the operations, which tell the size of the group.

    Nor what luck adds, which depends on that size, nor whether it is a contract of one year.
    """
    net, returns, paying, _avoided = tiles.tiles(result)
    doubt = _("Over all doubt in the evidence, drawn at once")
    return replace(net, label=_("Net a year")), returns, replace(paying, detail=doubt)


def how_sure(result: Result) -> Exhibit:
    """Return the drawing of the spread without the table to the dollar."""
    psa, net = result["psa"], result["annual"]["net"]
    probability = chance(psa["probability_net_positive"])
    spread = sentences.money_range(psa["annual_net"]["percentiles"])
    alt = _(
        "Distribution of net a year: 80% interval {spread}; above zero in {probability}.",
        spread=spread,
        probability=probability,
    )
    picture = charts.distribution(
        psa["histogram"]["edges"], psa["histogram"]["counts"], value=net, label=alt
    )
    return Exhibit(
        slug="how-sure",
        label=_("How sure"),
        title=_(
            "It pays for itself in {cases} simulated cases",
            cases=cases_of(psa["probability_net_positive"]),
        ),
        lead=_(
            "Every uncertain figure is drawn at once from its own range; each draw "
            "is one way the world may be."
        ),
        chart=Chart(
            svg=picture, alt=alt, caption=_("Net a year; the outermost bars hold the tails")
        ),
    )
