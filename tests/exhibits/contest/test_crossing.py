from dataclasses import replace

import pytest

from calculator.engine.contest.crossing import cross
from calculator.exhibits.contest.crossing import bridge
from tests.engine.build import EVIDENCE, a_case, with_parameter
from tests.exhibits.contest.made import side, sides
from tests.exhibits.tables import column, dollars
from tests.exhibits.words import texts

MANY = {p.name: p.base * 1.03 for p in EVIDENCE.parameters if p.key == "surgery_cost"}


def shown(chosen, **kept):
    one, other = chosen
    return bridge(cross(one.case, other.case, **kept), one, other)


def amounts(exhibit):
    return [dollars(text.replace("+", "")) for text in column(exhibit, "net")]


@pytest.mark.parametrize(
    "asked",
    [
        {"design": "targeted", "horizon_years": 5, "members": 12_345},
        {"overrides": MANY, "design": "mandatory"},
        {"employees": 77, "lens": "independent", "discount_rate": 0.1, "incentive_per_opinion": 9},
    ],
)
def test_pieces_add_up_to_the_dollar_and_turn_round(asked):
    there = shown(sides({}, asked))
    back = shown(sides(asked, {}))

    start, *pieces, end = amounts(there)
    assert start + sum(pieces) == end
    _, *returned, _ = amounts(back)
    assert returned == [-piece for piece in pieces]
    assert column(there, "piece")[1:-1] == column(back, "piece")[1:-1]


def test_the_largest_piece_is_the_title_and_comes_first():
    found = shown(sides({}, {"design": "targeted", "incentive_per_opinion": 1}))

    sizes = [abs(amount) for amount in amounts(found)[1:-1]]
    assert sizes == sorted(sizes, reverse=True)
    assert found.title.startswith("The largest piece: program design adds about $")
    assert column(found, "piece")[0] == "A: net a year"
    hint = found.table.rows[1].cells[0].hint
    assert hint == "Voluntary benefit, promoted to Targeted outreach"


def test_a_piece_says_from_what_to_what():
    payer = {"audience": "payer", "members_by_line": {"medicaid": 900}}
    own = {p.name: p.base for p in EVIDENCE.parameters if p.key in {"surgery_cost", "uptake_rate"}}
    hints = [
        shown(sides({"members": 5_000}, asked)).table.rows[1].cells[0].hint
        for asked in (
            {"employees": 70},
            payer,
            {"members": 5_000, "overrides": own, "areas": ["cabg"]},
        )
    ]

    assert hints[:2] == ["5,000 members to 70 employees", "employer to payer"]
    rows = shown(sides({}, {"overrides": own})).table.rows
    assert any(row.cells[0].hint.endswith(" more") for row in rows)


def test_one_thing_and_nothing():
    fee = {"employees": 1_000, "fee_per_employee_month": 2.0}
    dearer = shown(sides(fee, fee | {"fee_per_employee_month": 2.5}))
    twins = shown(sides({}, {}))

    assert dearer.title == (
        "One thing makes the difference: fee per employee per month takes about $6,000 a year"
    )
    assert twins.title == "Nothing leads from A to B: the net is the same"
    assert len(twins.table.rows) == 2


def test_what_moves_nothing_is_shown_as_nothing():
    found = shown(sides({}, {"overrides": {"daily_compensation": 1.0}, "implementation_fee": 30}))

    assert amounts(found)[1:-1] == [-10, 0]
    assert "A piece of $0 differs" in found.table.note


def test_many_pieces_are_drawn_as_a_few_and_said_to_be_averaged():
    found = shown(sides({}, {"overrides": MANY, "design": "mandatory"}))

    drawn = [text for text in texts(found.chart.svg) if "smaller pieces" in text]
    assert drawn
    assert "averaged over a fixed set of orders" in found.table.note
    assert len(found.table.rows) == len(MANY) + 3


def test_the_model_is_a_piece_where_versions_differ():
    chosen = [side(0, model="0.9.0"), side(1, design="targeted")]
    net = cross(chosen[0].case, chosen[1].case).start

    found = shown(chosen, kept_a=net - 1_000)

    row = next(row for row in found.table.rows if row.cells[0].text == "The model itself")
    assert row.cells[1].text == "+$1,000"
    assert row.cells[0].hint.startswith("model 0.9.0 to ")
    start, *pieces, end = amounts(found)
    assert start + sum(pieces) == end


def test_evidence_is_a_piece_with_its_releases():
    newer = replace(
        with_parameter("engagement", base=1.4), content_hash="f" * 64, release="2027-01"
    )
    chosen = [side(0), side(1, case=a_case(newer, draws=1_000))]

    found = shown(chosen)

    assert found.table.rows[1].cells[0].text == "The evidence"
    assert found.table.rows[1].cells[0].hint == f"release {EVIDENCE.release} to 2027-01"
    assert found.links == ()
