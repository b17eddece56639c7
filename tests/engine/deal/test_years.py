"""The years of a contract: their means are the model's, their luck is Poisson and gamma."""

from dataclasses import replace

import numpy as np
import pytest

from calculator.engine.deal import ground as grounds
from calculator.engine.deal import years
from calculator.engine.model import evaluate
from calculator.engine.simulation import sampled
from tests.engine.build import PAYER, a_case
from tests.engine.test_chance import CERTAIN

NAMES = ("opinions", "in_claims", "counted", "productivity")


def laid(times=1.0, **inputs):
    case = a_case(overrides=CERTAIN, draws=10_000, **inputs)
    return grounds.lay_out(case, incentive_uptake=times)


@pytest.mark.parametrize(
    "inputs",
    [
        {"include_productivity": True, "uptake_ramp": [0.4, 0.8, 1]},
        {"design": "mandatory"},
        {**PAYER, "areas": ["cancer", "cabg"]},
    ],
)
def test_luck_has_the_expected_mean_in_everything(inputs):
    ground = laid(1.5, **inputs)

    for both in (ground.own, ground.deal, ground.more_use, ground.more_advice):
        for name in NAMES:
            expected, lucky = getattr(both.expected, name), getattr(both.lucky, name)
            error = lucky.std(axis=0) / np.sqrt(ground.draws)
            assert (np.abs(lucky.mean(axis=0) - expected.mean(axis=0)) <= 5 * error + 1e-9).all()


def test_the_variance_of_one_areas_savings_by_hand():
    """A compound Poisson sum: rate x E[case^2], with a coefficient of variation of 0.6."""
    own = {**CERTAIN, "extra_workup_cost": 0, "care_added_rate": 0}
    case = a_case(areas=["lumbar_fusion"], overrides=own, draws=10_000)
    ground = grounds.lay_out(case, incentive_uptake=1.0)
    outcomes = evaluate(case, sampled(case).part(0, 1))
    rate = float(outcomes.surgeries_avoided_by_year[0, 0])
    paid = float(outcomes.plan_saving_by_year[0, 0]) / rate

    assert ground.own.lucky.in_claims[:, 0].var() == pytest.approx(
        rate * paid**2 * (1 + 0.6**2), rel=0.1
    )


def test_years_of_luck_are_independent():
    lucky = laid(members=200_000).own.lucky.in_claims

    assert np.corrcoef(lucky.T) == pytest.approx(np.eye(3), abs=0.05)


def test_the_sellers_count_by_hand():
    """Every operation not confirmed at its whole price, at allowed prices, nothing added."""
    case = a_case(areas=["lumbar_fusion"], overrides=CERTAIN, draws=1_000, members=10_000)
    outcomes = evaluate(case, sampled(case))
    not_confirmed = outcomes.opinions[0, 0, 0] * outcomes.surgical.not_confirmed[0, 0]

    found = grounds.lay_out(case, incentive_uptake=1.0).own.expected.counted

    price = CERTAIN["surgery_cost.lumbar_fusion"] * CERTAIN["price_index.commercial"]
    trend = (1 + CERTAIN["medical_trend"]) ** np.arange(3)
    assert found[0] == pytest.approx(not_confirmed * price * trend)


def test_the_sellers_count_leaves_out_plans_that_cost_more():
    own = {**CERTAIN, "saving_per_changed_plan.cancer": -5_000}
    case = a_case(areas=["cancer"], overrides=own, draws=1_000)
    ground = grounds.lay_out(case, incentive_uptake=1.0)

    assert (ground.own.expected.in_claims < 0).all()
    assert not ground.own.expected.counted.any()
    assert not ground.own.lucky.counted.any()


def test_the_count_is_never_below_the_claims_case_by_case():
    ground = laid(areas=["lumbar_fusion"])

    assert (ground.own.lucky.counted >= 0).all()
    assert ground.own.expected.counted.mean() > 2 * ground.own.expected.in_claims.mean()


def test_more_use_stops_at_the_cap_and_more_advice_at_everybody():
    case = a_case(areas=["lumbar_fusion", "cancer"], overrides=CERTAIN | {
        "uptake_rate.lumbar_fusion": 0.9, "engagement": 1,
        "surgery_not_confirmed_rate.lumbar_fusion": 0.95,
    }, draws=1_000)  # fmt: skip
    outcomes = evaluate(case, sampled(case))
    base = years.flow(outcomes)

    use = years.more_use(base, 1.1)
    advice = years.more_advice(base, outcomes, 1.1)

    assert (base.uptake + use.uptake)[0, 0, 0] == pytest.approx(0.95)
    assert (base.advised + advice.advised)[0, 0] == pytest.approx(1.0)
    assert advice.effective[0, 0] / base.effective[0, 0] == pytest.approx(1 / 0.95 - 1)
    assert not advice.advised[:, 1].any()


def test_more_advice_brings_no_opinion_and_no_added_care():
    ground = laid(areas=["lumbar_fusion"])
    model = evaluate(a_case(areas=["lumbar_fusion"], overrides=CERTAIN), sampled(
        a_case(areas=["lumbar_fusion"], overrides=CERTAIN, draws=1_000)
    ))  # fmt: skip

    found = ground.more_advice.expected

    assert not found.opinions.any()
    assert not ground.more_advice.lucky.opinions.any()
    gross = model.surgical.surgery_saving[0, 0] * model.opinions[0, 0, 0]
    paid = CERTAIN["plan_paid_share.commercial"] * CERTAIN["price_index.commercial"]
    assert found.in_claims[0, 0] == pytest.approx(0.1 * gross * paid)


def test_an_incentive_multiplies_use_and_leaves_the_scenario_alone():
    plain, paid = laid(), laid(1.5)

    assert paid.own.expected.opinions == pytest.approx(plain.own.expected.opinions)
    assert paid.deal.expected.opinions == pytest.approx(1.5 * plain.deal.expected.opinions)
    assert plain.deal.expected.opinions == pytest.approx(plain.own.expected.opinions)


def test_many_draws_are_cut_to_ten_thousand():
    case = a_case(draws=20_000, horizon_years=1, areas=["cabg"])

    assert grounds.lay_out(case, incentive_uptake=1.0).draws == grounds.MOST_DRAWS


def test_a_ground_is_kept_and_the_same_question_gives_the_same_bits():
    case = a_case(draws=1_000)

    one, two = (grounds.ground_of(case, incentive_uptake=1.0) for _ in range(2))
    again = grounds.lay_out(case, incentive_uptake=1.0)

    assert one is two
    assert (one.own.lucky.in_claims == again.own.lucky.in_claims).all()
    other = grounds.ground_of(
        replace(case, inputs=replace(case.inputs, seed=5)), incentive_uptake=1.0
    )
    assert other is not one
