"""What the answer's page shows, from the stored result: nothing is calculated here."""

from dataclasses import dataclass

from calculator.engine.result import Result
from calculator.exhibits import catalog, sentences, tiles, turns
from calculator.exhibits.exhibit import Exhibit, Tile, Tone, Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The answer, ready for a template."""

    headline: str
    verdict: str
    tone: Tone
    context_line: str
    changes: int
    tiles: tuple[Tile, ...]
    turns: tuple[Turn, ...]
    exhibits: tuple[Exhibit, ...]
    fingerprint: str
    release: str
    model_version: str


def page_of(result: Result) -> Page:
    """Return the page of a result."""
    return Page(
        headline=sentences.headline(result),
        verdict=sentences.verdict(result),
        tone=sentences.verdict_tone(result),
        context_line=sentences.context_line(result),
        changes=len(result["changes"]),
        tiles=tiles.tiles(result),
        turns=turns.turns(result),
        exhibits=tuple(catalog.exhibits_for(result)),
        fingerprint=result["fingerprint"],
        release=result["evidence_release"],
        model_version=result["model_version"],
    )
