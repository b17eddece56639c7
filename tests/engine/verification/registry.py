"""What a check is: a question, what is done, a figure, a tolerance, and a slip it must notice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from unittest.mock import patch

from calculator.engine import draws, parameters

AREAS = {
    "input": "Inputs",
    "event": "Events",
    "result": "Results",
    "uncertainty": "Doubt",
    "overall": "The whole",
}


@dataclass(frozen=True, kw_only=True)
class Slip:
    """A mistake put into the engine on purpose: what it is, and what is replaced by what."""

    words: str
    owner: object
    name: str
    value: object

    @contextmanager
    def made(self) -> Iterator[None]:
        """Have the mistake in the engine for a while, and nothing cached from before it."""
        forget()
        with patch.object(self.owner, self.name, self.value):
            yield
        forget()


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check; it passes where the figure found is at most the tolerance."""

    key: str
    area: str
    question: str
    done: str
    unit: str
    tolerance: float
    slip: Slip
    find: Callable[[], float]

    def passes(self, figure: float) -> bool:
        """Say whether a figure is within the tolerance; NaN is not."""
        return figure <= self.tolerance


CHECKS: list[Check] = []


def check(
    area: str, *, question: str, done: str, unit: str, tolerance: float, slip: Slip
) -> Callable[[Callable[[], float]], Callable[[], float]]:
    """Register a function that returns the figure of a check; its name is the check's key."""

    def register(find: Callable[[], float]) -> Callable[[], float]:
        CHECKS.append(
            Check(
                key=f"{area}.{find.__name__}",
                area=area,
                question=question,
                done=done,
                unit=unit,
                tolerance=tolerance,
                slip=slip,
                find=find,
            )
        )
        return find

    return register


def forget() -> None:
    """Empty the engine's caches of draws and reference rows."""
    draws._kept_drawn.cache_clear()
    draws._kept_large_drawn.cache_clear()
    parameters._references.cache_clear()
