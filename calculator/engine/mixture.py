"""Net saving of mixtures of two cases, many at once: what shares and bridges are counted from.

Pieces that are mere values of a parameter are mixed along the draw axis; only pieces that change
the layout (people, areas, design, evidence) need a case of their own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculator.engine import draws
from calculator.engine.case import Case
from calculator.engine.model import evaluate

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class MixedCase(Case):
    """A case whose decision rates differ from row to row: ``rates`` by line, (draw, area)."""

    rates: Mapping[str, Array]

    @cached_property
    def base_decision_rate(self) -> dict[str, Array]:
        """The rates of each mixture."""
        return dict(self.rates)


def annual_net(case: Case) -> float:
    """Return the net saving a year of the base case, undiscounted (Eq. 23)."""
    return float(evaluate(case, draws.means(case.parameters)).net_by_year[0].mean())


def worths(
    included: Mask, values: Sequence[Sequence[str]], case_of: Callable[[Mask], Case]
) -> Array:
    """Return the net a year of mixtures, laying out each frame once.

    Args:
        included: which pieces are in place, (subset, piece).
        values: the parameters that a piece is mere values of; none for a piece of the frame.
        case_of: the case in which the pieces of a mask are in place, (piece,).

    Returns:
        US dollars a year of the base case, (subset,).

    Source:
        Eq. 23.
    """
    is_frame = np.array([not names for names in values], dtype=bool)
    frames, frame_of = np.unique(included[:, is_frame], axis=0, return_inverse=True)
    found = np.empty(len(included))
    for index, frame in enumerate(frames):
        rows = frame_of.reshape(-1) == index
        before = np.zeros(len(values), dtype=bool)
        before[is_frame] = frame
        chosen = included[rows]
        column = {name: chosen[:, i] for i, names in enumerate(values) for name in names}
        low = case_of(before)
        high = case_of(before | ~is_frame) if column else low
        found[rows] = _nets(low, high, column, len(chosen))
    return found


def _nets(low: Case, high: Case, column: Mapping[str, Mask], size: int) -> Array:
    """Return the net a year of mixtures of two cases of one frame, (subset,).

    ``column`` says in which rows a parameter is as in the high case.
    """
    values = draws.means(low.parameters).values
    kept = dict(values)
    for name, is_high in column.items():
        if name in kept and name in high.parameters.by_name:
            kept[name] = np.where(is_high, high.parameters[name].base, values[name])
    kept |= {f"decision_rate.{slug}": values[f"decision_rate.{slug}"] for slug in low.slugs}
    none = np.zeros(size, dtype=bool)
    rows = np.stack([column.get(f"decision_rate.{s}", none) for s in low.slugs], axis=1)
    rates = {
        line: np.where(rows, high.base_decision_rate[line], low.base_decision_rate[line])
        for line in low.lines
    }
    case = MixedCase(inputs=low.inputs, evidence=low.evidence, rates=rates)
    net = evaluate(case, draws.Draws(kept, size)).net_by_year.mean(axis=1)
    found: Array = np.broadcast_to(net, (size,))
    return found
