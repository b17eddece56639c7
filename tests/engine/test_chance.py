import numpy as np
import pytest

from calculator.engine import chance, simulation
from calculator.engine.model import evaluate
from tests.engine.build import EVIDENCE, PAYER, a_case, base_answer

CERTAIN = {p.name: p.base for p in EVIDENCE.parameters}


def without_doubt(**inputs):
    return a_case(overrides=CERTAIN, draws=100_000, **inputs)


def found_of(case):
    return chance.chance(case, simulation.sampled(case))


@pytest.mark.parametrize(
    "inputs", [{}, {"design": "mandatory"}, {**PAYER, "areas": ["cancer", "cabg"]}]
)
def test_means_are_the_expected_values(inputs):
    case = without_doubt(**inputs)
    [year, *_] = base_answer(overrides=CERTAIN, **inputs)["years"]

    found = found_of(case)

    error = 5 / np.sqrt(100_000)
    for name in ("opinions", "surgeries_avoided"):
        expected = year[name]
        assert found[name]["mean"] == pytest.approx(expected, abs=error * np.sqrt(expected))
    assert found["net"]["mean"] == pytest.approx(year["net"], abs=error * found["net"]["sd"])
    assert found["doubt_only_sd"] == pytest.approx(0, abs=1e-6)
    assert found["luck_only_sd"] == pytest.approx(found["net"]["sd"])


def test_counts_are_poisson_where_nothing_is_in_doubt():
    case = without_doubt(areas=["lumbar_fusion"])
    [year, *_] = base_answer(overrides=CERTAIN, areas=["lumbar_fusion"])["years"]

    found = found_of(case)

    assert found["opinions"]["probability_none"] == pytest.approx(
        np.exp(-year["opinions"]), abs=0.01
    )
    assert found["surgeries_avoided"]["probability_none"] == pytest.approx(
        np.exp(-year["surgeries_avoided"]), abs=0.01
    )


def test_splitting_a_poisson_count_is_the_chain_of_binomials():
    """Opinions Poisson, then binomials in turn: the same means, variances and covariance."""
    case = without_doubt(areas=["lumbar_fusion"], members=1_000_000)
    outcomes = evaluate(case, simulation.sampled(case))
    rng = np.random.default_rng(5)
    opinions, avoided, _, _ = chance._first_year(outcomes, rng)
    expected = float(outcomes.opinions[0, 0, 0])
    not_confirmed = float(outcomes.surgical.not_confirmed[0, 0])
    lasting = float(outcomes.surgical.surgeries_avoided[0, 0]) / not_confirmed

    asked = rng.poisson(expected, 100_000)
    chained = rng.binomial(rng.binomial(asked, not_confirmed), lasting)

    for found, chain in ((opinions, asked), (avoided, chained)):
        assert found.mean() == pytest.approx(chain.mean(), rel=0.01)
        assert found.var() == pytest.approx(chain.var(), rel=0.03)
    ours, theirs = np.cov(opinions, avoided)[0, 1], np.cov(asked, chained)[0, 1]
    assert ours == pytest.approx(theirs, rel=0.05)


def test_the_variance_of_the_saving_by_hand():
    """A compound Poisson sum: rate x E[case^2], with a coefficient of variation of 0.6."""
    own = {**CERTAIN, "extra_workup_cost": 0, "care_added_rate": 0}
    case = a_case(
        areas=["lumbar_fusion"], overrides=own, draws=100_000, annual_administration_cost=0
    )
    [year, *_] = base_answer(areas=["lumbar_fusion"], overrides=own)["years"]
    paid = 73_000 * CERTAIN["plan_paid_share.commercial"]

    found = found_of(case)

    variance = year["surgeries_avoided"] * paid**2 * (1 + 0.6**2)
    assert found["net"]["sd"] ** 2 == pytest.approx(variance, rel=0.05)


def test_plans_that_cost_more_lose_money_by_luck_too():
    own = {**CERTAIN, "saving_per_changed_plan.cancer": -50_000}
    case = a_case(areas=["cancer"], overrides=own, draws=20_000)
    [year, *_] = base_answer(areas=["cancer"], overrides=own)["years"]

    found = found_of(case)

    assert found["net"]["mean"] == pytest.approx(year["net"], abs=0.05 * abs(year["plan_saving"]))
    assert found["probability_net_positive"] == 0


def test_doubt_and_luck_add_up():
    case = a_case(draws=50_000)

    found = found_of(case)

    both = found["luck_only_sd"] ** 2 + found["doubt_only_sd"] ** 2
    assert found["net"]["sd"] ** 2 == pytest.approx(both, rel=0.05)


def test_luck_matters_less_for_a_larger_group():
    small, large = (found_of(a_case(members=n, draws=2_000)) for n in (1_000, 1_000_000))

    assert small["luck_only_sd"] > small["doubt_only_sd"]
    assert large["luck_only_sd"] < large["doubt_only_sd"]


def test_productivity_follows_the_operations_avoided():
    counted = found_of(a_case(draws=5_000, include_productivity=True))

    assert counted["net"]["mean"] > found_of(a_case(draws=5_000))["net"]["mean"]


def test_one_member_and_two_hundred_million():
    assert found_of(a_case(members=1, draws=1_000))["opinions"]["probability_none"] > 0.9
    crowd = a_case(audience="payer", members_by_line={"medicaid": 200_000_000}, draws=1_000)
    assert found_of(crowd)["opinions"]["probability_none"] == 0


def test_the_first_year_bears_the_implementation_fee_and_keeps_its_share():
    given = {"implementation_fee": 90_000, "savings_retained": 0.25, "design": "mandatory"}
    case = without_doubt(**given)
    [year, *_] = base_answer(overrides=CERTAIN, **given)["years"]

    found = found_of(case)

    error = 5 * found["net"]["sd"] / np.sqrt(100_000)
    assert found["net"]["mean"] == pytest.approx(year["net"], abs=error)


def test_an_even_result_is_no_gain():
    nothing = {**CERTAIN, "price_index.commercial": 0}
    case = a_case(
        overrides=nothing, draws=1_000, fee_per_employee_month=0, annual_administration_cost=0
    )

    assert found_of(case)["probability_net_positive"] == 0
