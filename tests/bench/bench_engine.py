"""Speed of the engine against stated bounds: ``python -m tests.bench.bench_engine``.

Times are processor seconds, the least of many runs, so that other work on the machine counts
little. The exit status is 1 where a bound is broken.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable

import numpy as np

from calculator.engine import draws, run
from calculator.engine.model import evaluate
from calculator.engine.simulation import sampled
from tests.engine.build import EVIDENCE, a_case

DRAWS = 10_000
RAMP = [0.5, 0.8, 1.0]
COLD, CACHED, RATIO = 0.6, 0.2, 2.0
PEAKS = {10_000: 250, 100_000: 600}


def least(work: Callable[[], object], runs: int = 25) -> float:
    """Processor seconds of the fastest run."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def bare(case, drawn) -> Callable[[], np.ndarray]:
    """The same arithmetic as one NumPy expression over (draw, area, year), values at hand."""
    values = {name: drawn.values[name] for name in case.parameters.by_name}
    surgical = [area.slug for area in case.surgical]
    diagnostic = [area.slug for area in case.diagnostic]

    def block(key: str, slugs: list[str]) -> np.ndarray:
        columns = np.broadcast_arrays(np.empty(DRAWS), *(values[f"{key}.{s}"] for s in slugs))
        return np.stack(columns[1:], axis=1)[:, :, np.newaxis]

    def one(name: str) -> np.ndarray:
        return values[name][:, np.newaxis, np.newaxis]

    areas = surgical + diagnostic
    rate = case.base_decision_rate["commercial"][:, np.newaxis]
    base_rate = np.array(case.parameters.bases("decision_rate", areas))[:, np.newaxis]
    drawn_rate, use = block("decision_rate", areas), block("uptake_rate", areas)
    unconfirmed = block("surgery_not_confirmed_rate", surgical)
    cost, other = block("surgery_cost", surgical), block("alternative_care_cost", surgical)
    changed, worth = (
        block(k, diagnostic) for k in ("treatment_change_rate", "saving_per_changed_plan")
    )
    counted, years = case.added_care_counted[:, np.newaxis], case.years
    members = float(case.inputs.members)

    def expression() -> np.ndarray:
        opinions = (
            members * rate * (drawn_rate / base_rate)
            * np.minimum(0.95, use * one("engagement") * case.ramp)
        )  # fmt: skip
        lasting = np.maximum(
            0.0,
            one("surgery_without_program_rate")
            - (1 - one("advice_followed_rate") * (1 - one("later_surgery_rate"))),
        )
        saved = np.concatenate(
            [
                opinions[:, : len(surgical)]
                * np.minimum(1.0, unconfirmed) * lasting * (cost - other),
                opinions[:, len(surgical) :]
                * changed * one("plan_change_followed_rate") * worth,
            ],
            axis=1,
        )  # fmt: skip
        added = one("extra_workup_cost") + (
            one("care_added_rate") * one("care_added_cost") * counted
        )
        plan = (
            (saved - opinions * added).sum(axis=1)
            * values["price_index.commercial"][:, np.newaxis]
            * (1 + values["medical_trend"][:, np.newaxis]) ** years
            * values["plan_paid_share.commercial"][:, np.newaxis]
        )
        fees = (
            12 * values["fee_per_employee_month"] * members / values["members_per_employee"]
            + values["annual_administration_cost"]
        )[:, np.newaxis]
        factors = (1 + values["discount_rate"][:, np.newaxis]) ** -years
        return ((plan - fees) * factors).sum(axis=1)

    return expression


def ratio_to_bare() -> float:
    """Time of ``evaluate`` over that of the bare expression, which must agree with it."""
    case = a_case(areas=list(EVIDENCE.area), uptake_ramp=RAMP, draws=DRAWS)
    drawn = sampled(case)
    expression = bare(case, drawn)
    np.testing.assert_allclose(evaluate(case, drawn).pv_net, expression(), rtol=1e-9, atol=1e-6)
    ours, theirs = least(lambda: evaluate(case, drawn).pv_net), least(expression)
    print(f"evaluate, 10,000 draws x 19 areas x 3 years: {ours * 1e3:.1f} ms")
    print(f"the bare expression:                         {theirs * 1e3:.1f} ms")
    return ours / theirs


def cold() -> None:
    draws._kept_drawn.cache_clear()
    run.run(a_case().inputs, EVIDENCE)


def warm() -> None:
    run.run(a_case().inputs, EVIDENCE)


def peak(size: int) -> float:
    """Peak memory of one complete result in a fresh process, MB."""
    code = f"from tests.bench import bench_engine; bench_engine.print_peak({size})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float(done.stdout)


def print_peak(size: int) -> None:
    run.run(a_case(draws=size).inputs, EVIDENCE)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> int:
    measured = [
        ("evaluate / bare expression", ratio_to_bare(), RATIO, "x"),
        ("complete result, cold", least(cold, 5), COLD, "s"),
        ("complete result, draws kept", least(warm), CACHED, "s"),
    ]  # fmt: skip
    measured += [(f"peak memory, {n:,} draws", peak(n), most, "MB") for n, most in PEAKS.items()]
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    for name, found, most, unit in measured:
        verdict = "ok" if found <= most else "BROKEN"
        print(f"{name:32} {found:8.3f} {unit:2}  bound {most:g}  {verdict}")
    return int(any(found > most for _, found, most, _ in measured))


if __name__ == "__main__":
    sys.exit(main())
