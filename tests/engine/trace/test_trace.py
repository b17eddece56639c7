"""The trace adds up to the result, and names every parameter that could have moved it."""

import math
import random

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from calculator.engine import base_case
from calculator.engine.case import Case
from calculator.engine.draws import means, moved
from calculator.engine.inputs import scenario as inputs
from calculator.engine.model import evaluate
from calculator.engine.trace import trace
from calculator.engine.trace.steps import STEPS
from tests.engine.build import EVIDENCE, PAYER, a_case, scenarios
from tests.engine.scenarios import random_scenario

MANY = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
CENT = 0.005


def case_of(given: dict) -> Case:
    return Case(inputs=inputs.read(given, EVIDENCE), evidence=EVIDENCE)


def traced(case: Case) -> dict[str, np.ndarray]:
    """The values of a trace by name, in the shape of their axes; None as NaN."""
    lengths = {axis: len(names) for axis, names in trace.labels(case).items()}
    return {
        step["name"]: np.array(step["values"], dtype=float).reshape(
            [lengths[axis] for axis in step["axes"]]
        )
        for step in trace.steps(case)
    }


def over(found: np.ndarray, *, years: np.ndarray) -> float:
    """The present value of a flow whose last axis is the year."""
    return float((found.reshape(-1, len(years)).sum(axis=0) * years).sum())


@MANY
@given(scenarios)
def test_traced_values_recombine_to_the_result_to_the_cent(given_inputs):
    case = case_of(given_inputs)
    found, totals = traced(case), base_case.totals(evaluate(case, means(case.parameters)))
    years = found["discount_factor"]

    decisions = found["decisions"].sum() * len(years)
    assert math.isclose(decisions, totals["decisions"], rel_tol=1e-9)
    for name in ("opinions", "surgeries_avoided", "diagnoses_changed", "treatments_changed"):
        assert math.isclose(found[name].sum(), totals[name], rel_tol=1e-9, abs_tol=1e-9), name
    savings = ("allowed_saving", "plan_saving", "member_saving", "insurer_saving", "productivity")
    for name in (*savings, "program_cost", "net"):
        assert close(over(found[name], years=years), totals[name]), name


def close(one: float, other: float) -> bool:
    """Equal to the cent, or to the last digits of very large sums."""
    return math.isclose(one, other, rel_tol=1e-12, abs_tol=CENT)


@MANY
@given(scenarios)
def test_each_step_follows_from_those_before_it(given_inputs):
    case = case_of(given_inputs)
    v, value = traced(case), {n: p.base for n, p in case.parameters.by_name.items()}
    surgical = slice(0, len(case.surgical))
    diagnostic = slice(len(case.surgical), None)
    cost = [value[f"surgery_cost.{a.slug}"] for a in case.surgical]
    instead = [value[f"alternative_care_cost.{a.slug}"] for a in case.surgical]
    price = np.array(cost) - np.array(instead)

    def same(one, other) -> None:
        np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-7)

    same(v["opinions"], v["decisions"][:, :, None] * v["uptake"])
    same(v["surgeries_avoided"], v["not_confirmed"] * v["lasting_effect"])
    same(v["surgery_saving"], v["surgeries_avoided"] * price[:, None])
    care = -v["added_care"].copy()
    care[:, surgical] += v["surgery_saving"]
    care[:, diagnostic] += v["plan_saving_diagnostic"]
    index = np.array([value[f"price_index.{line}"] for line in case.lines])[:, None, None]
    trend = (1 + value["medical_trend"]) ** np.arange(case.inputs.horizon_years)
    same(v["allowed_saving"], care * index * trend)
    same(v["plan_saving"] + v["member_saving"] + v["insurer_saving"], v["allowed_saving"])
    parts = ("fees_per_employee", "fees_per_member", "fees_per_opinion", "incentives")
    parts += ("administration", "implementation")
    same(sum(v[name] for name in parts), v["program_cost"])
    plan, work = v["plan_saving"].sum(axis=(0, 1)), v["productivity"].sum(axis=0)
    same(plan + work - v["program_cost"], v["net"])
    same((v["net"] * v["discount_factor"]).sum(), v["pv_net"])
    if v["pv_program_cost"] > 0:
        same(
            (v["pv_plan_saving"] + v["pv_productivity"]) / v["pv_program_cost"],
            v["benefit_cost_ratio"],
        )
        same(v["pv_net"] / v["pv_program_cost"], v["roi"])


@pytest.mark.parametrize("seed", range(25))
def test_no_parameter_moves_the_net_that_no_step_names(seed):
    case = case_of(random_scenario(random.Random(seed), EVIDENCE))
    named = set(trace.parameters_of(trace.steps(case)))
    others = [p for p in case.parameters.by_name.values() if p.name not in named]
    changed = [{p.name: p.base * 0.9 + 1e-4} for p in others]

    nets = evaluate(case, moved(case.parameters, [{}, *changed])).net_by_year

    assert named
    assert [p.name for p, net in zip(others, nets[1:], strict=True) if (net != nets[0]).any()] == []


@pytest.mark.parametrize(
    ("given_inputs", "named", "not_named"),
    [
        ({}, {"engagement", "members_per_employee", "fee_per_employee_month"}, {"compliance"}),
        ({"employees": 900}, {"members_per_employee"}, {"fee_per_opinion"}),
        ({"design": "mandatory"}, {"compliance"}, {"engagement", "work_days_lost.cabg"}),
        ({"design": "targeted"}, {"fee_per_opinion"}, {"fee_per_employee_month"}),
        ({"include_productivity": True}, {"daily_compensation"}, set()),
        ({"areas": ["cancer"]}, {"saving_per_changed_plan.cancer"}, {"surgery_cost.cabg"}),
        (PAYER, {"members_per_employee", "price_index.medicaid"}, {"daily_compensation"}),
        ({**PAYER, "fee_per_member_month": 1}, set(), {"members_per_employee"}),
        ({**PAYER, "design": "targeted"}, {"fee_per_opinion"}, {"members_per_employee"}),
        (
            {"design": "targeted", "overrides": {"uptake_rate.cancer": 0.1}},
            {"uptake_rate.cancer"},
            {"uptake_rate.cabg"},
        ),
    ],
)
def test_step_names_what_it_reads_and_nothing_that_is_off(given_inputs, named, not_named):
    found = set(trace.parameters_of(trace.steps(a_case(**given_inputs))))

    assert named <= found
    assert found & not_named == set()


def test_values_have_the_shape_of_their_axes():
    case = a_case(**PAYER, horizon_years=4)
    lengths = {axis: len(names) for axis, names in trace.labels(case).items()}

    for step in trace.steps(case):
        shape = np.array(step["values"], dtype=float).shape
        assert shape == tuple(lengths[axis] for axis in step["axes"]), step["name"]


def test_scenario_without_surgical_or_diagnostic_areas_is_traced():
    only = {a.pathway: a.slug for a in EVIDENCE.areas}

    for slug in only.values():
        found = traced(a_case(areas=[slug]))
        assert found["opinions"].shape == (1, 1, 3)
    assert traced(a_case(areas=[only["diagnostic"]]))["surgery_saving"].size == 0


def test_every_equation_up_to_break_even_is_traced_and_in_order():
    numbers = [step.equation for step in STEPS]

    assert sorted(set(numbers)) == list(range(1, 23))
    assert numbers == sorted(numbers)
    assert len({step.name for step in STEPS}) == len(STEPS)


def test_payer_has_no_employees():
    found = {step["name"]: step["values"] for step in trace.steps(a_case(**PAYER))}

    assert found["employees"] is None
    assert found["net_pepm"] is None
    assert found["members"] == [40_000, 30_000, 20_000]


def test_tracing_twice_gives_the_same_bits():
    case = a_case(design="targeted")

    assert trace.steps(case) == trace.steps(case)
