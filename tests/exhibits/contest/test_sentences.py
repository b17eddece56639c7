from dataclasses import replace

import pytest

from calculator.engine.version import MODEL_VERSION
from calculator.exhibits.contest import sentences
from tests.engine.build import EVIDENCE, PAYER, a_case
from tests.exhibits.contest.made import contest_of, side, sides, with_figures

ALIKE = {"employees": 1_000}


def words_of(chosen, **asked):
    return sentences.warnings(contest_of(chosen), chosen, model=MODEL_VERSION, **asked)


def two(net_a, net_b):
    chosen = sides({}, {"design": "targeted"})
    return with_figures(contest_of(chosen), [net_a, net_b]), chosen


def test_a_sure_difference_is_told_with_its_interval_and_chance():
    chosen = sides({**ALIKE, "fee_per_employee_month": 1}, {**ALIKE, "fee_per_employee_month": 2.5})

    assert sentences.headline(contest_of(chosen), chosen) == (
        "A (voluntary benefit, promoted) loses about $18,000 a year less than B (voluntary "
        "benefit, promoted): 80% interval of the difference $18,000 to $18,000, and more than 99 "
        "chances in 100 that it is the better of the two."
    )


def test_the_winner_comes_first_whichever_way_round():
    chosen = sides({}, {"design": "targeted"})
    turned = sides({"design": "targeted"}, {})

    there = sentences.headline(contest_of(chosen), chosen)
    back = sentences.headline(contest_of(turned), turned)

    assert there.startswith("B (targeted outreach) leaves about ")
    swap = str.maketrans("AB", "BA")
    assert back.translate(swap).replace("Bbout", "about") == there


def test_twins_and_equal_base_cases():
    chosen = sides({}, {"draws": 1_000})
    equal, pair = two(-500.0, -500.2)

    assert "in every draw" in sentences.headline(contest_of(chosen), chosen)
    assert sentences.headline(equal, pair).startswith(
        "A and B leave the same money a year in the base case; on the draws the difference, B "
        "less A, is "
    )


def test_best_of_several_may_lose():
    chosen = sides({}, {"design": "passive"}, {"design": "targeted"})
    made = contest_of(chosen)
    losing = with_figures(made, [-900.0, -300.0, -600.0], nothing=0.8, best=[0.1, 0.7, 0.2])

    assert sentences.headline(losing, chosen) == (
        "Of these 3, B (passive benefit) leaves the most: a loss of about $300 a year in the base "
        "case, and about 70 chances in 100 of being the best of them."
    )
    assert sentences.verdict(losing) == (
        "Not one of them gains in the base case: doing nothing, at $0, is best with about 80 "
        "chances in 100."
    )
    assert sentences.tone(losing) == "loss"
    even = with_figures(made, [0.0, 0.1, -0.2])
    assert sentences.headline(even, chosen) == "A, B and C leave the same money a year."
    assert sentences.verdict(even) == "They neither gain nor lose in the base case."
    zero = with_figures(made, [-5.0, 0.2, -9.0])
    assert "neither a gain nor a loss a year" in sentences.headline(zero, chosen)


@pytest.mark.parametrize(
    ("nets", "words", "tone"),
    [
        (
            (-5.0, -9.0),
            "Neither gains in the base case: doing nothing, at $0, is best with",
            "loss",
        ),
        ((5.0, -9.0), "Doing nothing, at $0, is better than all of them with about 50", "gain"),
    ],
)
def test_doing_nothing_is_always_weighed(nets, words, tone):
    made, _ = two(*nets)

    assert sentences.verdict(made).startswith(words)
    assert sentences.tone(made) == tone


def test_like_things_need_no_warning():
    assert words_of(sides({}, {"design": "passive"})) == ()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"members": 20_000}, "members number 10,000 in A and 20,000 in B"),
        ({"members": 10_000, "horizon_years": 1}, "years number 3 in A and 1 in B"),
        ({"lens": "independent"}, "They believe different evidence (A all evidence, weighed and B"),
        ({"seed": 3}, "A was kept with other draws"),
        ({"draws": 2_000, "seed": 3}, "A was kept with other draws"),
        ({"model": "0.9.0"}, "Answered by another model: B by model 0.9.0."),
        (
            {"age_mix": {"commercial": {"0-17": 0, "18-44": 0, "45-64": 1, "65+": 0}}},
            "their ages or lines of business differ",
        ),
    ],
)
def test_unlike_things_are_said(asked, words):
    (said,) = words_of(sides({}, asked))

    assert words in said


def test_an_employer_and_a_payer_of_one_size_are_unlike():
    (said,) = words_of(sides({}, {"audience": "payer", "members_by_line": {"commercial": 10_000}}))

    assert said == "These are unlike groups: an employer's plan and a payer's lines of business."


def test_releases_and_several_seeds_are_said():
    from_another = side(2, seed=1, **PAYER)
    chosen = [*sides({"seed": 5}, {"seed": 7}), from_another]

    said = " ".join(words_of(chosen))

    assert "A and B were kept with other draws" in said
    assert EVIDENCE.release not in said
    newer = replace(EVIDENCE, release="2027-01")
    (said,) = words_of([side(0), side(1, case=a_case(newer, draws=1_000))])
    assert f"(A {EVIDENCE.release} and B 2027-01)" in said


def test_a_chance_of_more_knows_of_no_difference():
    made, _ = two(1.0, 2.0)
    twins = contest_of(sides({}, {}))

    assert sentences.more_than(twins.differences[0]) == "always the same"
    assert "in 100" in sentences.more_than(made.differences[0])
