"""What the two-page summary says: the sentence, figures and exhibits of the page, but fewer."""

from dataclasses import dataclass

from calculator.engine.result import Result
from calculator.exhibits import (
    assumptions,
    changes,
    comparisons,
    doubt,
    information,
    pathway,
    sentences,
    tiles,
    turns,
)
from calculator.exhibits.exhibit import Exhibit, Table, Tile, Turn
from calculator.language import gettext as _

FINGERPRINT_SHOWN = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything the summary prints, ready as text, tables and drawings."""

    headline: str
    verdict: str
    context: str
    luck: str
    tiles: tuple[Tile, ...]
    turns: tuple[Turn, ...]
    designs: Exhibit
    how_sure: Exhibit
    money: Exhibit
    changes: Exhibit | None
    assumptions: Table
    assumptions_in_all: int
    not_included: tuple[tuple[str, str, str], ...]
    fingerprint: tuple[tuple[str, str], ...]


def summary_for_paper(result: Result) -> Paper:
    """Return what the two pages need."""
    return Paper(
        headline=sentences.headline(result),
        verdict=sentences.verdict(result),
        context=sentences.context_line(result),
        luck=sentences.luck(result),
        tiles=tiles.tiles(result),
        turns=turns.turns(result),
        designs=comparisons.designs(result),
        how_sure=doubt.how_sure(result),
        money=pathway.money(result),
        changes=changes.changes(result) if result["changes"] else None,
        assumptions=assumptions.short(result),
        assumptions_in_all=len(result["assumptions"]),
        not_included=information.left_out(result),
        fingerprint=fingerprint_lines(result),
    )


def fingerprint_lines(result: Result) -> tuple[tuple[str, str], ...]:
    """Return (label, value) of what pins the calculation."""
    return (
        (_("Fingerprint"), result["fingerprint"][:FINGERPRINT_SHOWN]),
        (_("Evidence release"), result["evidence_release"]),
        (_("Model version"), result["model_version"]),
        (_("Draws"), f"{result['psa']['draws']:,}"),
        (_("Seed"), str(result["psa"]["seed"])),
    )
