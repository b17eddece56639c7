"""Single draws of the probabilistic analysis against the independent oracle."""

import random

import pytest

from calculator.engine.case import Case
from calculator.engine.inputs import scenario as inputs
from calculator.engine.model import evaluate
from calculator.engine.simulation import sampled
from tests.engine import oracle
from tests.engine.build import EVIDENCE
from tests.engine.scenarios import random_scenario

TOLERANCE = 1e-9


@pytest.mark.parametrize("seed", range(60))
def test_draws_agree_with_the_oracle(seed):
    rng = random.Random(1_000 + seed)
    scenario = random_scenario(rng, EVIDENCE)
    found = inputs.read({**scenario, "draws": 1_000, "seed": seed}, EVIDENCE)
    case = Case(inputs=found, evidence=EVIDENCE)
    drawn = sampled(case)
    index = rng.randrange(drawn.size)
    every = {name: drawn.values[name] for name in case.parameters.by_name}
    values = {n: float(v[index if len(v) > 1 else 0]) for n, v in every.items()}

    ours = evaluate(case, drawn.part(index, index + 1))
    theirs = oracle.calculate(scenario, EVIDENCE, values)["totals"]

    size = theirs["program_cost"] + abs(theirs["allowed_saving"])
    assert float(ours.opinions.sum() * (len(case.years) / ours.opinions.shape[2])) == pytest.approx(
        theirs["opinions"], rel=TOLERANCE
    )
    assert float(ours.pv_cost[0]) == pytest.approx(theirs["program_cost"], rel=TOLERANCE)
    assert float(ours.pv_net[0]) == pytest.approx(theirs["net"], rel=TOLERANCE, abs=1e-12 * size)
    assert float(ours.pv_benefit[0]) == pytest.approx(
        theirs["plan_saving"] + theirs["productivity"], rel=TOLERANCE, abs=1e-12 * size
    )
