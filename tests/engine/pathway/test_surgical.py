import pytest

from calculator.engine import draws
from calculator.engine.pathway import surgical
from tests.engine.build import a_case, base_of

OWN = {
    "surgery_not_confirmed_rate.cabg": 0.5,
    "surgery_without_program_rate": 0.8,
    "advice_followed_rate": 0.7,
    "later_surgery_rate": 0.1,
    "surgery_cost.cabg": 60_000,
    "alternative_care_cost.cabg": 10_000,
}


def steps_of(**inputs):
    own = {**OWN, **inputs.pop("overrides", {})}
    return base_of(areas=["cabg"], overrides=own, **inputs).surgical


def test_the_chain_by_hand():
    steps = steps_of()

    assert steps.not_confirmed[0, 0] == 0.5
    assert steps.forgone[0, 0] == pytest.approx(0.35)
    assert steps.still_not_operated[0, 0] == pytest.approx(0.315)
    assert steps.surgeries_avoided[0, 0] == pytest.approx(0.5 * (0.8 - (1 - 0.7 * 0.9)))
    assert steps.surgery_saving[0, 0] == pytest.approx(0.5 * 0.43 * 50_000)


def test_the_lasting_effect_is_never_below_zero():
    own = {"surgery_without_program_rate": 0.3}

    assert steps_of(overrides=own).surgeries_avoided[0, 0] == 0
    drawn = draws.means(a_case(overrides=own).parameters)
    assert surgical.lasting_effect(drawn).tolist() == [[0.0]]


def test_not_confirmed_is_at_most_all_and_multiplied_by_the_design():
    own = {"surgery_not_confirmed_rate.cabg": 0.9}

    assert steps_of(design="mandatory", overrides=own).not_confirmed[0, 0] == pytest.approx(0.36)
    assert steps_of(overrides={"surgery_not_confirmed_rate.cabg": 1}).not_confirmed[0, 0] == 1


def test_dearer_alternatives_lose_money():
    assert steps_of(overrides={"surgery_cost.cabg": 0}).surgery_saving[0, 0] < 0


def test_without_surgical_areas_there_is_an_empty_axis():
    assert base_of(areas=["cancer"]).surgical.surgery_saving.shape == (1, 0)
