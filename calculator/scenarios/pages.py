"""What an answer's page shows, from what was calculated: nothing is calculated here."""

import re
from dataclasses import dataclass

from django.urls import reverse

from calculator.engine.claims.result import ClaimCheck
from calculator.engine.result import Result
from calculator.evidence.models import Finding, Release
from calculator.evidence.models.record import Independence, Verification
from calculator.exhibits import catalog, claims, glossary, sentences, tiles, turns, withheld
from calculator.exhibits.claim_findings import Published
from calculator.exhibits.claims import ClaimAnswer
from calculator.exhibits.exhibit import Exhibit, Term, Tile, Tone, Turn
from calculator.language import gettext as _
from calculator.scenarios.document import COMMAND, digest
from calculator.scenarios.models import Scenario, ShareLink

CARRIED = re.compile(r"[0-9a-f]{16,64}")  # digits of a hash, as an address carries them
SAVINGS = ("saving_per_second_opinion", "saving_per_case", "mean_saving")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The answer, ready for a template."""

    headline: str
    verdict: str
    tone: Tone
    context_line: str
    changes: int
    tiles: tuple[Tile, ...]
    terms: tuple[Term, ...]
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
        terms=glossary.terms(*tiles.WORDS),
        exhibits=catalog.exhibits_for(result, said=tiles.WORDS),
        fingerprint=result["fingerprint"],
        release=result["evidence_release"],
        model_version=result["model_version"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The hash of a calculation as it is kept, beside what a document carried here."""

    sha256: str
    carried: str
    command: str

    @property
    def is_same(self) -> bool:
        """Whether the document was made from exactly these numbers, as far as it says."""
        return self.sha256.startswith(self.carried)


def proof_of(saved: Scenario, carried: str) -> Proof:
    """Return what a reader compares with paper; the hash is computed anew from what is kept."""
    return Proof(
        sha256=digest(saved.result),
        carried=carried if CARRIED.fullmatch(carried) else "",
        command=COMMAND,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRow:
    """A calculation on the list of its owner."""

    saved: Scenario
    title: str
    whose: str
    verdict: str
    tone: Tone


def row_of(saved: Scenario) -> KeptRow:
    """Return a calculation's line."""
    whose = sentences.whose(saved.result)
    return KeptRow(
        saved=saved,
        title=saved.name or _("Unnamed"),
        whose=whose[0].upper() + whose[1:],
        verdict=sentences.verdict(saved.result),
        tone=sentences.verdict_tone(saved.result),
    )


def shared_page(link: ShareLink) -> Page:
    """Return what a link shows: all of the answer, or what tells nothing of the inputs."""
    result = link.scenario.result
    if link.with_inputs:
        return page_of(result)
    return Page(
        headline=withheld.headline(result),
        verdict="",
        tone=sentences.verdict_tone(result),
        context_line=withheld.context_line(result),
        changes=0,
        tiles=withheld.shown_tiles(result),
        terms=glossary.terms("80% interval", "returns $x per $1"),
        turns=(),
        exhibits=(withheld.how_sure(result),),
        fingerprint="",
        release=result["evidence_release"],
        model_version=result["model_version"],
    )


def answer_of(check: ClaimCheck, release: Release) -> ClaimAnswer:
    """Return the answer to a claim, among the savings per opinion that the release holds."""
    found = Finding.objects.filter(release=release, measure__in=SAVINGS, unit__startswith="USD")
    found = found.exclude(value=None).exclude(verification=Verification.DOCUMENT_ONLY)
    return claims.answer(check, [_published(f) for f in found.select_related("source")])


def _published(finding: Finding) -> Published:
    source = finding.source
    return Published(
        who=_(
            "{name}, {year}",
            name=source.authors or source.title,
            year=source.year or _("no year"),
        ),
        about=finding.topic,
        value=finding.value,
        independence=finding.get_independence_display(),
        is_independent=finding.independence == Independence.INDEPENDENT,
        verification=finding.get_verification_display(),
        href=reverse("evidence:show-finding", args=[finding.slug]),
    )
