"""Comparisons to look at: from calculations, or with figures set by hand."""

from dataclasses import replace

from calculator.engine.contest.contest import Contest, contest
from calculator.engine.contest.crossing import cross
from calculator.engine.version import MODEL_VERSION
from calculator.exhibits.contest import crossing, figures, inputs, sentences
from calculator.exhibits.contest.sides import LETTERS, Side
from tests.engine.build import a_case


def side(place: int, name: str = "", model: str = MODEL_VERSION, **asked) -> Side:
    case = asked.pop("case", None) or a_case(**{"draws": 1_000, **asked})
    letter = LETTERS[place]
    return Side(
        letter=letter,
        name=name or case.design.name,
        href=f"/c/{letter}/",
        case=case,
        model=model,
    )


def sides(*asked: dict) -> list[Side]:
    return [side(place, **one) for place, one in enumerate(asked)]


def contest_of(chosen: list[Side]) -> Contest:
    return contest([one.case for one in chosen])


def with_figures(made: Contest, nets: list[float], *, nothing: float = 0.5, best=None) -> Contest:
    """The same contest with other nets in the base case, and chances set by hand."""
    contenders = tuple(
        replace(
            one,
            annual=one.annual | {"net": net},
            **({"best": best[place], "best_of_all": best[place]} if best else {}),
        )
        for place, (one, net) in enumerate(zip(made.contenders, nets, strict=True))
    )
    differences = tuple(
        replace(found, net=net - nets[0])
        for found, net in zip(made.differences, nets[1:], strict=True)
    )
    return replace(made, contenders=contenders, differences=differences, nothing=nothing)


def everything(chosen: list[Side], end: int = 1) -> tuple[object, ...]:
    """All that a page of a comparison shows."""
    made = contest_of(chosen)
    return (
        sentences.headline(made, chosen),
        sentences.verdict(made),
        sentences.context_line(made, model=MODEL_VERSION),
        sentences.warnings(made, chosen, model=MODEL_VERSION),
        figures.side_by_side(made, chosen),
        figures.difference(made, chosen),
        figures.best(made, chosen),
        inputs.inputs(chosen),
        crossing.bridge(cross(chosen[0].case, chosen[end].case), chosen[0], chosen[end]),
    )
