from dataclasses import replace

import numpy as np
import pytest

from calculator.engine import comparison
from calculator.engine.simulation import share_best
from tests.engine.build import EVIDENCE, PAYER, a_case, plain, result_of, totals_of


def chosen(**inputs):
    return comparison.variant(a_case(draws=1_000, **inputs))


def test_every_design_is_the_same_scenario_on_the_same_draws():
    rows = comparison.designs(chosen(design="targeted", implementation_fee=100))

    assert [row["slug"] for row in rows] == list(EVIDENCE.design)
    for row in rows:
        alone = result_of(design=row["slug"], implementation_fee=100)
        assert row["net"] == alone["totals"]["net"]
        assert row["net_percentiles"] == alone["psa"]["net"]["percentiles"]
        assert row["probability_net_positive"] == alone["psa"]["probability_net_positive"]
        assert row["is_chosen"] == (row["slug"] == "targeted")
        assert row["break_even"] == alone["totals"]["break_even"]


def test_the_chances_of_being_the_best_add_up_to_one():
    rows = comparison.designs(chosen(**PAYER))

    assert sum(row["probability_best"] for row in rows) == pytest.approx(1)


def test_fees_are_told_in_each_designs_basis():
    found = {row["slug"]: (row["fee_basis"], row["fee"]) for row in comparison.designs(chosen())}

    assert found["voluntary"] == ("pepm", 1.5)
    assert found["mandatory"] == ("per_opinion", 600)
    payer = {row["slug"]: row["fee_basis"] for row in comparison.designs(chosen(**PAYER))}
    assert payer["voluntary"] == "pmpm"


def test_identical_designs_have_identical_results_to_the_bit_and_share_the_first_place():
    twin = replace(EVIDENCE.design["targeted"], slug="twin")
    evidence = replace(EVIDENCE, designs=(EVIDENCE.design["targeted"], twin))
    case = a_case(evidence, design="targeted", draws=1_000)

    one, other = comparison.designs(comparison.variant(case))

    for row in (one, other):
        del row["slug"], row["is_chosen"]
    assert plain(one) == plain(other)
    assert one["probability_best"] == 0.5


def test_the_best_is_found_draw_by_draw():
    nets = ([1.0, 5, 2, 0], [3.0, 1, 2, -1])

    assert share_best([np.array(net) for net in nets]) == [0.625, 0.375]


def test_every_lens_is_the_same_scenario_otherwise_believed():
    rows = comparison.lenses(chosen(lens="independent"))

    assert [row["slug"] for row in rows] == list(EVIDENCE.lens)
    assert [row["is_chosen"] for row in rows] == [False, True, False]
    for row in rows:
        assert row["net"] == totals_of(lens=row["slug"])["net"]
    assert rows[0]["replaced"] == 0
    assert rows[2]["replaced"] > 0


def test_the_replaced_parameters_are_those_of_the_scenarios_areas():
    few = comparison.lenses(chosen(areas=["cancer"]))[2]["replaced"]
    own = {"plan_change_followed_rate": 0.5}
    fewer = comparison.lenses(chosen(areas=["cancer"], overrides=own))[2]["replaced"]

    assert few < comparison.lenses(chosen())[2]["replaced"]
    assert fewer == few - 1
