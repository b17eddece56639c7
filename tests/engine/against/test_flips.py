import numpy as np
import pytest
from hypothesis import given, settings

from calculator.engine.against import flips
from calculator.engine.against.levers import levers
from calculator.engine.break_even import break_even
from calculator.engine.case import Case
from calculator.engine.inputs import scenario
from calculator.engine.inputs.fields import FIELD
from calculator.engine.inputs.overrides import bounds
from tests.engine.build import (
    EVIDENCE,
    PAYER,
    a_case,
    base_of,
    scenarios,
    totals_of,
    with_parameter,
)

TO_THE_DOLLAR = 1.0
OWN = {"base": 0.3, "low": 0.2, "high": 0.4}


def entered(case: Case, flip: flips.Flip) -> Case:
    """The same question with the turning value entered by the reader."""
    raw = case.inputs.to_dict()
    field, _, name = flip.lever.field.partition(".")
    own = {**(raw["overrides"] or {}), name: flip.value} if name else flip.value
    return Case(inputs=scenario.read({**raw, field: own}, EVIDENCE), evidence=EVIDENCE)


def net_of(case: Case) -> float:
    return totals_of(**case.inputs.to_dict())["net"]


@given(scenarios)
@settings(max_examples=12, deadline=None)
def test_at_every_turning_point_net_is_zero_within_a_dollar(given_inputs):
    case = a_case(**{**given_inputs, "draws": 1_000})

    found = flips.against(case)

    assert found.net == pytest.approx(net_of(case), abs=0.01)
    for flip in found.flips[:6]:
        assert abs(net_of(entered(case, flip))) <= TO_THE_DOLLAR, flip.lever.field


@given(scenarios)
@settings(max_examples=12, deadline=None)
def test_turning_points_lie_within_what_may_be_entered_and_are_ranked(given_inputs):
    found = flips.against(a_case(**{**given_inputs, "draws": 1_000}))

    for flip in found.flips:
        own = flip.lever.parameter.parameter
        field = FIELD.get(flip.lever.field)
        low, high = (field.low, field.high) if field else bounds(own.key, own.unit)
        assert low <= flip.value <= high
        assert 0 <= flip.chance <= 1
    chances = [flip.chance for flip in found.flips]
    assert chances == sorted(chances, reverse=True)
    if found.net:
        assert (found.nearest is None) == bool(found.flips)


def test_the_fee_turns_where_it_breaks_even():
    found = flips.against(a_case())

    [fee] = [f for f in found.flips if f.lever.field == "fee_per_employee_month"]

    assert fee.value == pytest.approx(break_even(base_of())["fee"], abs=1e-6)
    assert not fee.is_above


def test_a_payers_fee_is_per_member():
    found = flips.against(a_case(**PAYER))

    [fee] = [f for f in found.flips if f.lever.key == "fee_per_employee_month"]

    assert fee.lever.field == "fee_per_member_month"
    assert fee.value == pytest.approx(break_even(base_of(**PAYER))["fee"], abs=1e-6)


def test_a_fee_that_was_entered_is_doubted_by_the_evidence():
    evidence = flips.against(a_case(**PAYER)).strongest(1)[0]
    found = flips.against(a_case(**PAYER, fee_per_member_month=1.0))

    [fee] = [f for f in found.flips if f.lever.field == "fee_per_member_month"]

    assert (fee.lever.now, fee.lever.is_own) == (1.0, True)
    assert fee.value == pytest.approx(break_even(base_of(**PAYER))["fee"], abs=1e-6)
    assert fee.chance == evidence.chance


def test_a_number_that_was_entered_is_held_against_the_evidence():
    own = {"engagement": 5.0}
    entered_alone = flips.against(a_case(overrides=own)).strongest(1)[0]
    with_a_range = flips.against(
        a_case(overrides={"engagement": {"base": 5.0, "low": 4.9, "high": 5.1}})
    )

    assert entered_alone.lever.key == "engagement"
    assert entered_alone.lever.is_own
    assert entered_alone.chance > 0.95
    [ranged] = [f for f in with_a_range.flips if f.lever.key == "engagement"]
    assert (ranged.lever.is_own, ranged.chance) == (False, 0.0)


def test_use_turns_where_engagement_breaks_even():
    [use] = [f for f in flips.against(a_case()).flips if f.lever.key == "engagement"]

    assert use.value == pytest.approx(break_even(base_of())["engagement"], rel=1e-6)
    assert use.is_above


def test_the_chance_is_the_share_of_draws_beyond():
    case = a_case(design="targeted")
    found = flips.against(case)

    for flip in found.flips[:5]:
        drawn = flip.lever.believed
        beyond = drawn >= flip.value if flip.is_above else drawn <= flip.value
        assert flip.chance == pytest.approx(beyond.mean())
        assert flip.sds == pytest.approx(abs(flip.value - flip.lever.now) / flip.lever.sd)


def test_the_strongest_are_one_of_a_family():
    found = flips.against(a_case(design="mandatory"))

    keys = [flip.lever.key for flip in found.strongest(5)]

    assert len(keys) == len(set(keys)) == 5
    assert found.strongest(1) == found.flips[:1]


def test_a_rate_of_decisions_now_is_that_of_the_age_mix():
    case = a_case(age_mix={"commercial": {"0-17": 0, "18-44": 0, "45-64": 1, "65+": 0}})

    [lever] = [
        f.lever for f in flips.against(case).flips if f.lever.field.endswith("decision_rate.cancer")
    ]

    assert lever.now == EVIDENCE.parameter["decision_rate.cancer"].by_age_band["45-64"]
    assert lever.believed.mean() == pytest.approx(lever.now, rel=0.02)


@pytest.mark.parametrize(
    ("inputs", "now", "is_in_doubt"),
    [
        ({}, 1.0, True),
        ({"design": "passive"}, 0.4, True),
        ({"design": "targeted"}, None, False),
        ({"design": "targeted", "overrides": {"uptake_rate.cancer": 0.25}}, 0.25, False),
        ({"overrides": {"uptake_rate.cancer": OWN}}, 0.3, True),
    ],
)
def test_use_in_an_area_now_is_that_of_the_design(inputs, now, is_in_doubt):
    evidence = with_parameter("uptake_rate.cancer", family="beta")
    case = a_case(evidence, draws=1_000, **inputs)
    reference = evidence.parameter["uptake_rate.cancer"].base
    expected = {None: case.design.uptake and case.design.uptake["cancer"], 0.25: 0.25, 0.3: 0.3}

    [use] = [lever for lever in levers(case) if lever.field == "overrides.uptake_rate.cancer"]

    assert use.now == pytest.approx(expected[now] if now in expected else now * reference)
    assert (len(use.believed) > 1) == is_in_doubt
    if now != 0.25:  # the reader's own, against the design's
        assert use.believed.mean() == pytest.approx(use.now, rel=0.05)


def test_where_no_number_turns_it_the_nearest_is_named():
    hopeless = {"areas": ["hysterectomy"], "members": 1, "implementation_fee": 900_000_000}

    found = flips.against(a_case(**hopeless, savings_retained=0.001))

    assert found.flips == found.strongest() == ()
    assert found.net <= found.nearest.net < 0


def test_an_answer_of_exactly_zero_has_nothing_to_turn():
    found = flips.against(
        a_case(
            savings_retained=0,
            funding="fully_insured",
            fee_per_employee_month=0,
            annual_administration_cost=0,
        )
    )

    assert found == flips.Against(net=0.0, flips=(), nearest=None)


def test_the_same_case_gives_the_same_answer():
    first, second = (flips.against(a_case(members=50_000)) for _ in range(2))

    assert [(f.lever.field, f.value, f.chance) for f in first.flips] == [
        (f.lever.field, f.value, f.chance) for f in second.flips
    ]


def test_the_chance_beyond_counts_the_value_itself():
    drawn = np.array([1.0, 2.0, 3.0, 4.0])

    assert flips.chance_beyond(drawn, now=2.5, value=2.0) == 0.5
    assert flips.chance_beyond(drawn, now=2.5, value=5.0) == 0.0


def test_no_use_at_all_still_has_levers():
    found = flips.against(a_case(overrides={"engagement": 0}))

    assert found.net < 0
    assert found.strongest(1)


class AStep:
    """A net that jumps over zero: no value gives exactly 0."""

    def nets(self, values):
        return np.where(values < 1 / 3, -50.0, 70.0)


def test_a_jump_over_zero_is_closed_in_on_to_the_last_digit():
    assert flips._root(AStep(), 1.0, 0.0) == pytest.approx(1 / 3, abs=1e-15)
    assert flips._root(AStep(), 0.0, 1.0) == pytest.approx(1 / 3, abs=1e-15)
