from dataclasses import replace

import pytest
from hypothesis import given, settings

from calculator.engine.contest import crossing
from calculator.engine.contest.crossing import cross
from calculator.engine.contest.differences import EVIDENCE as EVIDENCE_KEY
from calculator.engine.mixture import annual_net
from tests.engine.build import EVIDENCE, PAYER, a_case, scenarios, with_parameter

CENT = 0.005


def moved_evidence(**changes):
    return replace(with_parameter("engagement", **changes), content_hash="f" * 64)


def total(found):
    return found.start + found.model + sum(found.effects.values())


@settings(max_examples=25, deadline=None)
@given(one=scenarios, other=scenarios)
def test_pieces_add_up_to_the_cent_and_going_back_turns_every_sign(one, other):
    a, b = a_case(**one), a_case(**other)

    there, back = cross(a, b), cross(b, a)

    assert (there.start, there.end, there.model) == (annual_net(a), annual_net(b), 0)
    assert total(there) == pytest.approx(there.end, abs=CENT, rel=1e-12)
    assert back.effects == {key: -effect for key, effect in there.effects.items()}
    assert (back.start, back.end, back.parts) == (there.end, there.start, there.parts)


def test_a_piece_too_small_to_name_is_not_lost_from_the_sum():
    crowd = {**PAYER, "members_by_line": {"commercial": 12_000_000}}
    a = a_case(**crowd, fee_per_member_month=10, annual_administration_cost=5_000)
    b = a_case(**crowd, fee_per_member_month=20, annual_administration_cost=5_001.5)

    found = cross(a, b)

    assert found.effects["annual_administration_cost"] == 0
    assert total(found) == pytest.approx(found.end, abs=CENT, rel=0)


def test_a_calculation_beside_itself_has_no_pieces():
    found = cross(a_case(), a_case(draws=2_000))

    assert (found.parts, found.effects, found.model, found.start) == ((), {}, 0, found.end)


def test_one_changed_input_has_the_whole_difference():
    found = cross(a_case(employees=1_000), a_case(employees=1_000, fee_per_employee_month=2.5))

    assert found.effects == {"fee_per_employee_month": pytest.approx(-12 * 1.0 * 1_000)}


def test_two_inputs_that_multiply_share_their_product_evenly():
    # 12 x fee x employees: from 1.50 x 1,000 to 2.00 x 3,000, saving nothing
    useless = {"overrides": {"engagement": 0.0}, "annual_administration_cost": 0}
    a = a_case(**useless, employees=1_000, fee_per_employee_month=1.5)
    b = a_case(**useless, employees=3_000, fee_per_employee_month=2.0)

    found = cross(a, b)

    assert found.start == pytest.approx(-18_000)
    assert found.end == pytest.approx(-72_000)
    assert found.effects == {
        "employees": pytest.approx(-12 * 2_000 * 1.75),
        "fee_per_employee_month": pytest.approx(-12 * 0.5 * 2_000),
    }


def test_an_input_without_influence_has_exactly_nothing():
    found = cross(
        a_case(**PAYER, include_productivity=True),
        a_case(**PAYER, design="targeted", overrides={"daily_compensation": 1.0}),
    )

    assert found.effects["include_productivity"] == 0.0
    assert found.effects["overrides.daily_compensation"] == 0.0
    assert found.effects["design"] == pytest.approx(found.end - found.start, abs=CENT)


def test_own_values_are_mixed_as_whole_calculations_are():
    own = {"uptake_rate.cancer": 0.4, "decision_rate.cancer": 9.0, "surgery_cost.cabg": 90_000}
    a = a_case(overrides={"surgery_cost.cabg": 40_000, "uptake_rate.cabg": 0.1})
    b = a_case(overrides={**own, "uptake_rate.cabg": 0.3}, design="targeted")

    found = cross(a, b)

    only_rate = a_case(
        overrides={"surgery_cost.cabg": 40_000, "uptake_rate.cabg": 0.1, "decision_rate.cancer": 9}
    )
    assert cross(a, only_rate).effects["overrides.decision_rate.cancer"] == pytest.approx(
        annual_net(only_rate) - annual_net(a)
    )
    assert total(found) == pytest.approx(found.end, abs=CENT)
    assert len(found.effects) == 5


def test_evidence_is_one_piece_and_leaves_inputs_theirs():
    newer = moved_evidence(base=1.4)
    a, b = a_case(employees=900), a_case(newer, employees=900, fee_per_employee_month=2.0)

    found = cross(a, b)

    assert list(found.effects) == [EVIDENCE_KEY, "fee_per_employee_month"]
    assert found.effects["fee_per_employee_month"] == pytest.approx(-12 * 0.5 * 900)
    assert found.effects[EVIDENCE_KEY] == pytest.approx(
        annual_net(a_case(newer, employees=900)) - found.start
    )


def test_evidence_that_moves_nothing_is_a_piece_of_exactly_nothing():
    found = cross(a_case(), a_case(moved_evidence(label="Call it otherwise")))

    assert found.effects == {EVIDENCE_KEY: 0.0}


def test_the_model_is_exactly_what_remains_of_older_answers():
    a, b = a_case(), a_case(design="targeted")
    now_a, now_b = annual_net(a), annual_net(b)

    one = cross(a, b, kept_a=now_a - 1_000)
    both = cross(a, b, kept_a=now_a - 1_000, kept_b=now_b + 250)
    back = cross(b, a, kept_a=now_b + 250, kept_b=now_a - 1_000)

    assert (one.start, one.end) == (now_a - 1_000, now_b)
    assert one.model == pytest.approx(1_000)
    assert both.model == pytest.approx(1_250)
    assert total(both) == pytest.approx(now_b + 250, abs=CENT)
    assert (back.model, back.effects["design"]) == (-both.model, -both.effects["design"])


def test_many_pieces_are_sampled_and_still_turn_round_exactly(monkeypatch):
    own = {p.name: p.base * 1.02 for p in EVIDENCE.parameters if not p.suffix}
    own = dict(list(own.items())[:14])
    a = a_case(employees=800)
    b = a_case(employees=1_200, design="mandatory", horizon_years=5, overrides=own)

    there, back = cross(a, b), cross(b, a)
    monkeypatch.setattr(crossing, "EXACT", len(there.parts))
    exact = cross(a, b)

    assert (there.is_exact, exact.is_exact) == (False, True)
    assert len(there.parts) == 17
    assert total(there) == pytest.approx(there.end, abs=CENT)
    assert back.effects == {key: -effect for key, effect in there.effects.items()}
    largest = max(abs(effect) for effect in exact.effects.values())
    assert there.effects == pytest.approx(exact.effects, abs=0.02 * largest)
