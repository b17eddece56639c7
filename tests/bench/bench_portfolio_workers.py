"""A portfolio on one worker and on two, and the memory of a worker on a long file.

Starts a Redis, a site and its workers. ``python -m tests.bench.bench_portfolio_workers [ROWS]``;
where two cores are not free, two workers cannot be faster than one: the load is printed too.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

import django
import numpy as np
import polars as pl

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
django.setup()

from tests.bench import _timing  # noqa: E402
from tests.portfolios.test_worker import (  # noqa: E402
    groups,
    second_worker,
    shell,
    standing,
    start,
)
from tests.reports.test_worker import ON_REDIS  # noqa: E402
from tests.services import Site, redis_server, site, wait_until  # noqa: E402

ROWS, MIXED = 1_000_000, 100_000
DRAWS = 10_000
RATIO, MEGABYTES, PATIENCE = 1.7, 600, 1_800
WARM = "from calculator.portfolios.run import steps"


def main(rows: int) -> int:
    """Print the time on one worker and on two, and the memory; return 1 if a bound broke."""
    with (
        tempfile.TemporaryDirectory() as folder,
        redis_server() as url,
        site(REDIS_URL=url, **ON_REDIS) as found,
    ):
        mixed = groups(Path(folder) / "mixed.csv", MIXED)
        long = _alike(Path(folder) / "long.csv", rows)
        shell(found, WARM)
        found.start_worker()
        _seconds(found, mixed)  # the first worker reads the evidence
        one = _seconds(found, mixed)
        memory, length = _memory(found, long)
        second_worker(found)
        _seconds(found, mixed)  # the second worker reads the evidence
        two = _seconds(found, mixed)
    print(_timing.load())
    print(
        f"{MIXED:,} groups with an age mix each: one worker {one:.1f} s, two {two:.1f} s: "
        f"{one / two:.2f} times (bound {RATIO:g})"
    )
    print(f"{rows:,} groups of one profile on one worker: {length:.1f} s from upload to files")
    print(f"peak memory of a worker process: {memory:.0f} MB (bound {MEGABYTES})")
    return int(one / two < RATIO or memory > MEGABYTES)


def _alike(path: Path, rows: int) -> Path:
    sizes = np.exp(np.random.default_rng(1).uniform(4, 11, rows)).astype(int)
    names = [f"g{i}" for i in range(rows)]
    regions = ["north" if i % 2 else "south" for i in range(rows)]
    pl.DataFrame({"group_id": names, "members": sizes, "region": regions}).write_csv(path)
    return path


def _seconds(found: Site, path: Path) -> float:
    """Return how long the steps of a portfolio take, from the first to the last."""
    pk = start(found, path, DRAWS)
    begun = time.perf_counter()
    wait_until(lambda: standing(found, pk)["state"] == "done", "the portfolio", PATIENCE)
    return time.perf_counter() - begun


def _memory(found: Site, path: Path) -> tuple[float, float]:
    """Return the peak memory of the largest process of the worker, MB, and the seconds it took."""
    seconds = _seconds(found, path)
    peaks = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if os.getpgid(int(status.parent.name)) == found.worker.pid:
                text = status.read_text()
                peaks.append(int(text.partition("VmHWM:")[2].split()[0]) / 1024)
        except (OSError, IndexError):
            continue  # it ended meanwhile
    return max(peaks), seconds


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
