"""Every text that a result leads to, and every drawing."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from calculator.engine.result import Result
from calculator.exhibits import catalog, paper, sentences, tiles, turns
from calculator.exhibits.svg import Mark, Svg


def everything(result: Result) -> tuple[object, ...]:
    """All that is shown of a result."""
    return (
        sentences.headline(result),
        sentences.verdict(result),
        sentences.context_line(result),
        sentences.luck(result),
        tiles.tiles(result),
        turns.turns(result),
        catalog.exhibits_for(result),
        paper.summary_for_paper(result),
    )


def texts(part: object) -> Iterator[str]:
    """Every text within, those of the drawings included."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mark):
        yield part.text
    else:
        for item in _parts(part):
            yield from texts(item)


def drawings(part: object) -> Iterator[Svg]:
    """Every drawing within."""
    if isinstance(part, Svg):
        yield part
    else:
        for item in _parts(part):
            yield from drawings(item)


def _parts(part: object) -> Iterator[object]:
    if isinstance(part, list | tuple):
        yield from part
    elif is_dataclass(part):
        yield from (getattr(part, field.name) for field in fields(part))
