import numpy as np
import pytest

from calculator.engine import draws, plausibility
from calculator.engine.measurement import plan as planning
from calculator.engine.measurement.plan import MONTHS, WANTED, YEARS, plan
from calculator.engine.measurement.power import power
from calculator.engine.model import evaluate
from tests.engine.build import DIAGNOSTIC, PAYER, a_case, base_answer, base_of

CROWD = {"members": 1_000_000, "design": "mandatory"}


def whole_of(case):
    base = evaluate(case, draws.means(case.parameters))
    return planning.operations(base, planning.acting(base))


def test_the_predicted_effect_is_that_of_the_answer():
    found = plan(a_case(), ratio=1.0)

    [year, *_] = base_answer()["years"]
    assert found.avoided == pytest.approx(year["surgeries_avoided"])
    assert found.without == pytest.approx(float(plausibility.operations_expected(base_of())[0]))
    assert sum(area.avoided for area in found.areas) == pytest.approx(found.avoided)
    assert sum(area.without for area in found.areas) == pytest.approx(found.without)


def test_only_operations_that_the_program_touches_are_counted():
    found = plan(a_case(design="mandatory_lumbar_fusion"), ratio=1.0)

    assert [area.slug for area in found.areas] == ["lumbar_fusion"]
    assert found.without == pytest.approx(found.areas[0].without)


def test_where_it_touches_none_all_are_counted():
    found = plan(a_case(overrides={"advice_followed_rate": 0}), ratio=1.0)

    assert found.avoided == 0
    assert len(found.areas) > 10
    assert all(way.months is None for way in found.comparisons)
    assert all(share < 0.06 for way in found.comparisons for share in way.power)


def test_a_calculation_without_operations_has_nothing_to_compare():
    found = plan(a_case(areas=DIAGNOSTIC[:2]), ratio=1.0)

    assert (found.without, found.avoided, found.areas) == (0.0, 0.0, ())
    assert {way.months for way in found.comparisons} == {None}
    assert {share for way in found.comparisons for share in way.power} == {0.0}


def test_months_are_the_first_with_four_chances_in_five():
    case = a_case(**CROWD)
    found = whole_of(case)

    for way in planning.ways(1.0):
        months = planning.months_needed(found, way)
        assert planning.power_after(found, way, months) >= WANTED
        assert planning.power_after(found, way, months - 1) < WANTED


def test_a_small_group_never_tells_it():
    small = plan(a_case(members=2_000), ratio=1.0)

    assert all(way.months is None for way in small.comparisons)
    assert all(way.power[-1] < 0.1 for way in small.comparisons)


def test_a_larger_comparison_group_helps_and_a_larger_group_helps_more():
    few, many = (plan(a_case(**CROWD), ratio=ratio).comparisons[0] for ratio in (0.5, 5.0))
    half = plan(a_case(members=500_000, design="mandatory"), ratio=5.0).comparisons[0]

    assert many.months < few.months
    assert many.months < half.months
    assert many.detectable < few.detectable


def test_an_invitation_by_lot_compares_halves():
    case = a_case(**CROWD)
    found = whole_of(case)
    lot = {way.key: way for way in planning.ways(3.0)}["invited"]

    without, avoided = float(found.without[0]), float(found.avoided[0, 0])

    assert planning.power_after(found, lot, MONTHS) == pytest.approx(
        power((without - avoided) / 2, without / 2, 0.5)
    )


def test_years_before_stay_two_however_long_one_waits():
    case = a_case(**CROWD)
    found = whole_of(case)
    before = {way.key: way for way in planning.ways(1.0)}["before"]

    without, avoided = float(found.without[0]), float(found.avoided[0, 0])

    assert planning.power_after(found, before, 6 * MONTHS) == pytest.approx(
        power(6 * (without - avoided), 2 * without, 6 / 8)
    )


def test_the_last_contract_year_goes_on_and_a_slow_start_takes_longer():
    ramp = plan(a_case(**CROWD, horizon_years=2, uptake_ramp=[0.2, 1.0]), ratio=1.0)
    full = plan(a_case(**CROWD, horizon_years=2), ratio=1.0)
    found = whole_of(a_case(**CROWD, horizon_years=2, uptake_ramp=[0.2, 1.0]))

    assert ramp.comparisons[0].months > full.comparisons[0].months
    assert found.avoided.shape == (1, YEARS)
    assert (found.avoided[0, 1:] == found.avoided[0, 1]).all()
    assert found.avoided[0, 0] == pytest.approx(0.2 * found.avoided[0, 1])


@pytest.mark.parametrize("inputs", [CROWD, {**PAYER, "design": "mandatory"}, {"members": 300}])
def test_simulated_draws_and_luck_agree_with_the_closed_form_over_the_draws(inputs):
    case = a_case(**inputs)
    places = planning.acting(evaluate(case, draws.means(case.parameters)))
    by_draw = planning._by_draw(case, places)
    part = planning.Operations(without=by_draw.without[:2_000], avoided=by_draw.avoided[:2_000])

    for way in planning.ways(1.0):
        offered, compared = planning._expected(part, way, 3.0)
        closed = np.mean(
            [power(a, b, way.share(3.0)) for a, b in zip(offered, compared, strict=True)]
        )
        rng = np.random.default_rng(3)
        simulated = np.mean([planning.assurance_after(part, way, 3, rng) for _ in range(10)])
        assert simulated == pytest.approx(closed, abs=0.02)


def test_the_same_case_gives_the_same_plan():
    assert plan(a_case(draws=1_000), ratio=2.0) == plan(a_case(draws=1_000), ratio=2.0)
