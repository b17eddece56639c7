"""Saved calculations in aggregate: no group of fewer than five is ever shown. Pure."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypedDict

from calculator.language import gettext_noop as noop

FEWEST = 5
SIZES = (
    (1_000, noop("Under 1,000 members")),
    (10_000, noop("1,000 to 9,999")),
    (100_000, noop("10,000 to 99,999")),
)
LARGEST = noop("100,000 or more")
OTHERS = noop("All others together")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One question on two releases: its net a year before and after, and what it is grouped by.

    ``question`` is the same for calculations that ask the same: a copy adds nobody to a group.
    """

    question: Hashable
    design: str
    members: float
    before: float
    after: float

    @property
    def size(self) -> float:
        """Dollars a year that the net moves."""
        return self.after - self.before

    @property
    def flips(self) -> bool:
        """Whether the verdict turns: from paying to not, or back."""
        return pays(self.before) != pays(self.after)


class Cell(TypedDict):
    """A group of questions: how many, how far their net moves, how many verdicts flip."""

    label: str
    count: int
    median: float
    largest: float
    flips: int


class Saved(TypedDict):
    """All saved calculations together; None and nothing where they are fewer than five."""

    questions: int | None
    total: Cell | None
    by_design: list[Cell]
    by_size: list[Cell]
    unanswered: int | None


def pays(net: float) -> bool:
    """Return the verdict: whether the plan gains, to the dollar.

    >>> pays(0.4), pays(0.6), pays(-3)
    (False, True, False)
    """
    return round(net) > 0


def summarize(
    shifts: Iterable[Shift], *, unanswered: Iterable[Hashable], designs: Mapping[str, str]
) -> Saved:
    """Return what may be shown of all saved calculations.

    Args:
        shifts: each calculation that both releases answer; copies of a question count once.
        unanswered: questions that the newer release cannot answer.
        designs: names of the designs.
    """
    distinct = list({shift.question: shift for shift in shifts}.values())
    if len(distinct) < FEWEST:
        return {
            "questions": None,
            "total": None,
            "by_design": [],
            "by_size": [],
            "unanswered": _hidden(set(unanswered)),
        }
    by_design = _groups(distinct, lambda shift: designs.get(shift.design, shift.design))
    return {
        "questions": len(distinct),
        "total": _cell(noop("All saved calculations"), distinct),
        "by_design": _pooled(by_design),
        "by_size": _pooled(_groups(distinct, lambda shift: size_band(shift.members))),
        "unanswered": _hidden(set(unanswered)),
    }


def size_band(members: float) -> str:
    """Return the band of a number of members.

    >>> size_band(999), size_band(1_000), size_band(5e6)
    ('Under 1,000 members', '1,000 to 9,999', '100,000 or more')
    """
    return next((label for below, label in SIZES if members < below), LARGEST)


def _groups(shifts: Sequence[Shift], label: Callable[[Shift], str]) -> dict[str, list[Shift]]:
    found: dict[str, list[Shift]] = {}
    for shift in shifts:
        found.setdefault(label(shift), []).append(shift)
    return found


def _pooled(groups: dict[str, list[Shift]]) -> list[Cell]:
    """Return the groups, the small ones as one; that one takes others in until it is large enough.

    So nothing can be found by subtracting what is shown from the total.
    """
    by_size = sorted(groups.items(), key=lambda item: (len(item[1]), item[0]))
    small = [item for item in by_size if len(item[1]) < FEWEST]
    while small and sum(len(shifts) for _, shifts in small) < FEWEST:
        small.append(by_size[len(small)])
    shown = by_size[len(small) :]
    if len(shown) + bool(small) < 2:
        return []  # one group is all of them
    cells = [_cell(label, shifts) for label, shifts in sorted(shown)]
    pool = [shift for _, shifts in small for shift in shifts]
    return cells + ([_cell(OTHERS, pool)] if pool else [])


def _cell(label: str, shifts: Sequence[Shift]) -> Cell:
    sizes = [shift.size for shift in shifts]
    return {
        "label": label,
        "count": len(shifts),
        "median": median(sizes),
        "largest": max(sizes, key=abs),
        "flips": sum(shift.flips for shift in shifts),
    }


def _hidden(questions: set[Hashable]) -> int | None:
    """Return how many, None for a number from 1 to 4."""
    return None if 0 < len(questions) < FEWEST else len(questions)
