"""The worked example, to the cent, and the shape of what the model returns."""

import numpy as np
import pytest

from calculator.engine import base_case, breakdown
from calculator.engine.model import evaluate
from calculator.engine.simulation import sampled
from tests.engine.build import PAYER, a_case, base_of, totals_of

YEAR = {"members": 10_000, "horizon_years": 1}


@pytest.mark.parametrize(
    ("design", "opinions", "avoided", "saving", "cost", "ratio"),
    [
        ("voluntary", 21.37, 0.704, 20_733.73, 97_307.69, 0.213),
        ("passive", 8.55, 0.282, 8_293.49, 97_307.69, 0.085),
        ("targeted", 12.11, 0.741, 35_735.35, 23_159.08, 1.543),
        ("mandatory", 78.72, 3.621, 48_851.89, 52_230.08, 0.935),
        ("mandatory_lumbar_fusion", 4.06, 0.484, 30_532.42, 11_085.58, 2.754),
    ],
)
def test_worked_example_of_each_design(design, opinions, avoided, saving, cost, ratio):
    found = totals_of(**YEAR, design=design)

    assert round(found["opinions"], 2) == opinions
    assert round(found["surgeries_avoided"], 3) == avoided
    assert round(found["plan_saving"], 2) == saving
    assert round(found["program_cost"], 2) == cost
    assert round(found["benefit_cost_ratio"], 3) == ratio


@pytest.mark.parametrize(
    ("lens", "saving", "ratio"),
    [("reference", 20_733.73, 0.213), ("independent", 13_219.19, 0.136),
     ("as_claimed", 219_566.71, 2.256)],
)  # fmt: skip
def test_worked_example_of_each_lens(lens, saving, ratio):
    found = totals_of(**YEAR, lens=lens)

    assert round(found["plan_saving"], 2) == saving
    assert round(found["benefit_cost_ratio"], 3) == ratio


def test_lumbar_fusion_by_hand():
    [area] = breakdown.areas(base_of(**YEAR, areas=["lumbar_fusion"]))

    assert area["decisions"] == pytest.approx(4.773)
    assert area["opinions"] == pytest.approx(4.773 * 0.15)
    assert area["not_confirmed"] == pytest.approx(4.773 * 0.15 * 0.45)
    assert round(area["surgeries_avoided"], 4) == 0.1245
    assert round(area["allowed_saving"]) == 8_847
    assert round(area["plan_saving"], 2) == 7_961.99


def test_employees_follow_from_members_and_the_other_way_round():
    assert round(float(base_of(**YEAR).employees[0]), 1) == 5_128.2
    assert base_of(employees=1_000).members[0] == pytest.approx(1_950)


def test_every_draw_is_calculated_on_its_own():
    case = a_case(draws=1_000, uptake_ramp=[0.2, 0.9, 1.5], include_productivity=True)
    drawn = sampled(case)

    whole, part = evaluate(case, drawn), evaluate(case, drawn.part(100, 103))

    assert whole.opinions.shape == (1_000, len(case.areas), 3)
    assert np.array_equal(whole.pv_net[100:103], part.pv_net)
    assert np.array_equal(whole.pv_cost[100:103], part.pv_cost)
    assert np.array_equal(whole.opinions_by_year[100:103], part.opinions_by_year)


def test_net_is_benefit_less_cost_in_every_draw_and_year():
    case = a_case(**PAYER, draws=1_000)

    found = evaluate(case, sampled(case))

    assert np.array_equal(found.net_by_year, found.benefit_by_year - found.program_cost_by_year)
    assert found.pv_net == pytest.approx(found.pv_benefit - found.pv_cost, rel=1e-9, abs=1e-6)


def test_headline_figures_are_a_year():
    base = base_of(horizon_years=5, overrides={"medical_trend": 0})

    annual, [first, *_] = base_case.annual(base), base_case.years(base)

    assert annual["plan_saving"] == pytest.approx(first["plan_saving"])
    assert annual["opinions"] == pytest.approx(first["opinions"])
