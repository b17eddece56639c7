from dataclasses import replace

import numpy as np
import pytest

from calculator.engine import draws
from calculator.engine.case import Case
from calculator.engine.measurement import predicted
from calculator.engine.measurement.plan import acting
from calculator.engine.model import evaluate
from tests.engine.build import EVIDENCE, PAYER, a_case, base_answer, for_all

CROWD = {"members": 2_000_000, "design": "mandatory"}


def expected_of(case, **when):
    base = evaluate(case, draws.means(case.parameters))
    found = predicted.expected(base, acting(base), **when)
    return {name: float(values[0]) for name, values in found.items()}


def other_luck(case: Case, seed: int) -> Case:
    return Case(inputs=replace(case.inputs, seed=seed), evidence=EVIDENCE)


@pytest.mark.parametrize("year", [1, 3])
@pytest.mark.parametrize("inputs", [CROWD, {**PAYER, "design": "targeted"}])
def test_bands_hold_what_they_say_of_actuals_from_other_draws(inputs, year):
    """Counts come in whole numbers: where they are few a band can only hold more than it says."""
    case = a_case(**inputs)
    bands = predicted.bands(case, year=year)

    actuals = predicted.simulated(other_luck(case, 77), np.random.default_rng(5), year=year)

    for name, band in bands.items():
        values = actuals[name]
        within = ((values >= band.low) & (values <= band.high)).mean()
        nearly_all = ((values >= band.lowest) & (values <= band.highest)).mean()
        steps = (values == band.low).mean() + (values == band.high).mean()
        assert 0.785 <= within <= 0.815 + steps, name
        assert 0.935 <= nearly_all <= 0.965 + steps, name


def test_eighty_of_a_hundred_to_one_and_a_half_where_counts_are_many():
    case = a_case(**CROWD)
    bands = predicted.bands(case, year=1)
    actuals = predicted.simulated(other_luck(case, 1234), np.random.default_rng(8), year=1)

    for name, band in bands.items():
        within = ((actuals[name] >= band.low) & (actuals[name] <= band.high)).mean()
        assert within == pytest.approx(0.80, abs=0.015), name


def test_the_base_is_that_of_the_answer():
    inputs = {"horizon_years": 3, "uptake_ramp": [0.5, 0.8, 1], "implementation_fee": 9_000}
    for year in base_answer(**inputs)["years"]:
        found = expected_of(a_case(**inputs), year=year["year"])
        for name in ("opinions", "surgeries_avoided", "plan_saving", "program_cost"):
            assert found[name] == pytest.approx(year[name]), name


def test_half_a_year_is_half_but_for_the_implementation_fee():
    case = a_case(implementation_fee=9_000)
    whole, half = (expected_of(case, year=1, months=months) for months in (12, 6))

    assert half["opinions"] == pytest.approx(whole["opinions"] / 2)
    assert half["operations"] == pytest.approx(whole["operations"] / 2)
    assert half["program_cost"] - 9_000 == pytest.approx((whole["program_cost"] - 9_000) / 2)


def test_luck_leaves_the_mean_where_it_was_and_widens_the_spread():
    certain = {p.name: p.base for p in EVIDENCE.parameters}
    case = a_case(overrides=certain)
    expected = expected_of(case, year=1)

    found = predicted.simulated(case, np.random.default_rng(2), year=1)

    for name, values in found.items():
        spread = values.std() / np.sqrt(len(values))
        assert values.mean() == pytest.approx(expected[name], abs=5 * spread + 1e-6), name
    assert found["opinions"].var() == pytest.approx(expected["opinions"], rel=0.06)
    assert found["operations"].var() == pytest.approx(expected["operations"], rel=0.06)
    assert np.ptp(found["program_cost"]) == 0
    assert (found["surgeries_avoided"] <= found["not_operated"]).all()
    assert (found["not_operated"] <= found["not_confirmed"]).all()
    assert (found["not_confirmed"] <= found["opinions"]).all()


def test_a_payer_pays_by_member_and_a_design_by_opinion():
    for inputs in (PAYER, {"design": "targeted"}):
        found = predicted.simulated(a_case(**inputs), np.random.default_rng(1), year=1)
        assert (found["program_cost"] > 0).all()


def test_no_use_no_opinions():
    bands = predicted.bands(a_case(overrides=for_all("uptake_rate", 0.0)), year=1)

    assert bands["opinions"] == predicted.Band(base=0, low=0, high=0, lowest=0, highest=0)


@pytest.mark.parametrize(
    ("actual", "place"),
    [
        (0, "far_below"),
        (1, "below"),
        (3, "within"),
        (8, "within"),
        (9, "above"),
        (11, "above"),
        (12, "far_above"),
    ],
)
def test_where_an_actual_lies(actual, place):
    band = predicted.Band(base=5, low=3, high=8, lowest=1, highest=11)

    assert band.place(actual) == place


def test_the_same_case_gives_the_same_bands():
    assert predicted.bands(a_case(), year=2) == predicted.bands(a_case(), year=2)
