"""How far two answers are apart, and the scenarios that checks are run on."""

import random
from collections.abc import Iterator

from calculator.engine import draws
from calculator.engine.case import Case
from calculator.engine.inputs import scenario as inputs
from calculator.engine.model import evaluate
from calculator.engine.outcomes import Outcomes
from tests.engine.build import EVIDENCE
from tests.engine.scenarios import random_scenario


def apart(found: float, expected: float, *, scale: float = 0.0) -> float:
    """Return the difference relative to the expected value, or to a scale where that is larger."""
    if found == expected:
        return 0.0
    return abs(found - expected) / max(abs(expected), abs(found), scale, 1e-12)


def scenarios(count: int, *, seed: int) -> Iterator[dict]:
    """Yield valid scenarios drawn over the whole range of inputs."""
    rng = random.Random(seed)
    for _ in range(count):
        yield random_scenario(rng, EVIDENCE)


def case_of(scenario: dict) -> Case:
    """Return a scenario against the newest release."""
    return Case(inputs=inputs.read(scenario, EVIDENCE), evidence=EVIDENCE)


def base_of(scenario: dict) -> Outcomes:
    """Return the base case of a scenario."""
    case = case_of(scenario)
    return evaluate(case, draws.means(case.parameters))
