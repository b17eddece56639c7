"""Groups with an age mix each, 10,000 draws, percentiles; and what twice the rows take.

The floor is NumPy sorting as many draws as the groups have, nothing else.
``python -m tests.bench.bench_portfolio_mixes [ROWS]`` with the evidence loaded.
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

ROWS, DRAWS = 100_000, 10_000
SECONDS, DOUBLE = 60.0, 2.0
NOISE = 1.1  # of two times in one run
PIECE = 256  # groups whose draws are sorted at once
BANDS = ("0-17", "18-44", "45-64", "65+")


def main(rows: int) -> int:
    """Calculate half the groups and all of them; print times; return 1 if a bound broke."""
    with tempfile.TemporaryDirectory() as folder:
        _run(Path(folder), PIECE)  # warms up: the profile is evaluated anew in every run
        half, whole = (_run(Path(folder), count) for count in (rows // 2, rows))
    floor, bound = _floor(rows), SECONDS * rows / ROWS
    twice = whole.processor / half.processor
    print(_timing.load())
    print(f"{rows:,} groups with an age mix each: {whole} (bound {bound:g})")
    print(f"sorting their draws alone: {floor:.1f} s; ratio {whole.processor / floor:.1f}")
    print(f"twice the rows take {twice:.2f} times the processor time (bound {DOUBLE:g})")
    print(f"a million rows: {whole.processor * 1e6 / rows:,.0f} s of processor")
    print(f"peak memory: {_timing.peak_megabytes():.0f} MB")
    return int(whole.clock > bound or twice > DOUBLE * NOISE)


def _run(folder: Path, rows: int) -> _timing.Spent:
    rng = np.random.default_rng(1)
    mixes = rng.dirichlet([2, 4, 3, 1], rows)
    pl.DataFrame(
        {
            "group_id": [f"g{i}" for i in range(rows)],
            "members": rng.integers(100, 50_000, rows),
            **{f"age_mix.commercial.{band}": mixes[:, i] for i, band in enumerate(BANDS)},
        }
    ).write_csv(folder / "groups.csv")
    return _timing.spent(
        lambda: batch.calculate_file(
            source=folder / "groups.csv",
            results=folder / "results.csv",
            refused=folder / "refused.csv",
            defaults={},
        )
    )


def _floor(rows: int) -> float:
    """Return the processor seconds that sorting the draws of so many groups takes."""
    draws = np.random.default_rng(1).normal(size=(PIECE, DRAWS))
    return _timing.spent(lambda: np.sort(draws, axis=1)).processor * rows / PIECE


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
