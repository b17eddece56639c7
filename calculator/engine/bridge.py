"""From one release to another: what each changed piece does to a scenario's net saving.

All mixtures of the two releases that the shares need are evaluated together (``mixture``): only
areas, lines and designs that differ need a layout of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine import shapley
from calculator.engine.case import Case
from calculator.engine.evidence import Area, Design, Evidence, Line
from calculator.engine.inputs import scenario
from calculator.engine.mixture import Mask, annual_net, worths
from calculator.engine.pieces import Piece, changed, mixed


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Net saving a year on both releases, and what each changed piece adds: the sum is exact.

    ``effects`` has every changed piece by its key; exactly 0 where the net cannot depend on it.
    """

    start: float
    end: float
    effects: Mapping[str, float]
    is_exact: bool


def bridge(raw: Mapping[str, object], a: Evidence, b: Evidence) -> Bridge:
    """Return what leads from a scenario's net a year on release ``a`` to that on ``b``.

    Args:
        raw: inputs by name, as for ``scenario.read``: what is not entered follows each release.
        a: the release to start from.
        b: the release to arrive at.

    Raises:
        InvalidInput: if either release cannot answer the inputs.

    Source:
        Eq. 24.
    """
    start, end = _case(raw, a), _case(raw, b)
    pieces = changed(a, b)
    players = [piece for piece in pieces if _can_move(piece, start, end)]

    values = [(piece.name,) if piece.kind == "parameter" else () for piece in players]

    def case_of(included: Mask) -> Case:
        keys = {piece.key for piece, is_in in zip(players, included, strict=True) if is_in}
        return _case(raw, mixed(a, b, keys))

    found = shapley.shares(len(players), lambda included: worths(included, values, case_of))
    shares = {piece.key: float(share) for piece, share in zip(players, found, strict=True)}
    return Bridge(
        start=annual_net(start),
        end=annual_net(end),
        effects={piece.key: shares.get(piece.key, 0.0) for piece in pieces},
        is_exact=len(players) <= shapley.EXACT,
    )


def _case(raw: Mapping[str, object], evidence: Evidence) -> Case:
    return Case(inputs=scenario.read(raw, evidence), evidence=evidence)


def _can_move(piece: Piece, start: Case, end: Case) -> bool:
    """Say whether the net can depend on a piece: other labels, grades or ranges move nothing."""
    if piece.kind == "parameter":
        suffix = piece.name.partition(".")[2]
        concerned = suffix in {"", *start.slugs, *end.slugs, *start.lines, *end.lines}
        return concerned and _means(start, piece.name) != _means(end, piece.name)
    if piece.kind == "area":
        return _acts(start.evidence.area.get(piece.name)) != _acts(
            end.evidence.area.get(piece.name)
        )
    if piece.kind == "line":
        before, after = (case.evidence.line.get(piece.name) for case in (start, end))
        return piece.name in {*start.lines, *end.lines} and _mix(before) != _mix(after)
    return piece.name == start.inputs.design and _terms(start.design) != _terms(end.design)


def _means(case: Case, name: str) -> tuple[object, ...]:
    """Return what of a parameter enters the base case on the lens of the scenario."""
    row = case.evidence.parameter.get(name)
    lens = case.evidence.lens[case.inputs.lens].replacements.get(name)
    if row is None:
        return ()
    bands = None if row.by_age_band is None else tuple(sorted(row.by_age_band.items()))
    return row.base, bands, None if lens is None else lens.base


def _acts(area: Area | None) -> tuple[object, ...]:
    return (area.pathway, area.included_by_default, area.added_care_counted) if area else ()


def _mix(line: Line | None) -> Mapping[str, float] | None:
    return line.age_mix if line else None


def _terms(design: Design) -> tuple[object, ...]:
    return (
        design.fee_basis,
        design.uptake,
        design.uptake_multiplier,
        design.engagement_applies,
        design.not_confirmed_multiplier,
        design.fee_per_opinion,
        {name: value.base for name, value in design.overrides.items()},
    )
