import pytest

from calculator.engine.evidence import BANDS
from tests.engine.build import DIAGNOSTIC, EVIDENCE, PAYER, SURGICAL, a_case


def test_surgical_areas_stand_before_diagnostic_ones():
    case = a_case(areas=["cancer", "cabg", "diabetes", "lumbar_fusion"])

    assert case.slugs == ("lumbar_fusion", "cabg", "cancer", "diabetes")
    assert case.added_care_counted.tolist() == [1, 1, 0, 1]
    assert [a.slug for a in a_case(areas=list(EVIDENCE.area)).areas] == SURGICAL + DIAGNOSTIC


def test_lines_are_those_with_members():
    assert a_case().lines == ("commercial",)
    assert not a_case().is_payer
    payer = a_case(audience="payer", members_by_line={"medicaid": 5, "commercial": 0})
    assert payer.lines == ("medicaid",)
    assert payer.is_payer


def test_a_level_ramp_is_one_number():
    assert a_case(uptake_ramp=[0.5, 0.5, 0.5]).ramp.tolist() == [0.5]
    assert a_case(uptake_ramp=[0.5, 1, 1]).ramp.tolist() == [0.5, 1, 1]
    assert a_case(horizon_years=2).years.tolist() == [0, 1]


def test_relevant_parameters_concern_the_scenarios_areas_and_lines():
    found = {p.name for p in a_case(areas=["cabg"]).relevant}

    assert {"surgery_cost.cabg", "engagement", "price_index.commercial"} <= found
    assert not {"surgery_cost.lumbar_fusion", "price_index.medicaid"} & found
    assert "price_index.medicaid" in {p.name for p in a_case(**PAYER).relevant}


def test_base_decision_rates_are_per_member_by_line():
    bands = EVIDENCE.parameter["decision_rate.cancer"].by_age_band
    mix = EVIDENCE.line["medicaid"].age_mix

    found = a_case(**PAYER, areas=["cancer"]).base_decision_rate["medicaid"][0]

    assert found == pytest.approx(sum(bands[b] * mix[b] for b in BANDS) / 1000)
