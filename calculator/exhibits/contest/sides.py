"""One calculation of several: its letter, its name, what it asks and where it is kept."""

from dataclasses import dataclass

from calculator.engine.case import Case
from calculator.language import gettext as _

LETTERS = "ABCD"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A calculation in a comparison. ``model`` is the version that gave its kept answer."""

    letter: str
    name: str
    href: str
    case: Case
    model: str

    @property
    def title(self) -> str:
        """Letter and name."""
        return f"{self.letter}: {self.name}"


def listed(words: list[str]) -> str:
    """Return words in a row.

    >>> listed(["A"]), listed(["A", "B"]), listed(["A", "B", "C"])
    ('A', 'A and B', 'A, B and C')
    """
    *others, last = words
    return _("{others} and {last}", others=", ".join(others), last=last) if others else last
