"""The whole: a second implementation, repetition to the bit, and what must not matter."""

import random
from collections.abc import Iterator

import numpy as np

from calculator.engine import base_case, breakdown, draws
from calculator.engine.case import Case
from calculator.engine.evidence import Evidence
from calculator.engine.inputs import scenario as inputs
from calculator.engine.model import evaluate
from calculator.engine.pathway import payers, surgical
from calculator.engine.run import run
from calculator.engine.simulation import sampled
from tests.engine import oracle
from tests.engine.build import EVIDENCE, plain, totals_of
from tests.engine.stored import SCENARIOS
from tests.engine.verification.measures import apart, base_of, case_of, scenarios
from tests.engine.verification.registry import Slip, check, forget

COMPARED = 1_000
SINGLE_DRAWS = 200
right_trend, right_read = payers.trend, inputs.read


def _a_year_early(case: Case, draws: draws.Draws) -> np.ndarray:
    return right_trend(case, draws) * (1 + draws.column("medical_trend"))


@check(
    "overall",
    question="Does a second implementation, written apart, give the same answers?",
    done=f"{COMPARED:,} random scenarios over the whole range of inputs: every number of "
    "the totals, years, areas, lines and the chain, against a plain loop over docs/model.md that "
    "shares no code with the engine.",
    unit="largest relative difference",
    tolerance=1e-9,
    slip=Slip(
        words="Prices grow from the first year on, not the second.",
        owner=payers,
        name="trend",
        value=_a_year_early,
    ),
)
def second_implementation() -> float:
    worst = 0.0
    for scenario in scenarios(COMPARED, seed=41):
        base = base_of(scenario)
        expected = oracle.calculate(scenario, EVIDENCE)
        expected["lines"] = [row for row in expected["lines"] if row["members"]]
        found = {
            "totals": base_case.totals(base),
            "years": base_case.years(base),
            "areas": breakdown.areas(base),
            "lines": breakdown.lines(base),
            "chain": base_case.chain(base),
        }
        scale = expected["totals"]["program_cost"] + abs(expected["totals"]["allowed_saving"])
        worst = max(worst, *_distances(found, expected, 1e-6 * scale))
        if worst > 1e-6:  # it has failed: how far is no matter
            break
    return worst


def _distances(found: object, expected: object, scale: float) -> Iterator[float]:
    """Yield how far each number that both state is apart, infinity where only one is a number."""
    if isinstance(found, dict) and isinstance(expected, dict):
        for name in found.keys() & expected.keys():
            yield from _distances(found[name], expected[name], scale)
    elif isinstance(found, list) and isinstance(expected, list):
        if len(found) != len(expected):
            yield float("inf")
        for one, other in zip(found, expected, strict=False):
            yield from _distances(one, other, scale)
    elif isinstance(found, float | int) and isinstance(expected, float | int):
        yield apart(found, expected, scale=min(scale, 1.0))
    elif found != expected:
        yield float("inf")
    else:
        yield 0.0


@check(
    "overall",
    question="Does the second implementation agree on single draws of the simulation?",
    done=f"{SINGLE_DRAWS} random scenarios, one random draw of each: the net, the saving and the "
    "cost at present value.",
    unit="largest difference relative to the money that moves",
    tolerance=1e-9,
    slip=Slip(
        words="Every operation not confirmed counts as avoided.",
        owner=surgical,
        name="lasting_effect",
        value=lambda draws: np.ones((1, 1)),
    ),
)
def second_implementation_of_draws() -> float:
    rng, worst = random.Random(42), 0.0
    for scenario in scenarios(SINGLE_DRAWS, seed=43):
        case = case_of({**scenario, "draws": 1_000, "seed": rng.randrange(2**32)})
        drawn = sampled(case)
        one = drawn.part(place := rng.randrange(1_000), place + 1)
        values = {name: float(one.values[name][0]) for name in case.parameters.by_name}
        ours, theirs = evaluate(case, one), oracle.calculate(scenario, EVIDENCE, values)["totals"]
        benefit = theirs["plan_saving"] + theirs["productivity"]
        pairs = (
            (ours.pv_benefit, benefit),
            (ours.pv_cost, theirs["program_cost"]),
            (ours.pv_net, theirs["net"]),
        )
        scale = theirs["program_cost"] + abs(theirs["allowed_saving"])
        worst = max(worst, *(apart(float(a[0]), b, scale=scale) for a, b in pairs))
        forget()
    return worst


def _unseeded(seed: int, name: str) -> np.random.Generator:
    return np.random.default_rng()


@check(
    "overall",
    question="Does the same question get the same answer, to the last bit?",
    done="Three of the stored scenarios, calculated twice from nothing: the complete results, "
    "simulation included, as text.",
    unit="results that differ",
    tolerance=0,
    slip=Slip(
        words="The random streams are not seeded.", owner=draws, name="stream", value=_unseeded
    ),
)
def same_bits() -> float:
    differing = 0
    for name in ("voluntary", "payer_mandatory", "own_numbers"):
        given = {"members": 10_000, "draws": 2_000, **SCENARIOS[name]}
        if "members_by_line" in given:
            given.pop("members")
        answers = []
        for _ in range(2):
            forget()
            answers.append(plain(run(inputs.read(given, EVIDENCE), EVIDENCE)))
        differing += answers[0] != answers[1]
    return float(differing)


def _first_dropped(given: dict, evidence: Evidence) -> inputs.ScenarioInputs:
    areas = given.get("areas", [])
    return right_read({**given, "areas": areas[1:]} if len(areas) > 1 else given, evidence)


@check(
    "overall",
    question="Is the order in which areas and lines are named of no account?",
    done="100 random scenarios with areas, lines and own numbers named in reverse order.",
    unit="largest relative difference",
    tolerance=1e-12,
    slip=Slip(
        words="The area named first is dropped.",
        owner=inputs,
        name="read",
        value=_first_dropped,
    ),
)
def order_of_names() -> float:
    worst = 0.0
    for scenario in scenarios(100, seed=44):
        turned = dict(scenario)
        for name in ("members_by_line", "overrides", "age_mix"):
            if name in scenario:
                turned[name] = dict(reversed(scenario[name].items()))
        if "areas" in scenario:
            turned["areas"] = list(reversed(scenario["areas"]))
        one, other = base_case.totals(base_of(scenario)), base_case.totals(base_of(turned))
        scale = one["program_cost"] + abs(one["allowed_saving"])
        worst = max(worst, *(apart(other[n], one[n], scale=scale) for n in ("net", "plan_saving")))
    return worst


@check(
    "overall",
    question="Does a program whose advice nobody follows save nothing on operations and lose its "
    "whole cost?",
    done="Five designs, surgical areas only, advice never followed: avoided operations must be 0, "
    "and net the cost and the added care, taken off.",
    unit="largest difference in dollars or operations",
    tolerance=1e-6,
    slip=Slip(
        words="Every operation not confirmed counts as avoided.",
        owner=surgical,
        name="lasting_effect",
        value=lambda draws: np.ones((1, 1)),
    ),
)
def advice_that_nobody_follows() -> float:
    surgical_areas = [area.slug for area in EVIDENCE.areas if area.pathway == "surgical"]
    worst = 0.0
    for design in EVIDENCE.designs:
        found = totals_of(
            design=design.slug, areas=surgical_areas, overrides={"advice_followed_rate": 0}
        )
        share = found["plan_saving"] / found["allowed_saving"] if found["allowed_saving"] else 0.0
        expected = -found["program_cost"] - share * found["added_care"]
        worst = max(worst, abs(found["surgeries_avoided"]), abs(found["net"] - expected))
    return worst
