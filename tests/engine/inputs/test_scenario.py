import json
from dataclasses import replace

import pytest
from hypothesis import given, settings

from calculator.engine.errors import InvalidInput
from calculator.engine.inputs import scenario
from tests.engine.build import EVIDENCE, PAYER, scenarios


def read(**raw):
    return scenario.read({"members": 10_000, **raw}, EVIDENCE)


def errors_of(**raw) -> dict:
    with pytest.raises(InvalidInput) as caught:
        read(**raw)
    return caught.value.errors


def test_only_the_size_is_required():
    found = read()

    assert (found.audience, found.design, found.lens) == ("employer", "voluntary", "reference")
    assert (found.horizon_years, found.uptake_ramp) == (3, (1.0, 1.0, 1.0))
    assert (found.draws, found.seed) == (10_000, EVIDENCE.default_seed)
    assert (found.savings_retained, found.funding) == (1.0, "self_funded")
    assert found.discount_rate is None
    assert set(EVIDENCE.area) - set(found.areas) == {"ocular", "diabetes"}


def test_an_unknown_input_is_refused_by_name():
    found = errors_of(member=1, **{"x" * 200: 1})

    assert found["member"][0].startswith("There is no input “member”: use audience, employees")
    assert [len(name) for name in found] == [6, 81]


@pytest.mark.parametrize("raw", [[], None, "members=1", 5])
def test_inputs_must_be_a_map(raw):
    with pytest.raises(InvalidInput, match="Give each input by its name"):
        scenario.read(raw, EVIDENCE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("audience", "union"),
        ("design", "best"),
        ("lens", "rose"),
        ("funding", "none"),
        ("horizon_years", 0),
        ("horizon_years", 11),
        ("horizon_years", 2.5),
        ("discount_rate", 0.21),
        ("discount_rate", -0.01),
        ("savings_retained", 1.01),
        ("fee_per_opinion", -1),
        ("fee_per_employee_month", 10_000_001),
        ("annual_administration_cost", 1_000_000_001),
        ("implementation_fee", "free"),
        ("include_productivity", "perhaps"),
        ("draws", 999),
        ("draws", 100_001),
        ("seed", -1),
        ("seed", 2**63),
        ("areas", []),
        ("areas", ["cancer", "teeth"]),
        ("areas", [["cancer"]]),
        ("areas", {"cancer": 1}),
        ("overrides", 5),
    ],
)
def test_a_bad_value_is_refused_at_its_own_field_alone(name, value):
    assert set(errors_of(**{name: value})) == {name}


def test_areas_come_in_any_order_and_once():
    found = read(areas=["lumbar_fusion", "cancer", "cancer"])

    assert found.areas == ("cancer", "lumbar_fusion")
    assert read(areas="lumbar_fusion, cancer").areas == found.areas


def test_a_ramp_has_a_number_for_each_year():
    assert read(horizon_years=2, uptake_ramp="0.5; 1").uptake_ramp == (0.5, 1.0)
    assert errors_of(uptake_ramp=[1])["uptake_ramp"] == [
        "Give 3 numbers from 0 to 2, one for each contract year; 1 found."
    ]
    assert set(errors_of(uptake_ramp=[1, 3, None])) == {"uptake_ramp.2", "uptake_ramp.3"}
    assert set(errors_of(uptake_ramp=5)) == {"uptake_ramp"}
    assert set(errors_of(uptake_ramp=[1], horizon_years="x")) == {"horizon_years"}


def test_fully_insured_must_say_what_comes_back():
    assert set(errors_of(funding="fully_insured")) == {"savings_retained"}
    assert read(funding="fully_insured", savings_retained=0).savings_retained == 0
    with pytest.raises(InvalidInput) as caught:
        scenario.read({**PAYER, "funding": "fully_insured", "savings_retained": 1}, EVIDENCE)
    assert set(caught.value.errors) == {"funding"}


def test_an_unknown_audience_is_the_only_error():
    with pytest.raises(InvalidInput) as caught:
        scenario.read({"audience": "insurer", "members_by_line": {"medicaid": 5}}, EVIDENCE)

    assert set(caught.value.errors) == {"audience"}


@settings(max_examples=150, deadline=None)
@given(scenarios)
def test_inputs_survive_json_exactly(raw):
    found = scenario.read(raw, EVIDENCE)

    again = scenario.read(json.loads(json.dumps(found.to_dict())), EVIDENCE)

    assert again == found


def test_changes_are_what_departs_from_the_reference_case():
    own = {"base": 0.2, "low": 0.1, "high": 0.3}
    found = read(
        design="targeted", overrides={"later_surgery_rate": own, "engagement": 2}, discount_rate=0
    )

    assert scenario.changes(read(), EVIDENCE) == []
    assert scenario.changes(found, EVIDENCE) == [
        ("design", "targeted", "voluntary"),
        ("discount_rate", 0.0, None),
        ("overrides.engagement", 2.0, 1.0),
        ("overrides.later_surgery_rate", own, 0.15),
    ]


def test_the_question_itself_is_no_change():
    payer = scenario.read(PAYER, EVIDENCE)

    assert scenario.changes(payer, EVIDENCE) == []
    assert scenario.size_of(payer) == PAYER


def test_a_longer_contract_at_full_use_is_one_change():
    assert scenario.changes(read(horizon_years=5), EVIDENCE) == [("horizon_years", 5, 3)]
    assert [field for field, *_ in scenario.changes(read(uptake_ramp=[0.5, 1, 1]), EVIDENCE)] == [
        "uptake_ramp"
    ]


def test_another_design_or_lens_changes_nothing_else():
    found = read(fee_per_opinion=5)

    assert found.with_design("passive") == replace(found, design="passive")
    assert found.with_lens("independent") == replace(found, lens="independent")
