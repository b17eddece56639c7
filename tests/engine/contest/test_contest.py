import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.comparison import variant
from calculator.engine.contest.contest import MOST, contest
from tests.engine.build import EVIDENCE, PAYER, a_case, result_of

DRAWS = 1_000
scenarios = st.fixed_dictionaries(
    {
        "members": st.integers(1, 1_000_000),
        "design": st.sampled_from(list(EVIDENCE.design)),
        "lens": st.sampled_from(list(EVIDENCE.lens)),
        "horizon_years": st.integers(1, 10),
        "seed": st.integers(0, 5),
        "draws": st.sampled_from([1_000, 1_500]),
    }
)


def case(**inputs):
    return a_case(**{"draws": DRAWS, **inputs})


def test_a_dearer_fee_costs_the_same_in_every_draw():
    cheap = case(employees=1_000, fee_per_employee_month=1.0)
    dear = case(employees=1_000, fee_per_employee_month=1.75)

    found = contest([cheap, dear]).differences[0]

    assert found.net == pytest.approx(-12 * 0.75 * 1_000)
    assert found.spread["percentiles"] == pytest.approx(
        dict.fromkeys(found.spread["percentiles"], -9_000)
    )
    assert found.spread["sd"] == pytest.approx(0, abs=1e-6)
    assert (found.probability_more, found.probability_less) == (0, 1)


def test_base_case_and_interval_are_those_of_the_calculations_own_page():
    inputs = {"design": "targeted", "horizon_years": 5}
    alone = result_of(**inputs)

    one, other = contest([case(**inputs), case()]).contenders

    assert one.annual == alone["annual"]
    assert one.net == alone["psa"]["annual_net"]
    assert one.benefit_cost_ratio == alone["totals"]["benefit_cost_ratio"]
    assert one.probability_net_positive == alone["psa"]["probability_net_positive"]
    assert (one.members, one.years, other.years) == (10_000, 5, 3)


def test_the_difference_is_taken_draw_by_draw():
    one, other = case(), case(design="targeted")
    nets = [variant(c).simulation.annual_net for c in (one, other)]

    found = contest([one, other])

    more = nets[1] - nets[0]
    assert found.differences[0].spread["mean"] == pytest.approx(more.mean())
    assert found.differences[0].probability_more == (more > 0).mean()
    assert found.differences[0].spread["sd"] == pytest.approx(more.std(ddof=1))
    assert found.contenders[1].best == (nets[1] > nets[0]).mean()
    assert found.nothing == ((nets[0] < 0) & (nets[1] < 0)).mean()


def test_twins_differ_by_nothing_and_share_the_first_place():
    found = contest([case(design="targeted")] * 2)

    only = found.differences[0]
    assert (only.net, only.spread["mean"], only.spread["sd"]) == (0, 0, 0)
    assert (only.probability_more, only.probability_less, only.net_per_member) == (0, 0, 0)
    assert [c.best for c in found.contenders] == [0.5, 0.5]
    assert found.contenders[0].best_of_all == found.contenders[1].best_of_all


def test_doing_nothing_is_best_where_everything_loses():
    useless = {"overrides": {"engagement": 0.0}}

    fees = (1.0, 3.0)
    found = contest([case(**useless, fee_per_employee_month=fee) for fee in fees])

    assert found.nothing == 1
    assert [c.best_of_all for c in found.contenders] == [0, 0]
    assert [c.best for c in found.contenders] == [1, 0]


def test_a_program_that_costs_and_saves_nothing_ties_with_doing_nothing():
    free = {
        "overrides": {"engagement": 0.0},
        "fee_per_employee_month": 0,
        "annual_administration_cost": 0,
    }

    found = contest([case(**free), case(**free | {"annual_administration_cost": 1})])

    assert found.nothing == found.contenders[0].best_of_all == 0.5


def test_unlike_groups_are_compared_per_member_too():
    per_head = {"annual_administration_cost": 0}

    found = contest([case(members=1_000, **per_head), case(members=3_000, **per_head)])

    only = found.differences[0]
    assert only.net == pytest.approx(2 * found.contenders[0].annual["net"])
    assert only.net_per_member == pytest.approx(0, abs=1e-9)
    assert only.spread_per_member["sd"] == pytest.approx(0, abs=1e-9)


def test_different_seeds_and_draws_are_brought_to_one():
    found = contest([case(seed=9, draws=1_000), case(seed=4, draws=2_000), case(**PAYER, seed=7)])

    assert (found.seed, found.draws) == (4, 2_000)
    assert found.contenders[0].net == result_of(seed=4, draws=2_000)["psa"]["annual_net"]


@settings(max_examples=12, deadline=None)
@given(asked=st.lists(scenarios, min_size=2, max_size=MOST), data=st.data())
def test_order_is_irrelevant_and_chances_add_up(asked, data):
    order = data.draw(st.permutations(range(len(asked))))
    cases = [a_case(**inputs) for inputs in asked]

    found, shuffled = contest(cases), contest([cases[i] for i in order])

    for place, i in enumerate(order):
        assert shuffled.contenders[place] == found.contenders[i]
    assert shuffled.nothing == found.nothing
    assert sum(c.best for c in found.contenders) == pytest.approx(1)
    assert sum(c.best_of_all for c in found.contenders) + found.nothing == pytest.approx(1)


@settings(max_examples=12, deadline=None)
@given(one=scenarios, other=scenarios)
def test_swapping_two_turns_the_difference_round(one, other):
    cases = a_case(**one), a_case(**other)

    there, back = contest(cases).differences[0], contest(cases[::-1]).differences[0]

    assert back.net == -there.net
    assert back.net_per_member == -there.net_per_member
    assert (back.probability_more, back.probability_less) == (
        there.probability_less,
        there.probability_more,
    )
    for low, high in (("2.5", "97.5"), ("10", "90"), ("50", "50")):
        assert back.spread["percentiles"][low] == pytest.approx(
            -there.spread["percentiles"][high], rel=1e-9, abs=1e-6
        )
