"""A million groups of one profile, file to file, against reading and writing alone.

The floor is polars reading the same groups and writing a table of the results' size.
``python -m tests.bench.bench_portfolio`` with the evidence loaded.
"""

import os
import sys
import tempfile
from pathlib import Path

import django
import numpy as np
import polars as pl

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
django.setup()

from calculator.portfolios.run import batch  # noqa: E402
from tests.bench import _timing  # noqa: E402

ROWS = 1_000_000
SECONDS, RATIO, MEGABYTES = 10.0, 4.0, 600


def main(rows: int) -> int:
    """Write a file of groups, calculate it, print times and ratio; return 1 if a bound broke."""
    with tempfile.TemporaryDirectory() as folder:
        source, results = Path(folder) / "groups.csv", Path(folder) / "results.csv"
        sizes = np.exp(np.random.default_rng(1).uniform(4, 11, rows)).astype(int)
        names = pl.DataFrame({"group_id": [f"g{i}" for i in range(rows)], "members": sizes})
        names.write_csv(source)
        whole = _timing.spent(
            lambda: batch.calculate_file(
                source=source, results=results, refused=Path(folder) / "refused.csv", defaults={}
            )
        )
        memory = _timing.peak_megabytes()  # before the floor holds the whole table
        table = pl.read_csv(results)
        floor = _timing.spent(lambda: (pl.read_csv(source), table.write_csv(results)))
    ratio = whole.clock / floor.clock
    print(_timing.load())
    print(f"{rows:,} groups of one profile, file to file: {whole} (bound {SECONDS:g})")
    print(f"reading and writing alone: {floor}; ratio {ratio:.1f} (bound {RATIO:g})")
    print(f"ratio by the processor: {whole.processor / floor.processor:.1f}")
    print(f"peak memory: {memory:.0f} MB (bound {MEGABYTES})")
    return int(whole.clock > SECONDS or ratio > RATIO or memory > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main(ROWS))
