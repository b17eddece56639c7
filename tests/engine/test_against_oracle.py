"""The engine against the independent oracle: base case, single draws, comparisons, one-way."""

import random
from dataclasses import replace

import pytest

from calculator.engine import base_case, breakdown, draws, plausibility
from calculator.engine.case import Case
from calculator.engine.inputs import scenario as inputs
from calculator.engine.model import evaluate
from calculator.engine.run import run
from tests.engine import oracle
from tests.engine.release import newest_evidence
from tests.engine.scenarios import random_scenario

EVIDENCE = newest_evidence()
BATCHES, BATCH = 20, 50
CHECKS = {
    "saving_share_of_spending": "saving_share_of_all_spend",
    "saving_share_of_operations_spending": "saving_share_of_operations_spend",
    "avoided_share_of_operations": "avoided_share_of_operations",
}
ORACLE_ALONE = {
    "areas": {"forgone", "still_not_operated"},
    "lines": {"not_confirmed", "forgone", "still_not_operated"},
    "plausibility": {"operations_expected", "operations_spend", "all_spend"},
}
ORACLE_ALONE["areas"] |= {"member_saving", "insurer_saving", "productivity"}
ORACLE_ALONE["lines"] |= {"diagnoses_changed", "treatments_changed", "productivity"}
ORACLE_ALONE["plausibility"] |= {"program_cost_per_opinion"}


def same(found, expected) -> bool:
    """Equal to 1e-9 relative; nothing of a dollar or a case is 1e-12 of it."""
    if isinstance(expected, float) and found is not None:
        return found == pytest.approx(expected, rel=1e-9, abs=1e-12)
    return found == expected


def differences(found, expected, path="", alone=()) -> list[str]:
    """Every value of ``expected`` that the engine does not state or states otherwise."""
    if isinstance(expected, dict):
        return [
            told
            for name, value in expected.items()
            if name not in alone
            for told in differences(found[name], value, f"{path}.{name}", alone)
        ]
    if isinstance(expected, list):
        if len(found) != len(expected):
            return [f"{path}: engine {len(found)} rows, oracle {len(expected)}"]
        return [
            told
            for i, value in enumerate(expected)
            for told in differences(found[i], value, f"{path}[{i}]", alone)
        ]
    return [] if same(found, expected) else [f"{path}: engine {found!r}, oracle {expected!r}"]


def case_of(scenario, evidence=EVIDENCE) -> Case:
    return Case(inputs=inputs.read(scenario, evidence), evidence=evidence)


def base_answer(case: Case) -> dict:
    base = evaluate(case, draws.means(case.parameters))
    return {
        "members": float(base.members[0]),
        "employees": None if base.employees is None else float(base.employees[0]),
        "totals": base_case.totals(base),
        "years": base_case.years(base),
        "areas": breakdown.areas(base),
        "lines": breakdown.lines(base),
        "chain": base_case.chain(base),
        "plausibility": {
            CHECKS[check["key"]]: check["value"]
            for check in plausibility.checks(base)
            if check["key"] in CHECKS
        },
    }


def assert_base_case_agrees(scenario, evidence):
    found = base_answer(case_of(scenario, evidence))
    expected = oracle.calculate(scenario, evidence)

    expected["lines"] = [row for row in expected["lines"] if row["members"]]
    for part, value in expected.items():
        assert not differences(found[part], value, part, ORACLE_ALONE.get(part, ())), scenario


@pytest.mark.parametrize("batch", range(BATCHES))
def test_base_case_of_fifty_random_scenarios(batch):
    rng = random.Random(batch)
    for _ in range(BATCH):
        assert_base_case_agrees(random_scenario(rng, EVIDENCE), EVIDENCE)


def test_base_case_of_designs_that_this_release_does_not_have():
    rng = random.Random(3000)
    for _ in range(BATCH):
        designs = tuple(
            replace(
                design,
                fee_basis=rng.choice(["pepm", "per_opinion"]),
                fee_per_opinion=rng.choice([None, 321.0]),
                uptake_multiplier=rng.uniform(0, 6),
                engagement_applies=rng.random() < 0.5,
                not_confirmed_multiplier=rng.uniform(0, 4),
            )
            for design in EVIDENCE.designs
        )
        evidence = replace(EVIDENCE, designs=designs)
        assert_base_case_agrees(random_scenario(rng, evidence), evidence)


@pytest.mark.parametrize("seed", range(10))
def test_single_draws_of_random_scenarios(seed):
    rng = random.Random(1000 + seed)
    for _ in range(8):
        scenario = random_scenario(rng, EVIDENCE)
        case = case_of(scenario)
        sample = draws.sample(case.parameters, size=4, seed=seed)

        found = evaluate(case, sample)

        for i in range(4):
            values = {p.name: float(sample.column(p.name)[i, 0]) for p in case.parameters.sampled}
            expected = oracle.calculate(scenario, EVIDENCE, values)
            total, saving = expected["totals"], expected["totals"]["plan_saving"]
            assert same(float(found.pv_benefit[i]), saving + total["productivity"]), scenario
            assert same(float(found.pv_cost[i]), total["program_cost"]), scenario
            assert same(float(found.pv_net[i]), total["net"]), scenario


@pytest.mark.parametrize("seed", range(6))
def test_designs_lenses_and_one_way_of_random_scenarios(seed):
    scenario = random_scenario(random.Random(2000 + seed), EVIDENCE)

    result = run(inputs.read({**scenario, "draws": 1_000}, EVIDENCE), EVIDENCE)

    for field, rows in (("design", result["designs"]), ("lens", result["lenses"])):
        for row in rows:
            total = oracle.calculate({**scenario, field: row["slug"]}, EVIDENCE)["totals"]
            stated = {name: value for name, value in total.items() if name in row}
            assert {"net", "benefit_cost_ratio", "break_even"} <= set(stated)
            assert not differences(row, stated), scenario
    for row in result["owsa"]:
        if not row["is_group"]:
            for end in ("low", "high"):
                moved = {row["parameter"]: row[end]}
                total = oracle.calculate(scenario, EVIDENCE, moved)["totals"]
                assert same(row[f"net_{end}"], total["net"]), (row, scenario)
