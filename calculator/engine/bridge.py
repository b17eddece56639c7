"""From one release to another: what each changed piece does to a scenario's net saving.

All mixtures of the two releases that the shares need are evaluated together, along the draw axis;
only areas, lines and designs that differ need a layout of their own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculator.engine import draws, shapley
from calculator.engine.case import Case
from calculator.engine.evidence import Area, Design, Evidence, Line
from calculator.engine.inputs import scenario
from calculator.engine.model import evaluate
from calculator.engine.pieces import Piece, changed, mixed

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bridge:
    """Net saving a year on both releases, and what each changed piece adds: the sum is exact.

    ``effects`` has every changed piece by its key; exactly 0 where the net cannot depend on it.
    """

    start: float
    end: float
    effects: Mapping[str, float]
    is_exact: bool


@dataclass(frozen=True, kw_only=True)
class MixedCase(Case):
    """A case whose decision rates differ from row to row: ``rates`` by line, (draw, area)."""

    rates: Mapping[str, Array]

    @cached_property
    def base_decision_rate(self) -> dict[str, Array]:
        """The rates of each mixture."""
        return dict(self.rates)


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

    def worth(included: Mask) -> Array:
        return _worth(raw, (a, b), players, included)

    found = shapley.shares(len(players), worth)
    shares = {piece.key: float(share) for piece, share in zip(players, found, strict=True)}
    return Bridge(
        start=annual_net(start),
        end=annual_net(end),
        effects={piece.key: shares.get(piece.key, 0.0) for piece in pieces},
        is_exact=len(players) <= shapley.EXACT,
    )


def annual_net(case: Case) -> float:
    """Return the net saving a year of the base case, undiscounted (Eq. 23)."""
    return float(evaluate(case, draws.means(case.parameters)).net_by_year[0].mean())


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


def _worth(
    raw: Mapping[str, object],
    sides: tuple[Evidence, Evidence],
    players: Sequence[Piece],
    included: Mask,
) -> Array:
    """Return the net a year of each mixture, (subset,), laying out the frame once per kind."""
    is_frame = np.array([piece.kind != "parameter" for piece in players], dtype=bool)
    frames, frame_of = np.unique(included[:, is_frame], axis=0, return_inverse=True)
    found = np.empty(len(included))
    for index, frame in enumerate(frames):
        rows = frame_of.reshape(-1) == index
        keys = {p.key for p, is_in in zip(_of(players, is_frame), frame, strict=True) if is_in}
        movers = _of(players, ~is_frame)
        found[rows] = _nets(raw, sides, keys, movers, included[rows][:, ~is_frame])
    return found


def _nets(
    raw: Mapping[str, object],
    sides: tuple[Evidence, Evidence],
    keys: set[str],
    movers: Sequence[Piece],
    included: Mask,
) -> Array:
    """Return the net a year of mixtures of parameters within one frame, (subset,)."""
    low = _case(raw, mixed(*sides, keys))
    high = _case(raw, mixed(*sides, keys | {piece.key for piece in movers}))
    column = {piece.name: included[:, i] for i, piece in enumerate(movers)}
    values = draws.means(low.parameters).values
    kept = dict(values)
    for name, is_high in column.items():
        if name in kept and name in high.parameters.by_name:
            kept[name] = np.where(is_high, high.parameters[name].base, values[name])
    kept |= {f"decision_rate.{slug}": values[f"decision_rate.{slug}"] for slug in low.slugs}
    none = np.zeros(len(included), dtype=bool)
    rows = np.stack([column.get(f"decision_rate.{s}", none) for s in low.slugs], axis=1)
    rates = {
        line: np.where(rows, high.base_decision_rate[line], low.base_decision_rate[line])
        for line in low.lines
    }
    case = MixedCase(inputs=low.inputs, evidence=low.evidence, rates=rates)
    net = evaluate(case, draws.Draws(kept, len(included))).net_by_year.mean(axis=1)
    found: Array = np.broadcast_to(net, (len(included),))
    return found


def _of(players: Sequence[Piece], chosen: Mask) -> list[Piece]:
    return [piece for piece, is_in in zip(players, chosen, strict=True) if is_in]
