import pytest

from tests.engine.build import base_of

OWN = {
    "treatment_change_rate.cancer": 0.3,
    "diagnosis_change_rate.cancer": 0.1,
    "plan_change_followed_rate": 0.6,
    "saving_per_changed_plan.cancer": -5_000,
}


def test_plans_followed_and_their_saving_by_hand():
    base = base_of(areas=["cancer", "cabg"], overrides=OWN)

    assert base.diagnostic.plans_followed[0, 0] == pytest.approx(0.18)
    assert base.diagnostic.plan_saving[0, 0] == pytest.approx(-900)


def test_changes_are_counted_in_every_area():
    base = base_of(areas=["cancer", "cabg"], overrides={**OWN, "treatment_change_rate.cabg": 0.2})

    assert base.diagnoses_changed.shape == (1, 2)
    assert base.diagnoses_changed[0, 1] == 0.1
    assert base.treatments_changed[0].tolist() == [0.2, 0.3]


def test_without_diagnostic_areas_there_is_an_empty_axis():
    assert base_of(areas=["cabg"]).diagnostic.plan_saving.shape == (1, 0)
