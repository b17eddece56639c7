"""The PDFs of a portfolio's groups, part by part in one process: time, and whether memory grows.

``python -m tests.bench.bench_bundle [GROUPS]`` with the evidence loaded. Leaves nothing behind.
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

from calculator import jobs  # noqa: E402
from calculator.accounts.models import User  # noqa: E402
from calculator.bundles import making, moving  # noqa: E402
from calculator.bundles import services as bundles  # noqa: E402
from calculator.bundles.models import Bundle, BundlePart  # noqa: E402
from calculator.portfolios import services  # noqa: E402
from calculator.portfolios.models import Portfolio, Step  # noqa: E402
from calculator.portfolios.run import moving as portfolios_moving  # noqa: E402
from calculator.portfolios.run import steps  # noqa: E402
from tests.bench import _timing  # noqa: E402

GROUPS, MEGABYTES = 1_000, 600


def main(groups: int) -> int:
    """Make and bind the PDFs; print time and memory after each part; return 1 beyond the bound."""
    owner = User.objects.create_user("bench", "bench@example.org")
    try:
        with tempfile.TemporaryDirectory() as folder:
            portfolio = _portfolio(owner, Path(folder) / "groups.csv", groups)
        bundle = bundles.request_bundle(portfolio=portfolio, paper="letter")
        taken = _timing.spent(lambda: _made(bundle))
        held = now_megabytes()
        bound = _timing.spent(lambda: jobs.perform(Bundle, bundle.pk, making.bind))
        size = Bundle.objects.get(pk=bundle.pk).size
        if size is None:
            raise RuntimeError("The reports failed.")
    finally:
        for left in Portfolio.objects.filter(owner=owner):
            services.discard_portfolio(portfolio=left)
        owner.delete()
    peak = _timing.peak_megabytes()
    print(_timing.load())
    print(f"{groups:,} PDFs: {taken}, {taken.processor / groups:.2f} s of processor each")
    print(f"bound to a ZIP of {size / 1e6:,.0f} MB: {bound}")
    print(f"memory: {held:.0f} MB after the PDFs, at most {peak:.0f} MB (bound {MEGABYTES})")
    return int(peak > MEGABYTES)


def _portfolio(owner: User, path: Path, groups: int) -> Portfolio:
    """Return a finished portfolio of groups that differ in size and age mix."""
    rng = np.random.default_rng(1)
    mixes = rng.dirichlet([2, 4, 3, 1], groups)
    bands = ("0-17", "18-44", "45-64", "65+")
    pl.DataFrame(
        {
            "group_id": [f"Group {i}" for i in range(groups)],
            "members": rng.integers(100, 50_000, groups),
            **{f"age_mix.commercial.{band}": mixes[:, i] for i, band in enumerate(bands)},
        }
    ).write_csv(path)
    portfolio = services.upload_portfolio(by=owner, path=path, name=path.name)
    services.run_portfolio(portfolio=portfolio)
    while step := portfolio.steps.filter(status=jobs.Status.QUEUED).first():
        jobs.perform(Step, step.pk, steps.work)
        portfolios_moving.advance(pk=portfolio.pk)
    return Portfolio.objects.get(pk=portfolio.pk)


def _made(bundle: Bundle) -> None:
    done = 0
    while parts := moving.advance(pk=bundle.pk):
        for pk in parts:
            jobs.perform(BundlePart, pk, making.make_part)
            done += BundlePart.objects.get(pk=pk).groups
            print(f"{done:,} PDFs: {now_megabytes():.0f} MB", flush=True)


def now_megabytes() -> float:
    """Return what this process holds now."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else GROUPS))
