"""The impact of a release on 5,000 saved calculations: under a minute on two cores.

Every calculation is different (size, design, years, lens, a value of its own), so that nothing is
answered from another's answer. ``python -m tests.bench.bench_impact``.
"""

import os
import random
import resource
import sys
import time
from dataclasses import replace

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "msoroi.settings")
django.setup()

from calculator.review import impact  # noqa: E402
from tests.engine.build import EVIDENCE  # noqa: E402

CALCULATIONS = 5_000
BOUND = 60.0  # seconds by the clock
SEED = 3


def calculations() -> list[dict[str, object]]:
    """Return different inputs as people enter them."""
    dice = random.Random(SEED)
    designs, lenses = list(EVIDENCE.design), list(EVIDENCE.lens)
    return [
        {
            "members": f"{300 + 7 * index:,}",
            "design": dice.choice(designs),
            "lens": dice.choice(lenses),
            "horizon_years": dice.randint(1, 5),
            "overrides": {"surgery_cost.lumbar_fusion": dice.randint(40_000, 90_000)},
        }
        for index in range(CALCULATIONS)
    ]


def main() -> int:
    """Print what was measured; return 1 where the bound is broken."""
    rows = tuple(
        replace(p, base=p.base * 1.05, high=p.high * 1.1) if p.key == "surgery_cost" else p
        for p in EVIDENCE.parameters
    )
    draft = replace(EVIDENCE, parameters=rows, content_hash=EVIDENCE.content_hash[::-1])
    start = time.perf_counter()
    found = impact.impact(EVIDENCE, draft, calculations(), progress=lambda percent: None)
    taken = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{found['saved']['questions']:,} calculations, 24 sponsors: {taken:.1f} s, {peak:.0f} MB"
    )
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    print(f"bound {BOUND:.0f} s: {'kept' if taken <= BOUND else 'BROKEN'}")
    return int(taken > BOUND)


if __name__ == "__main__":
    sys.exit(main())
