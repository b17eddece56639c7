import re
from functools import cache

import pytest

from calculator.engine.claims import check, reading
from calculator.exhibits import claims
from calculator.exhibits.claim_findings import Published
from tests.engine.build import with_parameter
from tests.engine.release import newest_evidence
from tests.exhibits.test_every_scenario import BROKEN
from tests.exhibits.words import texts

PUBLISHED = (
    Published(
        who="A seller", about="all", value=8_705.0, independence="Reported by a seller",
        is_independent=False,
        verification="Read in the source", href="/evidence/findings/a/",
    ),
    Published(
        who="A study", about="spine", value=6_705.0, independence="Independent",
        is_independent=True,
        verification="Read in the source", href="/evidence/findings/b/",
    ),
)  # fmt: skip

CLAIMS: dict[str, dict] = {
    "eleven to one": {"kind": "ratio", "amount": "11 to 1", "fee": 1},
    "three to one": {"kind": "ratio", "amount": 3, "members": None, "employees": 1},
    "two to one, targeted": {"kind": "ratio", "amount": 2, "design": "targeted"},
    "a little more": {"kind": "ratio", "amount": 1.2, "design": "mandatory"},
    "ratio on pmpm": {"kind": "ratio", "amount": 900, "fee": 0.5, "fee_basis": "pmpm"},
    "650 a member": {"kind": "per_member_year", "amount": 650, "members": 100_000},
    "650 with cases": {"kind": "per_member_year", "amount": 650, "saving_per_case": 8_705},
    "exists": {"kind": "total", "amount": 6_500_000, "reading": "exists"},
    "exists a year": {"kind": "per_member_year", "amount": 650, "reading": "exists"},
    "more than exists": {"kind": "total", "amount": "1 billion", "reading": "exists"},
    "seven million": {
        "kind": "total", "amount": "7 million", "years": 3, "saving_per_case": 4_500,
        "members": 300_000,
    },
    "seven million, required": {
        "kind": "total", "amount": "7 million", "years": 3, "saving_per_case": 4_500,
        "members": 300_000, "design": "mandatory",
    },
    "contradiction": {
        "kind": "total", "amount": "7 million", "years": 3, "saving_per_case": 4_500,
        "cases": 2_600,
    },
    "fits": {
        "kind": "total", "amount": "7 million", "years": 3, "saving_per_case": 4_500,
        "cases": 1_600,
    },
    "per opinion": {"kind": "per_opinion", "amount": 8_705},
    "tiny": {"kind": "per_opinion", "amount": 0.001, "members": 1},
    "free": {"kind": "total", "amount": 100, "fee": 0},
    "per case": {"kind": "per_case", "amount": 4_500, "cases": 1, "years": 2},
    "many cases": {"kind": "per_case", "amount": 1, "cases": 900},
    "dear decisions": {"kind": "total", "amount": "1 billion", "cases": 9},
    "many at little": {"kind": "per_case", "amount": 300, "cases": 150, "members": 10_000},
}  # fmt: skip


@cache
def answered(name: str) -> tuple:
    evidence = newest_evidence()
    raw = {"members": 10_000, **CLAIMS[name]}
    found = check.check(reading.read(raw, evidence), evidence)
    return found, claims.answer(found, PUBLISHED)


def exhibit(name: str, slug: str):
    return next((part for part in answered(name)[1].exhibits if part.slug == slug), None)


def cells(part) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in part.table.rows]


@pytest.mark.parametrize("name", CLAIMS)
def test_no_text_is_broken(name):
    assert [text for text in texts(answered(name)[1]) if BROKEN.search(text)] == []


@pytest.mark.parametrize("name", CLAIMS)
def test_every_row_fits_its_columns_and_every_link_stays_in_the_product(name):
    for part in answered(name)[1].exhibits:
        for row in part.table.rows if part.table else ():
            assert len(row.cells) == len(part.table.columns)
            assert row.cells[0].is_header
            assert all(re.match(r"$|#|/", cell.href) for cell in row.cells)


@pytest.mark.parametrize(
    ("name", "verdict", "headline", "sentence"),
    [
        (
            "eleven to one",
            "impossible",
            "A return of 11 to 1 on a fee of $1.00 per employee per month, for 10,000 members, "
            "cannot be true on the evidence.",
            "Even if each opinion saved the most that the evidence allows, about $2,300, it would "
            "need 1.7 times as many opinions as there are decisions to ask about.",
        ),
        (
            "three to one",
            "beyond the evidence",
            "A return of 3 to 1 on the evidence's fee of $1.50 per employee per month, for "
            "1 employee, is beyond the evidence.",
            "Each opinion would have to save about $13,000: 12 times what is expected, above the "
            "evidence's range of $110 to $2,300.",
        ),
        (
            "two to one, targeted",
            "consistent",
            "A return of 2 to 1 on the evidence's fee of $1,500 per opinion, for 10,000 members, "
            "is consistent with the evidence.",
            "It needs no more than the evidence expects: about $3,000 per opinion, where about "
            "$3,300 is expected.",
        ),
        (
            "a little more",
            "possible",
            "A return of 1.2 to 1 on the evidence's fee of $600 per opinion, for 10,000 members, "
            "is possible.",
            "It asks for more than the evidence expects, but stays within its range. Each opinion "
            "would have to save about $720: little more than is expected, within the evidence's "
            "range of $37 to $1,300.",
        ),
        (
            "650 a member",
            "impossible",
            "A saving of $650 per member a year, for 100,000 members, cannot be true on the "
            "evidence.",
            "It needs 1.8 times as many operations to vanish as are expected at all.",
        ),
        (
            "650 with cases",
            "impossible",
            "A saving of $650 per member a year, for 10,000 members, cannot be true on the "
            "evidence.",
            "It needs 4.4 times as many opinions as there are decisions to ask about.",
        ),
        (
            "exists",
            "possible",
            "Avoidable spending of $6.5 million in one year, for 10,000 members, may exist.",
            "It would be 8.1% of all that the care of these members costs. That says nothing of "
            "what a program saves: on the evidence this one would reach 0.35% of it.",
        ),
        (
            "more than exists",
            "impossible",
            "Avoidable spending of $1 billion in one year, for 10,000 members, cannot be true on "
            "the evidence.",
            "It is more than all that the care of these members costs.",
        ),
        (
            "dear decisions",
            "impossible",
            "A saving of $1 billion in one year, for 10,000 members, cannot be true on the "
            "evidence.",
            "It needs 13 times what all the care of these members costs.",
        ),
        (
            "many at little",
            "beyond the evidence",
            "A saving of $300 per case in 150 cases in one year, for 10,000 members, is beyond "
            "the evidence.",
            "89% of those who face a decision would have to ask; the evidence expects 13%, and "
            "29% at the high end.",
        ),
    ],
)
def test_the_answer_reads_aloud(name, verdict, headline, sentence):
    found = answered(name)[1]

    assert (found.verdict, found.headline, found.sentence) == (verdict, headline, sentence)


def test_own_figures_are_told_as_they_multiply():
    fits, other, wrong = (
        exhibit(name, "own-figures") for name in ("seven million", "fits", "contradiction")
    )

    assert fits.title == "The claim's own figures are consistent"
    assert fits.lead == (
        "$7 million over 3 years at $4,500 per case makes 1,556 cases: consistent, as the claim "
        "states no other number of cases."
    )
    assert other.lead.endswith("consistent, as the claim counts 1,600.")
    assert wrong.title == "The claim's own figures contradict one another"
    assert wrong.lead.endswith("but the claim counts 2,600, which is 40% away.")
    assert "7.5% of all members" in exhibit("650 with cases", "own-figures").notes[0]
    assert exhibit("per opinion", "own-figures") is None


def test_the_need_stands_among_the_published_figures():
    above, between, below = (
        exhibit(name, "published") for name in ("eleven to one", "650 with cases", "seven million")
    )

    assert above.title == "$32,000 per opinion is more than anybody has published"
    assert between.title == "$8,700 per opinion is more than 1 of 2 published figures"
    assert below.title == "$4,500 per opinion is less than any published figure"
    assert [row[0] for row in cells(above)] == ["A study", "A seller", "What this claim needs"]
    assert cells(below)[0][0] == "What this claim needs"
    assert above.lead.startswith("One of them is independent")
    assert exhibit("exists", "published") is None


def test_without_published_figures_nothing_points_to_them():
    found = claims.answer(answered("eleven to one")[0])

    assert [part.slug for part in found.exhibits] == ["needs", "arithmetic"]
    assert all(row.cells[0].href != "#published" for row in found.exhibits[0].table.rows)


def test_arithmetic_of_a_return_line_by_line():
    assert cells(exhibit("eleven to one", "arithmetic")) == [
        ["The program's fees a year", "$1.00 × 5,128 employees × 12 months", "$61,538"],
        ["Saving claimed, a year", "$11 for each $1 × $61,538", "$676,923"],
        ["Opinions a year", "169 decisions × 13% who ask, as expected", "21.4"],
        ["Saving per opinion", "$676,923 ÷ 21.4 opinions", "$31,683"],
        [
            "Operations that would have to vanish",
            "$676,923 × 69% that comes from operations ÷ $28,932 each ÷ 85.5 expected",
            "19%",
        ],
        [
            "Use, at what an opinion saves on the evidence",
            "$676,923 ÷ $1,078 per opinion ÷ 169 decisions",
            "370%",
        ],
        [
            "Use, at the most that the evidence allows",
            "$676,923 ÷ $2,346 per opinion ÷ 169 decisions",
            "170%",
        ],
        ["Share of all spending on care", "$676,923 ÷ $79,900,000", "0.85%"],
    ]


def test_arithmetic_of_a_total_ends_with_what_it_returns():
    rows = cells(exhibit("seven million", "arithmetic"))

    assert rows[0] == ["Saving claimed, a year", "$7 million ÷ 3 years", "$2,333,333"]
    assert rows[1][1] == "$7 million over 3 years ÷ $4,500 per case = 1,556 cases; ÷ 3 years"
    assert rows[-1] == ["That returns, per $1 of fees", "$2,333,333 ÷ $2,769,231", "$0.84"]
    assert rows[-2][1].endswith("the fee from the evidence")
    assert cells(exhibit("contradiction", "arithmetic"))[1][1].endswith("3 years, as claimed")


def test_arithmetic_of_a_free_program_states_no_return():
    assert not any("$1 of fees" in row[0] for row in cells(exhibit("free", "arithmetic")))


def test_titles_count_what_lies_beyond():
    assert exhibit("eleven to one", "needs").title == "All 5 needs lie beyond the evidence"
    assert exhibit("seven million", "needs").title == "3 of 4 needs lie beyond the evidence"
    assert exhibit("a little more", "needs").title == "Nothing it needs lies beyond the evidence"
    assert exhibit("more than exists", "needs").title == "It needs more than there is"
    assert exhibit("exists", "needs").title == "It needs no more than there is"
    assert exhibit("seven million, required", "needs").title == (
        "1 of 4 needs lies beyond the evidence"
    )


def told(evidence, **raw) -> str:
    given = {"members": 10_000, "kind": "total", "amount": 100, **raw}
    return claims.answer(check.check(reading.read(given, evidence), evidence)).sentence


def test_evidence_that_leaves_nothing_to_save_is_told():
    worthless = with_parameter("extra_workup_cost", base=50_000, low=49_000, high=51_000)
    unused = with_parameter("engagement", base=0.0, low=0.0, high=0.0, family="fixed")

    priceless = with_parameter(
        "spend_per_member.commercial", base=0.0, low=0.0, high=0.0, family="fixed"
    )

    assert told(worthless) == "Each opinion would have to save about $5; here it saves nothing."
    assert told(priceless) == (
        "The evidence counts no spending on care here, so there is none to save."
    )
    assert told(unused) == (
        "The evidence expects no opinions here, so there is nothing that could save."
    )
