"""What leads from one answer to another: between two releases, and from a saved one to today's."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache

from calculator.engine import base_case, draws
from calculator.engine.bridge import Bridge, bridge
from calculator.engine.case import Case
from calculator.engine.evidence import Evidence
from calculator.engine.inputs import scenario
from calculator.engine.model import evaluate
from calculator.engine.pieces import Piece, changed
from calculator.engine.version import MODEL_VERSION
from calculator.evidence import catalog
from calculator.evidence.models import Release
from calculator.scenarios.models import Scenario

REFERENCE_MEMBERS = 10_000
CACHE_SECONDS = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A base case on one release: money a year, and what comes back per $1."""

    net: float
    saving: float
    cost: float
    benefit_cost_ratio: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignBridge:
    """The reference case of one design on two releases; ``bridge`` None where one lacks it."""

    slug: str
    name: str
    before: Side | None
    after: Side | None
    bridge: Bridge | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBridge:
    """The changed pieces, and every design's way from one release to the other."""

    pieces: tuple[Piece, ...]
    designs: tuple[DesignBridge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioBridge:
    """A saved answer and today's: what the model's own change adds, then the evidence's pieces."""

    pieces: tuple[Piece, ...]
    pinned: float
    model: float
    bridge: Bridge


def of_releases(before: Release, after: Release) -> ReleaseBridge:
    """Return what moves the reference case of each design between two releases."""
    a, b = catalog.evidence_of(before), catalog.evidence_of(after)
    key = None if before.is_draft or after.is_draft else _key("release", a, b, "")
    found = cache.get(key) if key else None
    if found is None:
        found = _of_releases(a, b)
        if key:
            cache.set(key, found, CACHE_SECONDS)
    return found


def of_scenario(saved: Scenario, live: Release) -> ScenarioBridge:
    """Return what leads from a saved answer to the one that the live release gives today.

    Raises:
        InvalidInput: if today's evidence cannot answer what was typed.
    """
    a, b = catalog.evidence_of(saved.release), catalog.evidence_of(live)
    key = _key("scenario", a, b, saved.token)
    found = cache.get(key)
    if found is None:
        way = bridge(saved.typed, a, b)
        pinned = float(saved.result["annual"]["net"])
        found = ScenarioBridge(
            pieces=changed(a, b), pinned=pinned, model=way.start - pinned, bridge=way
        )
        cache.set(key, found, CACHE_SECONDS)
    return found


def side(raw: Mapping[str, object], evidence: Evidence) -> Side:
    """Return the base case of raw inputs on a release."""
    case = Case(inputs=scenario.read(raw, evidence), evidence=evidence)
    base = evaluate(case, draws.means(case.parameters))
    benefit, cost = float(base.pv_benefit[0]), float(base.pv_cost[0])
    return Side(
        net=float(base.net_by_year[0].mean()),
        saving=float(base.benefit_by_year[0].mean()),
        cost=float(base.program_cost_by_year[0].mean()),
        benefit_cost_ratio=base_case.ratio(benefit, cost),
    )


def reference_inputs(design: str) -> dict[str, object]:
    """Return the reference case: nothing but the number of members and the design."""
    return {"members": REFERENCE_MEMBERS, "design": design}


def _of_releases(a: Evidence, b: Evidence) -> ReleaseBridge:
    rows = []
    for slug, design in {**a.design, **b.design}.items():
        raw = reference_inputs(slug)
        before = side(raw, a) if slug in a.design else None
        after = side(raw, b) if slug in b.design else None
        way = bridge(raw, a, b) if before and after else None
        rows.append(
            DesignBridge(slug=slug, name=design.name, before=before, after=after, bridge=way)
        )
    return ReleaseBridge(pieces=changed(a, b), designs=tuple(rows))


def _key(kind: str, a: Evidence, b: Evidence, more: str) -> str:
    parts = "|".join((kind, a.content_hash, b.content_hash, MODEL_VERSION, more))
    return f"bridge:{sha256(parts.encode()).hexdigest()}"
