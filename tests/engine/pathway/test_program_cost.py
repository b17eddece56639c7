import pytest

from calculator.engine import base_case
from tests.engine.build import PAYER, base_of


def fees_of(**inputs) -> dict[str, float]:
    found = base_case.fees(base_of(**inputs))
    return {name.removeprefix("fee_"): fee for name, fee in found.items() if fee}


def test_a_voluntary_design_is_paid_per_employee_from_the_evidence():
    assert fees_of() == {"per_employee_month": 1.5, "annual_administration_cost": 5_000}


def test_a_payer_pays_the_same_per_member():
    assert fees_of(**PAYER) == {
        "per_member_month": pytest.approx(1.5 / 1.95),
        "annual_administration_cost": 5_000,
    }


def test_a_fee_per_opinion_is_entered_then_overridden_then_the_designs_then_the_evidences():
    own = {"fee_per_opinion": 900}

    assert fees_of(design="targeted")["per_opinion"] == 1_500
    assert fees_of(design="mandatory")["per_opinion"] == 600
    assert fees_of(design="mandatory", lens="as_claimed")["per_opinion"] == 600
    assert fees_of(design="mandatory", overrides=own)["per_opinion"] == 900
    assert fees_of(design="mandatory", overrides=own, fee_per_opinion=5)["per_opinion"] == 5


def test_an_override_of_another_basis_is_not_charged_but_an_entered_fee_is():
    assert "per_opinion" not in fees_of(overrides={"fee_per_opinion": 900})
    assert fees_of(fee_per_opinion=900, fee_per_member_month=2, incentive_per_opinion=50) == {
        "per_employee_month": 1.5,
        "per_member_month": 2,
        "per_opinion": 900,
        "incentive_per_opinion": 50,
        "annual_administration_cost": 5_000,
    }


def test_an_entered_fee_replaces_that_fee_only():
    assert fees_of(fee_per_employee_month=3) == {
        "per_employee_month": 3,
        "annual_administration_cost": 5_000,
    }
    assert fees_of(annual_administration_cost=0) == {"per_employee_month": 1.5}
    assert fees_of(design="targeted", fee_per_employee_month=2)["per_employee_month"] == 2
    assert fees_of(**PAYER, fee_per_member_month=0) == {"annual_administration_cost": 5_000}


def test_a_years_cost_by_hand():
    base = base_of(
        members=1_950,
        fee_per_employee_month=2,
        fee_per_member_month=1,
        fee_per_opinion=100,
        incentive_per_opinion=10,
        annual_administration_cost=700,
        implementation_fee=4_000,
    )
    opinions = float(base.opinions_by_year[0, 0])
    yearly = 12 * 2 * 1_000 + 12 * 1_950 + 110 * opinions + 700

    found = base.program_cost_by_year[0]

    assert found.tolist() == pytest.approx([yearly + 4_000, yearly, yearly])


def test_a_free_program_costs_nothing():
    base = base_of(fee_per_employee_month=0, annual_administration_cost=0)

    assert not base.program_cost_by_year.any()
