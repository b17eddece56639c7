"""A million groups of one profile, file to file, against reading and writing alone.

The floor is polars reading the same groups and writing a table of the results' size.
``python -m tests.bench.bench_portfolio`` with the evidence loaded.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django
import numpy as np
import polars as pl

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
django.setup()

from calculator.portfolios import batch  # noqa: E402

ROWS = 1_000_000
SECONDS, RATIO, MEGABYTES = 10.0, 4.0, 600


def main(rows: int) -> int:
    """Write a file of groups, calculate it, print times and ratio; return 1 if a bound broke."""
    with tempfile.TemporaryDirectory() as folder:
        source, results = Path(folder) / "groups.csv", Path(folder) / "results.csv"
        sizes = np.exp(np.random.default_rng(1).uniform(4, 11, rows)).astype(int)
        names = pl.DataFrame({"group_id": [f"g{i}" for i in range(rows)], "members": sizes})
        names.write_csv(source)
        whole = _seconds(
            lambda: batch.calculate_file(
                source=source, results=results, refused=Path(folder) / "refused.csv", defaults={}
            )
        )
        table = pl.read_csv(results)
        floor = _seconds(lambda: (pl.read_csv(source), table.write_csv(results)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{rows:,} groups of one profile, file to file: {whole:.1f} s (bound {SECONDS:g})")
    print(f"reading and writing alone: {floor:.1f} s; ratio {whole / floor:.1f} (bound {RATIO:g})")
    print(f"peak memory: {memory:.0f} MB (bound {MEGABYTES})")
    return int(whole > SECONDS or whole / floor > RATIO or memory > MEGABYTES)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main(ROWS))
