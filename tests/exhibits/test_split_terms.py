"""The terms in force, one claim by them, and the drawings."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.split.terms import CostSharing, OneClaim, SplitTerms
from calculator.exhibits import split_drawing, split_terms
from calculator.exhibits.split_drawing import Part
from tests.exhibits.splits import INSURED, LEVEL, SELF, a_split, cells


def rows(terms, **own) -> list[list[str]]:
    return [cells(row) for row in split_terms.rests_on(a_split(**own), terms).table.rows]


def one(claim, terms, *, reader="sponsor", share=0.9, is_example=False):
    return split_terms.one_claim(
        claim, terms, reader=reader, plan_paid_share=share, is_example=is_example
    )


def test_terms_not_stated_come_from_the_evidence_or_are_called_assumed():
    assumed = "assumed: the average member's spending, commercial"

    assert rows(SplitTerms()) == [
        ["Funding", "Self-funded: you bear the claims", "as chosen"],
        ["Specific stop-loss deductible", "none", "not stated"],
        ["Plan's share of each dollar", "90%", "evidence, commercial"],
        ["Other claims, facing an operation", "$7,990 a year", assumed],
        ["Claims, serious diagnosis", "$7,990 a year", assumed],
    ]


def test_stated_terms_are_called_stated():
    sharing = CostSharing(deductible=2_000, coinsurance=0.2, maximum=8_000)
    terms = SplitTerms(
        funding="level_funded", deductible=60_000, surplus_returned=0.5, cost_sharing=sharing,
        other_claims=10_000, other_claims_diagnosis=90_000,
    )  # fmt: skip

    assert rows(terms)[1:] == [
        ["Specific stop-loss deductible", "$60,000 per person a year", "stated"],
        ["Surplus returned", "50%", "stated"],
        ["Members' cost sharing", "$2,000 first, then 20%, at most $8,000 a year", "stated"],
        ["Other claims, facing an operation", "$10,000 a year", "stated"],
        ["Claims, serious diagnosis", "$90,000 a year", "stated"],
    ]


def test_a_payer_has_reinsurance_and_no_funding():
    found = rows(SplitTerms(funding="fully_insured", deductible=60_000), reader="insurer")

    assert found[0] == ["Reinsurance deductible", "$60,000 per person a year", "stated"]


def test_full_insurance_leaves_stop_loss_to_the_insurer():
    assert rows(INSURED)[1] == ["Stop-loss", "the insurer's own matter", "fully insured"]


def test_level_funding_says_what_it_takes_for_granted():
    assert "end with a surplus" in split_terms.rests_on(a_split(), LEVEL).notes[0]
    assert "end with a surplus" not in split_terms.rests_on(a_split(), SELF).notes[0]


@pytest.mark.parametrize(
    ("sharing", "words"),
    [
        (CostSharing(), "members pay nothing"),
        (CostSharing(deductible=0, coinsurance=0.1, maximum=0), "members pay nothing"),
        (CostSharing(deductible=500), "$500 first, then 0%"),
        (CostSharing(coinsurance=0.1), "$0 first, then 10%"),
    ],
)
def test_cost_sharing_in_words(sharing, words):
    assert split_terms.sharing_words(sharing) == words


def test_the_example_is_the_claim_of_400_000():
    found = split_terms.example("sponsor")

    assert found.label == "Example: one claim"
    assert found.title == (
        "Of $370,000 avoided: you, the sponsor $220,000, your stop-loss carrier $150,000"
    )
    assert found.lead == (
        "One person's claims of a year: $400,000 with the operation, $30,000 without it; "
        "a deductible of $250,000; members pay nothing."
    )
    assert split_terms.example("insurer").title == (
        "Of $370,000 avoided: you, the insurer $220,000, your reinsurer $150,000"
    )


def test_one_claim_adds_up_in_its_table():
    found = one(OneClaim(with_it=1_001, without_it=0), SplitTerms(), share=0.5)

    assert [cells(row) for row in found.table.rows] == [
        ["You, the sponsor", "$501"],
        ["Members", "$500"],
        ["The whole", "$1,001"],
    ]
    assert "no stop-loss; the plan pays 50% of each dollar" in found.lead


def test_one_claim_that_adds_care_is_told_as_added():
    found = one(OneClaim(with_it=1_000, without_it=2_000), SELF)

    assert found.title == "Of $1,000 added: you, the sponsor −$900, members −$100"


def test_one_claim_that_changes_nothing_has_no_drawing():
    assert one(OneClaim(with_it=5, without_it=5), SELF).chart is None


def a_part(value: float) -> Part:
    return Part(look="you", name="You", value=value, words="x")


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=4))
def test_stacks_stay_on_their_axis_and_do_not_overlap(values):
    axis = split_drawing.axis([values])
    drawing = split_drawing.strip([a_part(value) for value in values], axis, label="Area")

    ElementTree.fromstring(drawing.markup())
    boxes = sorted(
        (float(at["x"]), float(at["x"]) + float(at["width"]))
        for at in (dict(mark.geometry) for mark in drawing.marks if mark.tag == "rect")
    )
    assert all(0 <= left <= right <= drawing.width for left, right in boxes)
    assert all(
        one[1] <= other[0] + 0.52 for one, other in pairwise(boxes)
    )  # a hair is drawn half wide


def test_a_part_of_nothing_is_not_drawn():
    drawing = split_drawing.dollar([a_part(1.0), a_part(0.0)], label="x")

    bars = [mark for mark in drawing.marks if mark.tag == "rect"]
    assert len(bars) == 3  # one box, and a key for each


def test_what_is_paid_more_stands_left_of_the_line():
    axis = split_drawing.axis([[3.0, -1.0]])
    drawing = split_drawing.strip([a_part(3.0), a_part(-1.0)], axis, label="x")

    kept, lost = (dict(mark.geometry) for mark in drawing.marks if mark.tag == "rect")
    zero = float(next(dict(m.geometry)["x1"] for m in drawing.marks if m.classes == "zero"))
    assert float(kept["x"]) == zero
    assert float(lost["x"]) + float(lost["width"]) == pytest.approx(zero, abs=0.02)
