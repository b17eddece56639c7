"""How long a piece of work takes in a warm process."""

import statistics
import time
from collections.abc import Callable


def median(work: Callable[[], object], *, rounds: int) -> float:
    """Return the median seconds of a piece of work, after one run that warms up."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)
