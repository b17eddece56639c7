"""Laws that hold for every scenario, whatever the evidence says."""

import random

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from calculator.engine import base_case, draws, run
from calculator.engine.case import Case
from calculator.engine.inputs import scenario as inputs
from calculator.engine.model import evaluate
from tests.engine.build import (
    EVIDENCE,
    base_answer,
    base_of,
    for_all,
    plain,
    scenarios,
    totals_of,
    with_overrides,
)

LAW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
COUNTS = ("decisions", "opinions", "surgeries_avoided", "diagnoses_changed", "treatments_changed")
SAVINGS = ("allowed_saving", "plan_saving", "member_saving", "insurer_saving", "productivity")
FEE_FIELDS = {
    "pepm": "fee_per_employee_month",
    "pmpm": "fee_per_member_month",
    "per_opinion": "fee_per_opinion",
}


def doubled(scenario: dict) -> dict:
    if "members_by_line" in scenario:
        lines = {line: 2 * n for line, n in scenario["members_by_line"].items()}
        return {**scenario, "members_by_line": lines}
    size = "members" if "members" in scenario else "employees"
    return {**scenario, size: 2 * scenario[size]}


def is_small(scenario: dict) -> bool:
    lines = scenario.get("members_by_line", {})
    return max(scenario.get("members", 0), scenario.get("employees", 0)) <= 2_500_000 and (
        sum(lines.values()) <= 100_000_000
    )


def scale_of(total: dict) -> float:
    """What rounding errors of a total are measured against: its parts may cancel."""
    parts = ("surgery_saving", "diagnostic_saving", "added_care", "program_cost")
    return sum(abs(total[name]) for name in parts) + 1e-9


@LAW
@given(scenarios)
def test_twice_the_members_double_every_count_saving_and_fee(scenario):
    assume(is_small(scenario))
    unfixed = {**scenario, "annual_administration_cost": 0, "implementation_fee": 0}

    once, twice = totals_of(**unfixed), totals_of(**doubled(unfixed))

    for name in (*COUNTS, *SAVINGS, "program_cost", "net"):
        assert twice[name] == pytest.approx(2 * once[name], rel=1e-12, abs=1e-12 * scale_of(once))
    if once["program_cost"] > 0:
        ratios = [found["benefit_cost_ratio"] for found in (once, twice)]
        assert ratios[1] == pytest.approx(ratios[0], rel=1e-9, abs=1e-9)


@LAW
@given(scenarios)
def test_without_adherence_no_operation_is_avoided(scenario):
    own = {"advice_followed_rate": 0, "plan_change_followed_rate": 0}

    found = totals_of(**with_overrides(scenario, **own))

    assert found["surgeries_avoided"] == found["productivity"] == 0
    assert found["surgery_saving"] == found["diagnostic_saving"] == 0
    assert found["allowed_saving"] == pytest.approx(-found["added_care"], rel=1e-12)
    assert found["net"] == pytest.approx(
        found["plan_saving"] - found["program_cost"], rel=1e-12, abs=1e-12 * scale_of(found)
    )


@LAW
@given(scenarios)
def test_where_every_operation_is_confirmed_none_is_avoided(scenario):
    own = for_all("surgery_not_confirmed_rate", 0)

    base = base_of(**with_overrides(scenario, **own))

    found, bars = base_case.totals(base), base_case.chain(base)
    assert found["surgeries_avoided"] == found["surgery_saving"] == found["productivity"] == 0
    assert bars["not_confirmed"] == bars["forgone"] == bars["because_of_program"] == 0


@LAW
@given(scenarios)
def test_without_opinions_net_is_minus_the_fixed_fees(scenario):
    base = base_of(**with_overrides(scenario, **for_all("uptake_rate", 0)))

    found, fees = base_case.totals(base), base_case.fees(base)
    employees = 0.0 if base.employees is None else base.employees[0]
    yearly = 12 * (
        fees["fee_per_employee_month"] * employees + fees["fee_per_member_month"] * base.members[0]
    )
    yearly += fees["annual_administration_cost"]
    fixed = yearly * base.discount[0].sum() + fees["implementation_fee"]
    assert found["opinions"] == found["plan_saving"] == found["allowed_saving"] == 0
    assert found["net"] == pytest.approx(-fixed, rel=1e-12)


@LAW
@given(scenarios, st.floats(0.01, 1_000))
def test_a_dearer_fee_lowers_net_by_exactly_the_fee(scenario, more):
    base = base_of(**scenario)
    now = base_case.totals(base)
    field = FEE_FIELDS[now["break_even"]["fee_basis"]]
    fee = base_case.fees(base)[field]
    paid = {
        "pepm": lambda: 12 * base.employees[0] * base.discount[0].sum(),
        "pmpm": lambda: 12 * base.members[0] * base.discount[0].sum(),
        "per_opinion": lambda: base.present_value(base.opinions_by_year)[0],
    }[now["break_even"]["fee_basis"]]()

    dearer = totals_of(**{**scenario, field: fee + more})

    size = scale_of(dearer)
    assert now["net"] - dearer["net"] == pytest.approx(more * paid, rel=1e-9, abs=1e-12 * size)
    assert dearer["plan_saving"] == now["plan_saving"]


@LAW
@given(scenarios)
def test_at_a_price_of_nothing_there_is_no_saving(scenario):
    found = totals_of(**with_overrides(scenario, **for_all("price_index", 0)))

    for name in ("allowed_saving", "plan_saving", "member_saving", "insurer_saving"):
        assert found[name] == 0


@LAW
@given(scenarios)
def test_parts_add_up(scenario):
    found = base_answer(**scenario)

    total, years, factors = found["totals"], found["years"], base_of(**scenario).discount[0]
    size = scale_of(total)
    for name in (*COUNTS, "allowed_saving", "plan_saving"):
        for parts in (found["areas"], found["lines"]):
            added = sum(part[name] for part in parts if name in part)
            if all(name in part for part in parts):
                assert added == pytest.approx(total[name], rel=1e-11, abs=1e-11 * size), name
    for name in (*SAVINGS, "program_cost", "net"):
        discounted = sum(year[name] * f for year, f in zip(years, factors, strict=True))
        assert discounted == pytest.approx(total[name], rel=1e-11, abs=1e-11 * size), name
    for name in COUNTS[1:]:
        assert sum(year[name] for year in years) == pytest.approx(total[name], rel=1e-12), name
    for part in (total, *years, *found["lines"]):
        kept = part["plan_saving"] + part["member_saving"] + part["insurer_saving"]
        assert kept == pytest.approx(part["allowed_saving"], rel=1e-11, abs=1e-11 * size)
    made = total["surgery_saving"] + total["diagnostic_saving"] - total["added_care"]
    assert made == pytest.approx(total["allowed_saving"], rel=1e-11, abs=1e-11 * size)


@LAW
@given(scenarios)
def test_positive_flows_are_worth_no_more_discounted(scenario):
    found = base_answer(**scenario)
    undiscounted = sum(year["program_cost"] for year in found["years"])

    assert found["totals"]["program_cost"] <= undiscounted * (1 + 1e-12)
    if scenario.get("discount_rate") == 0:
        assert found["totals"]["program_cost"] == pytest.approx(undiscounted, rel=1e-12)


@LAW
@given(scenarios, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_nothing_to_the_bit(scenario, rng):
    def shuffled(value):
        if isinstance(value, dict):
            items = list(value.items())
            rng.shuffle(items)
            return {name: shuffled(item) for name, item in items}
        return value

    other = shuffled(scenario)
    if "areas" in other:
        other["areas"] = rng.sample(other["areas"], len(other["areas"]))

    assert plain(base_answer(**other)) == plain(base_answer(**scenario))


@settings(LAW, max_examples=8)
@given(scenarios)
def test_the_same_fingerprint_gives_the_same_bits(scenario):
    found = inputs.read({**scenario, "draws": 1_000}, EVIDENCE)
    again = inputs.read(dict(reversed(found.to_dict().items())), EVIDENCE)

    first = run.run(found, EVIDENCE)
    draws._kept_drawn.cache_clear()
    second = run.run(again, EVIDENCE)

    assert first["fingerprint"] == second["fingerprint"]
    assert plain(first) == plain(second)


@settings(LAW, max_examples=12)
@given(scenarios)
def test_laws_of_a_whole_result(scenario):
    found = run.run(inputs.read({**scenario, "draws": 1_000}, EVIDENCE), EVIDENCE)

    worth = found["value_of_information"]
    assert worth["evpi"] >= 0
    assert all(0 <= row["evppi"] <= worth["evpi"] for row in worth["evppi"])
    assert sum(row["probability_best"] for row in found["designs"]) == pytest.approx(1)
    assert [row["is_chosen"] for row in found["designs"]].count(True) == 1
    assert [row["is_chosen"] for row in found["lenses"]].count(True) == 1
    levels = list(found["psa"]["net"]["percentiles"].values())
    assert levels == sorted(levels)
    assert sum(found["psa"]["histogram"]["counts"]) == 1_000
    falling = found["acceptability"]["probabilities"]
    assert falling == sorted(falling, reverse=True)
    assert all(row["range"] > 0 for row in found["owsa"])


@LAW
@given(st.integers(0, 2**32))
def test_more_use_means_more_opinions_and_a_wider_chain(seed):
    rng = random.Random(seed)
    low, high = sorted(rng.uniform(0, 3) for _ in range(2))
    case = Case(inputs=inputs.read({"members": 10_000}, EVIDENCE), evidence=EVIDENCE)

    less, more = evaluate(
        case, draws.moved(case.parameters, [{"engagement": low}, {"engagement": high}])
    ).opinions_by_year[:, 0]

    assert less <= more
