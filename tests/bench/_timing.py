"""How long a piece of work takes, by the clock and by the processor; how busy the machine is."""

import os
import resource
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


def median(work: Callable[[], object], *, rounds: int) -> float:
    """Return the median seconds of a piece of work, after one run that warms up."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


class Spent(NamedTuple):
    """Seconds by the clock, and of the processor in all threads of this process."""

    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.1f} s ({self.processor:.1f} s of processor)"


def spent(work: Callable[[], object]) -> Spent:
    """Return what a piece of work takes, once."""
    clock, processor = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - clock, time.process_time() - processor)


def load() -> str:
    """Say how busy the machine is: where cores are not free, the clock says little."""
    return f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def peak_megabytes() -> float:
    """Return the most memory that this process held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
