"""Totals of groups: added draw by draw, because all groups share the same doubt."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from calculator.engine.errors import InvalidInput
from calculator.engine.simulation import PERCENTILES, percentiles, share_of
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

Array = NDArray[np.float64]
ALL = ""  # the name of the total of everything
EMPTY = noop("(empty)")
MAX_TOTALS = 1_000


@dataclass(frozen=True, slots=True)
class Total:
    """Groups added up; ``net`` is the net of all together in each draw, (draw,)."""

    groups: int
    savings: float
    program_cost: float
    net: Array

    def __add__(self, other: "Total") -> "Total":
        return Total(
            self.groups + other.groups,
            self.savings + other.savings,
            self.program_cost + other.program_cost,
            self.net + other.net,
        )


class PortfolioTotal(TypedDict):
    """Groups together, at present value; ``name`` is empty for all groups of the file."""

    name: str
    groups: int
    savings: float
    program_cost: float
    net: float
    net_percentiles: dict[str, float]
    probability_net_positive: float


class Totals:
    """Running totals by name, in the order in which the names first came."""

    def __init__(self, by: str) -> None:
        self.by = by
        self.of: dict[str, Total] = {}

    def add(self, name: str, total: Total) -> None:
        """Add groups to a total.

        Raises:
            InvalidInput: under ``totals_by``, where nobody could read so many totals.
        """
        self.of[name] = self.of[name] + total if name in self.of else total
        if len(self.of) > MAX_TOTALS:
            raise InvalidInput(
                {
                    "totals_by": [
                        _(
                            "{by} has more than {most} different values: total by another column.",
                            by=self.by,
                            most=format(MAX_TOTALS, ","),
                        )
                    ]
                }
            )

    def merge(self, other: "Totals") -> None:
        """Add the totals of other groups to these."""
        for name, total in other.of.items():
            self.add(name, total)

    def rows(self) -> list[PortfolioTotal]:
        """Return the totals, everything first."""
        return [_row(name, total) for name, total in self.of.items()]

    def to_bytes(self) -> bytes:
        """Return the totals packed, to be added to others elsewhere."""
        out = io.BytesIO()
        figures = [(t.groups, t.savings, t.program_cost) for t in self.of.values()]
        np.savez(
            out,
            names=np.array(list(self.of), dtype=np.str_),
            figures=np.array(figures, dtype=float).reshape(-1, 3),
            nets=np.array([total.net for total in self.of.values()]),
        )
        return out.getvalue()

    @classmethod
    def from_bytes(cls, by: str, packed: bytes) -> "Totals":
        """Return totals that were packed."""
        found = cls(by)
        with np.load(io.BytesIO(packed), allow_pickle=False) as arrays:
            names, figures, nets = (arrays[key] for key in ("names", "figures", "nets"))
        for name, (groups, savings, cost), net in zip(names, figures, nets, strict=True):
            found.of[str(name)] = Total(int(groups), float(savings), float(cost), net)
        return found


def check(by: str, labels: Iterable[str]) -> None:
    """Refuse to total by what is not a text column of the file.

    Raises:
        InvalidInput: under ``totals_by``.
    """
    labels = tuple(labels)
    if by and by not in labels:
        texts = ", ".join(labels) or _("none in this file")
        raise InvalidInput(
            {"totals_by": [_("There is no text column {by}: {columns}.", by=by, columns=texts)]}
        )


def _row(name: str, total: Total) -> PortfolioTotal:
    return PortfolioTotal(
        name=name,
        groups=total.groups,
        savings=total.savings,
        program_cost=total.program_cost,
        net=total.savings - total.program_cost,
        net_percentiles=percentiles(np.percentile(total.net, PERCENTILES)),
        probability_net_positive=share_of(total.net > 0),
    )
