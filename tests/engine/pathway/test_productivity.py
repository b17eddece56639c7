import pytest

from tests.engine.build import PAYER, base_of, totals_of

OWN = {
    "work_days_lost.cabg": 40,
    "alternative_days_share": 0.25,
    "employee_share_of_patients": 0.5,
    "daily_compensation": 400,
    "productivity_weight": 0.5,
}


def test_dollars_per_avoided_operation_by_hand():
    base = base_of(areas=["cabg"], include_productivity=True, overrides=OWN)

    assert base.productivity_per_surgery.tolist() == [[40 * 0.75 * 0.5 * 400 * 0.5]]


def test_productivity_is_neither_trended_nor_shared_out():
    found = base_of(
        areas=["cabg"],
        include_productivity=True,
        savings_retained=0.1,
        overrides={**OWN, "medical_trend": 0.2},
    )

    assert found.productivity_by_year[0].tolist() == pytest.approx(
        (found.surgeries_avoided_by_year[0] * 3_000).tolist() * 3
    )


def test_it_counts_only_when_asked_for_and_never_for_a_payer():
    assert totals_of()["productivity"] == 0
    assert totals_of(**PAYER, include_productivity=True)["productivity"] == 0
    assert totals_of(areas=["cancer"], include_productivity=True)["productivity"] == 0
    assert totals_of(include_productivity=True)["productivity"] > 0
