from dataclasses import fields

import pytest

from calculator.engine.deal import terms
from calculator.engine.deal.fields import FIELD, FIELDS
from calculator.engine.deal.terms import Terms
from calculator.engine.errors import InvalidInput
from tests.engine.build import PAYER, a_case

CASE = a_case()


def refused(case=CASE, **raw) -> dict[str, list[str]]:
    with pytest.raises(InvalidInput) as error:
        terms.read(raw, case.inputs)
    return error.value.errors


def test_every_term_is_declared_once_and_read():
    assert [field.name for field in FIELDS] == list(FIELD)
    assert set(FIELD) == {field.name for field in fields(Terms)}
    for field in FIELDS:
        assert field.label and field.help and field.default, field.name
        if field.kind != "choice":
            assert field.low < field.high, field.name


def test_nothing_entered_is_the_scenarios_own_contract():
    assert terms.read({}, CASE.inputs) == Terms()


def test_terms_are_read_as_people_write_them():
    found = terms.read(
        {"fee_per_opinion": "$1,900", "gain_share": "30%", "guaranteed_ratio": "2"}, CASE.inputs
    )

    assert (found.fee_per_opinion, found.gain_share, found.guaranteed_ratio) == (1900.0, 0.3, 2.0)
    assert terms.read(found.to_dict(), CASE.inputs) == found


def test_a_payer_has_no_fee_per_employee():
    errors = refused(a_case(**PAYER), fee_per_employee_month="1.5")

    assert "no employees" in errors["fee_per_employee_month"][0]


def test_an_effect_of_the_incentive_needs_an_incentive():
    assert "Goes with an incentive" in refused(incentive_uptake="1.5")["incentive_uptake"][0]
    paid = terms.read({"incentive_uptake": "1.5", "incentive_per_opinion": "400"}, CASE.inputs)
    assert paid.incentive_uptake == 1.5
    own = a_case(incentive_per_opinion=400)
    assert terms.read({"incentive_uptake": "1.5"}, own.inputs).incentive_uptake == 1.5


def test_every_error_comes_at_once_and_names_its_term():
    errors = refused(
        fees_at_risk="2",
        gain_share="much",
        measured_by="feeling",
        probability="1",
        guarantee_cap="-1",
        surprise="1",
    )

    assert set(errors) == {
        "fees_at_risk", "gain_share", "measured_by", "probability", "guarantee_cap", "surprise",
    }  # fmt: skip
    assert "“surprise”" in errors["surprise"][0]


def test_nothing_is_guaranteed_without_ratio_risk_or_room_below_the_cap():
    full = Terms(fees_at_risk=1.0, guaranteed_ratio=2.0)

    assert full.guarantees
    assert not Terms(fees_at_risk=1.0).guarantees
    assert not Terms(guaranteed_ratio=2.0).guarantees
    assert not Terms(fees_at_risk=1.0, guaranteed_ratio=2.0, guarantee_cap=0.0).guarantees
    assert not full.without_guarantee().guarantees
