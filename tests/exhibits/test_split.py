"""Who keeps the money in words, tables and drawings, from hand-made answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.split.terms import SplitTerms
from calculator.exhibits import split, split_words
from tests.exhibits.splits import INSURED, LEVEL, SELF, a_split, cells, parts


def said(terms=SELF, **own) -> str:
    return split.answer(a_split(**own), terms).headline


def exhibit(slug: str, terms=SELF, **own):
    found = split.answer(a_split(**own), terms)
    return next(e for e in found.exhibits if e.slug == slug)


def test_the_dollar_in_one_sentence():
    assert said() == (
        "Of each $1 saved in care, you keep $0.72, your stop-loss carrier $0.18, members $0.10."
    )


@pytest.mark.parametrize(
    ("annual", "terms", "sentence"),
    [
        (
            parts(insurer=900, member=100), INSURED,
            "Of each $1 saved in care, you keep nothing, the insurer $0.90, members $0.10.",
        ),
        (
            parts(sponsor=45, insurer=45, member=10), LEVEL,
            "Of each $1 saved in care, you keep $0.45, the plan's administrator $0.45, "
            "members $0.10.",
        ),
        (
            parts(sponsor=105, member=-5), SELF,
            "Of each $1 saved in care, you keep $1.05, members pay $0.05 more.",
        ),
        (
            parts(sponsor=-20, carrier=120), SELF,
            "Of each $1 saved in care, you pay $0.20 more, your stop-loss carrier $1.20.",
        ),
        (
            parts(sponsor=120, carrier=-20), SELF,
            "Of each $1 saved in care, you keep $1.20, your stop-loss carrier pays $0.20 more.",
        ),
        (
            parts(sponsor=-90, member=-10), SELF,
            "Care costs more, not less: of each $1 added, you bear $0.90, members $0.10.",
        ),
        (
            parts(sponsor=-110, carrier=10), SELF,
            "Care costs more, not less: of each $1 added, you bear $1.10, "
            "your stop-loss carrier saves $0.10.",
        ),
        (
            parts(sponsor=10, carrier=-110), SELF,
            "Care costs more, not less: of each $1 added, you save $0.10, "
            "your stop-loss carrier $1.10.",
        ),
        (parts(), SELF, "The program moves no money in care: there is nothing to split."),
    ],
)  # fmt: skip
def test_every_party_is_named_with_its_cents(annual, terms, sentence):
    assert said(terms, annual=annual) == sentence


def test_a_payer_is_the_insurer():
    annual = parts(insurer=80, carrier=10, member=10)

    assert said(INSURED, reader="insurer", annual=annual) == (
        "Of each $1 saved in care, you keep $0.80, your reinsurer $0.10, members $0.10."
    )


@given(*[st.floats(-1e6, 1e6) for _ in range(4)])
def test_cents_add_up_to_the_dollar(sponsor, carrier, insurer, member):
    annual = parts(sponsor, carrier, insurer, member)

    found = split_words.cents(split_words.parties("sponsor", SELF), annual)

    assert found is None if abs(annual["gross"]) < 0.5 else sum(found) == 100


def test_the_verdict_says_what_it_does_to_the_reader_and_how_it_moved():
    found = split.answer(a_split(), SELF)

    assert found.verdict == "To you the program loses about $12,000 a year."
    assert found.tone == "loss"
    assert "You keep about $18,000 a year (80% interval $18,000 to $18,000)" in found.detail
    assert "says a loss of about $8,000." in found.detail
    assert "about 3 chances in 100" in found.detail


def test_a_verdict_that_turns_says_so():
    found = split.answer(a_split(counted=500.0), SELF)

    assert "says a gain of about $500: the verdict turns." in found.detail
    assert found.can_use


def test_terms_that_change_nothing_have_no_button():
    found = split.answer(a_split(counted=-12_000.0), SELF)

    assert "That is what the calculation says too." in found.detail
    assert not found.can_use
    assert "counts the same already" in found.use


@pytest.mark.parametrize(
    ("annual", "cost", "verdict", "start"),
    [
        (parts(sponsor=100), 100, "To you the program comes out even.", "You keep about $100"),
        (parts(sponsor=300), 100, "To you the program gains about $200 a year.", "You keep about"),
        (
            parts(sponsor=-100), 100, "To you the program loses about $200 a year.",
            "Your part of the care costs about $100 more a year",
        ),
        (
            parts(insurer=100), 100, "To you the program loses about $100 a year.",
            "You keep nothing of the savings in care",
        ),
    ],
)  # fmt: skip
def test_gain_loss_and_neither(annual, cost, verdict, start):
    found = split.answer(a_split(annual=annual, cost=cost), SELF)

    assert found.verdict == verdict
    assert found.detail.startswith(start)


def test_one_year_and_work_days_are_spoken_of():
    found = split.answer(a_split(years=1, verdict={"productivity": 500.0}), SELF)

    assert found.verdict.endswith("in the one year.")
    assert "about $500 come from work days not lost" in found.detail
    table = next(e for e in found.exhibits if e.slug == "left").table
    assert "Work days not lost" in [row.cells[0].text for row in table.rows]


def test_what_is_left_adds_up_and_the_renewal_stands_apart():
    table = exhibit("left", INSURED, renewal=400.0).table

    assert [cells(row) for row in table.rows] == [
        ["You keep of the savings in care", "$18,000"],
        ["The program's cost, which you pay", "−$30,000"],
        ["Net", "−$12,000"],
        ["Apart: credited at the next renewal", "$400"],
    ]
    assert "not this year's money" in table.rows[-1].cells[0].hint


@pytest.mark.parametrize(
    ("fee", "words"),
    [(None, "No fee is paid"), (-0.1, "even a free program"), (0.2, "a fee of $0.20 per employee")],
)
def test_the_fee_at_which_it_breaks_even(fee, words):
    assert words in exhibit("left", verdict={"break_even_fee": fee}).notes[0]


@pytest.mark.parametrize(
    ("use", "terms", "words"),
    [
        (None, SELF, "No share from 0 to 1"),
        ({"savings_retained": 0.8, "plan_paid_share": {}}, SELF, "keep to 80%. Its net"),
        (
            {"savings_retained": 0.8, "plan_paid_share": {"commercial": 0.9}}, SELF,
            "what your cost sharing leaves it",
        ),
        (
            {"savings_retained": 0.0, "plan_paid_share": {}}, INSURED,
            "the plan counts as fully insured",
        ),
    ],
)  # fmt: skip
def test_the_button_says_what_it_does(use, terms, words):
    assert words in split.answer(a_split(use=use), terms).use


def test_dollars_of_a_row_add_up_to_what_is_shown():
    annual = parts(sponsor=0.5, carrier=0.5, member=0.5)
    table = exhibit("keeps-areas", annual=annual).table

    numbers = [int(text.replace("$", "")) for text in cells(table.rows[0])[1:-1]]
    assert numbers[0] == sum(numbers[1:])


def test_nobody_without_a_part_has_a_column():
    def titles(**own):
        return [c.title for c in exhibit("keeps-areas", **own).table.columns]

    assert "Your stop-loss carrier" in titles()
    assert "Your stop-loss carrier" not in titles(annual=parts(sponsor=9, member=1))


def test_the_area_that_stop_loss_takes_most_from_is_named():
    assert exhibit("keeps-areas").title == "Stop-loss takes most from coronary bypass"
    plain = exhibit("keeps-areas", annual=parts(sponsor=9, member=1)).title
    assert plain == "Where the savings come from, and who keeps them"
    payer = parts(insurer=8, carrier=2)
    assert exhibit("keeps-areas", INSURED, reader="insurer", annual=payer).title.startswith("Reins")


def test_nothing_to_split_is_drawn_as_nothing():
    found = exhibit("dollar", annual=parts())

    assert found.chart is None
    assert cells(found.table.rows[-1])[1] == "—"


def test_added_care_has_titles_of_its_own():
    found = exhibit("dollar", annual=parts(sponsor=-9, member=-1))

    assert found.title == "Each dollar added in care, in parts"
    assert found.chart.caption == "One dollar of care added"


def test_other_terms_move_the_dollar_and_the_net():
    half = parts(sponsor=12_500, carrier=12_500)
    moves = [
        {"term": "stop_loss_deductible", "value": 50_000.0, "annual": half},
        {"term": "stop_loss_deductible", "value": None, "annual": parts(sponsor=25_000)},
        {"term": "other_claims", "value": 0.0, "annual": half},
    ]
    found = exhibit("moves", moves=moves)

    assert [cells(row)[:4] for row in found.table.rows] == [
        ["Specific stop-loss deductible per person and year"],
        ["$50,000", "$0.50", "$0.50", "−$17,500"],
        ["none", "$1.00", "$0.00", "−$5,000"],
        ["Other claims of such a member in the year, both kinds"],
        ["$0", "$0.50", "$0.50", "−$17,500"],
    ]
    assert "an assumption until you state them" in found.notes[0]
    stated = SplitTerms(deductible=60_000, other_claims=1, other_claims_diagnosis=2)
    assert exhibit("moves", stated, moves=moves).notes == ()


def test_nothing_moves_where_there_is_nothing_to_split():
    moves = [{"term": "other_claims", "value": 0.0, "annual": parts()}]
    found = split.answer(a_split(annual=parts(), moves=moves), SELF)

    assert "moves" not in [e.slug for e in found.exhibits]


def test_only_terms_that_move_it_are_listed():
    moves = [{"term": "other_claims", "value": 0.0, "annual": parts(sponsor=9, member=1)}]

    first, *_ = exhibit("moves", INSURED, reader="sponsor", moves=moves).table.rows
    assert cells(first) == ["Other claims of such a member in the year, both kinds"]
    insurer = [{"term": "stop_loss_deductible", "value": 1.0, "annual": parts(insurer=9)}]
    found = exhibit(
        "moves", INSURED, reader="insurer", annual=parts(insurer=9, member=1), moves=insurer
    )
    assert cells(found.table.rows[0]) == ["Reinsurance deductible per person and year"]


def test_the_assumed_other_claims_are_cautioned_about():
    dear = parts(sponsor=7_250, carrier=15_250, member=2_500)
    moves = [{"term": "other_claims", "value": 50_000.0, "annual": dear}]
    stated = SplitTerms(deductible=60_000, other_claims=1, other_claims_diagnosis=2)

    found = split.answer(a_split(moves=moves), SELF)

    assert found.caution.endswith("At $50,000 your part of each $1 would be $0.29.")
    assert split.answer(a_split(moves=moves), stated).caution == ""
    assert split.answer(a_split(), SELF).caution == ""
    nothing = [{"term": "other_claims", "value": 50_000.0, "annual": parts()}]
    assert split.answer(a_split(annual=parts(), moves=nothing), SELF).caution == ""
