import pytest

from calculator.engine import plausibility
from tests.engine.build import PAYER, base_of, for_all


def checks_of(**inputs):
    return {check["key"]: check for check in plausibility.checks(base_of(**inputs))}


def test_the_shares_by_hand_for_one_area():
    own = {
        "decision_rate.cabg": 1, "surgery_without_program_rate": 0.8, "surgery_cost.cabg": 50_000,
        "alternative_care_cost.cabg": 10_000, "uptake_rate.cabg": 0.5,
        "surgery_not_confirmed_rate.cabg": 0.4, "advice_followed_rate": 1,
        "later_surgery_rate": 0.2, "extra_workup_cost": 0,
        "care_added_rate": 0, "spend_per_member.commercial": 6_000,
        "price_index.commercial": 1, "medical_trend": 0.3,
    }  # fmt: skip

    found = checks_of(areas=["cabg"], overrides=own)

    avoided = 10 * 0.5 * 0.4 * (0.8 - 0.2)
    assert found["avoided_share_of_operations"]["value"] == pytest.approx(avoided / 8)
    assert found["saving_share_of_operations_spending"]["value"] == pytest.approx(
        avoided * 40_000 / (8 * 50_000)
    )
    assert found["saving_share_of_spending"]["value"] == pytest.approx(
        avoided * 40_000 / 60_000_000
    )


def test_a_payers_spending_is_by_line():
    own = {**for_all("spend_per_member", 100), "spend_per_member.medicaid": 200}

    found = checks_of(**PAYER, overrides=own)["saving_share_of_spending"]["value"]

    allowed = base_of(**PAYER, overrides=own)
    spending = 100 * 70_000 + 200 * 20_000
    first = sum(
        (line.priced[0] * allowed.uptake[0, :, 0] * allowed.allowed_per_opinion[0]).sum()
        for line in allowed.lines.values()
    )
    assert found == pytest.approx(first / spending)


def test_too_many_avoided_operations_are_a_warning_then_an_error():
    many = {
        **for_all("uptake_rate", 1), **for_all("surgery_not_confirmed_rate", 0.5),
        "advice_followed_rate": 1, "later_surgery_rate": 0,
    }  # fmt: skip
    below = {**many, "surgery_without_program_rate": 0.1}

    levels = [
        checks_of(overrides=own)["avoided_share_of_operations"]["level"]
        for own in ({}, many, below)
    ]

    assert levels == ["ok", "warning", "warning"]
    check = plausibility._check(key="k", label="", value=1.01, warning_above=0.2, error_above=1.0)
    assert check["level"] == "error"


def test_savings_above_all_spending_are_an_error():
    own = {"spend_per_member.commercial": 0.1}

    assert checks_of(overrides=own)["saving_share_of_spending"]["level"] == "error"
    assert checks_of()["saving_share_of_spending"]["level"] == "ok"


def test_shares_of_nothing_are_undefined_and_fine():
    found = checks_of(areas=["cancer"], overrides={"spend_per_member.commercial": 0})

    for key in ("saving_share_of_spending", "avoided_share_of_operations"):
        assert found[key]["value"] is None
        assert found[key]["level"] == "ok"


def test_what_eleven_to_one_would_need():
    found = checks_of(horizon_years=1)["claim_11_to_1"]

    assert found["value"] == pytest.approx(11 * 97_307.69 / 21.37, rel=1e-3)
    assert found["unit"] == "USD per opinion"
    assert 45_000 < found["value"] < 55_000
