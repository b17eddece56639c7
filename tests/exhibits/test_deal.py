"""A contract in words: every contract on every sort of scenario reads well, and says what is so."""

import json
import re
from functools import cache

import pytest

from calculator.engine.case import Case
from calculator.engine.deal import design, terms
from calculator.engine.inputs import scenario
from calculator.exhibits import deal as exhibits
from calculator.exhibits.deal import DealAnswer
from calculator.exhibits.deal_interests import parting
from calculator.exhibits.deal_list_prices import Listed
from tests.engine.release import newest_evidence
from tests.exhibits.cases import SCENARIOS, TEN_THOUSAND
from tests.exhibits.tables import column, dollars, row_named
from tests.exhibits.test_every_scenario import BROKEN
from tests.exhibits.words import drawings, texts

ALL_AT_RISK = {"fees_at_risk": "100%", "guaranteed_ratio": "2"}
NO_FEES = {"fee_per_member_month": 0, "fee_per_opinion": 0}
CONTRACTS = {
    "own": {},
    "all at risk": ALL_AT_RISK,
    "by the count": {**ALL_AT_RISK, "measured_by": "count"},
    "capped": {**ALL_AT_RISK, "guarantee_cap": "1,000", "guarantee_settled": "contract"},
    "cap of nothing": {**ALL_AT_RISK, "guarantee_cap": 0},
    "half a promise": {"fees_at_risk": 1, "guaranteed_ratio": 0.5},
    "promise alone": {"guaranteed_ratio": 1.25},
    "risk alone": {"fees_at_risk": 0.5},
    "gain": {**NO_FEES, "gain_share": 0.4, "measured_by": "count", "seller_cost_per_opinion": 600},
    "incentive": {"incentive_per_opinion": 400, "incentive_uptake": 1.5, "fee_escalator": 0.03},
    "idle incentive": {"incentive_per_opinion": 400, "implementation_fee": 5_000},
}
SOME = [
    "voluntary, reference", "mandatory_lumbar_fusion, reference", "voluntary, as_claimed",
    "one member", "payer", "insured, nothing kept", "insured, half kept, work days", "free",
    "nobody uses it", "nothing at all", "areas that lose", "everything changed",
]  # fmt: skip
LISTED = [
    Listed(name="A", slug="a", price=2400, said="$2,400", basis="per case", source="/f/a/"),
    Listed(name="B", slug="b", price={"low": 500, "high": 5000}, said="$500 to $5,000", basis=""),
    Listed(name="C", slug="c", price="700 (recalled)", said="700 (recalled)", basis="per case"),
    Listed(name="D", slug="d", price=None, said="not stated", basis="per employee per month"),
]


@cache
def _designed(name: str, contract: str) -> str:
    evidence = newest_evidence()
    raw = {"draws": 1_000, **SCENARIOS.get(name, TEN_THOUSAND)} | {"draws": 1_000}
    case = Case(inputs=scenario.read(raw, evidence), evidence=evidence)
    return json.dumps(design.design(case, terms.read(CONTRACTS[contract], case.inputs)))


def deal_of(name: str = "voluntary, reference", contract: str = "own"):
    return json.loads(_designed(name, contract))


def answer_of(name: str = "voluntary, reference", contract: str = "own", listed=LISTED):
    return exhibits.answer(deal_of(name, contract), listed)


def exhibit(answer: DealAnswer, slug: str):
    return next(each for each in answer.exhibits if each.slug == slug)


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("contract", CONTRACTS)
def test_no_text_is_broken_and_every_row_fits(name, contract):
    answer = answer_of(name, contract)

    assert [text for text in texts(answer) if BROKEN.search(text)] == []
    for each in answer.exhibits:
        assert each.title and each.label and each.lead
        for row in each.table.rows if each.table else ():
            assert len(row.cells) == (1 if row.kind == "group" else len(each.table.columns))
            assert row.cells[0].is_header
    for svg in drawings(answer):
        for mark in svg.marks:
            at = dict(mark.geometry)
            assert all(0 <= float(at.get(key, 0)) <= svg.width for key in ("x", "x1", "x2"))


def test_headline_and_tiles_tell_the_same_figures():
    deal, answer = deal_of(contract="all at risk"), answer_of(contract="all at risk")

    values = {tile.key: tile.value for tile in answer.tiles}
    assert f"costs about {values['cost']} a year" in answer.headline
    assert values["chance"].split()[0] in answer.headline
    assert answer.headline.count("luck included") == 1
    assert answer.tone == "gain" if deal["deal"]["net"] > 0 else "loss"


def test_own_contract_says_so_and_stands_alone():
    answer = answer_of()

    assert "terms of your calculation" in answer.verdict
    assert [c.key for c in exhibit(answer, "money").table.columns] == ["flow", "c0"]


def test_another_contract_stands_beside_the_own():
    deal, answer = deal_of(contract="all at risk"), answer_of(contract="all at risk")

    assert "better for you" in answer.verdict
    money = exhibit(answer, "money")
    net = row_named(money, "Left to you")
    assert [dollars(cell.text) for cell in net.cells[1:]] == [
        round(deal["deal"]["net"]), round(deal["own"]["net"]),
    ]  # fmt: skip
    flows = [row for row in money.table.rows if row.kind == "plain"][:-5]
    for index, part in ((1, "deal"), (2, "own")):
        total = sum(dollars(row.cells[index].text) for row in flows)
        assert total == pytest.approx(deal[part]["net"], abs=4)


def test_the_seller_is_left_with_what_it_is_paid_less_what_it_pays_back():
    deal, found = deal_of(contract="capped"), exhibit(answer_of(contract="capped"), "money")

    part = deal["deal"]
    paid = part["fees"] + part["gain"] + part["implementation"] - part["back"]
    assert dollars(row_named(found, "Left to the seller").cells[1].text) == round(paid)


@pytest.mark.parametrize(
    ("nets", "title"),
    [
        ((5, 9), "Every year is expected to pay"),
        ((5,), "The year is expected to pay"),
        ((-5, -1), "Every year is expected to lose"),
        ((-5,), "The year is expected to lose"),
        ((0, 0), "Nothing moves in any year"),
        ((-5, 3, 0), "1 of 3 years is expected to pay"),
        ((-5, 3, 4), "2 of 3 years are expected to pay"),
    ],
)
def test_years_are_told_by_what_they_leave(nets, title):
    deal = deal_of()
    deal["by_year"] = [{**deal["by_year"][0], "year": n, "net": net} for n, net in enumerate(nets)]

    assert exhibit(exhibits.answer(deal, LISTED), "by-year").title == title


def test_a_losing_contract_is_said_to_lose():
    answer = answer_of()

    assert "a loss of about" in answer.headline
    assert answer.tone == "loss"
    assert "more than it saves" in exhibit(answer, "money").title


def test_savings_that_are_not_kept_are_told():
    notes = exhibit(answer_of("insured, half kept, work days", "gain"), "money").notes

    assert any("you keep 50% of them" in note for note in notes)


def test_incentive_says_whose_assumption_its_effect_is():
    assumed = exhibit(answer_of(contract="incentive"), "money").notes
    idle = exhibit(answer_of(contract="idle incentive"), "money").notes

    assert any("is your assumption" in note for note in assumed)
    assert any("no study says" in note for note in idle)


def test_guarantee_tells_what_the_other_count_would_be_worth():
    deal = deal_of(contract="all at risk")
    found = exhibit(answer_of(contract="all at risk"), "guarantee")

    assert "measured by claims" in found.title
    assert any("by the seller's own count would be worth" in note for note in found.notes)
    assert any("of the fees come back" in note for note in found.notes)
    [own] = [row for row in found.table.rows if row.kind == "chosen"]
    assert own.cells[0].text == "$2.00"
    assert dollars(own.cells[1].text) == round(deal["guarantee"]["worth"]["value"])
    assert dollars(own.cells[3].text) == round(deal["guarantee"]["other"]["value"])


@pytest.mark.parametrize(
    ("contract", "words"),
    [
        ("own", "with all fees at risk"),
        ("promise alone", "no fees are at risk"),
        ("risk alone", "enter a guaranteed ratio"),
        ("cap of nothing", "the most that is paid back a year is 0"),
    ],
)
def test_an_empty_guarantee_says_why(contract, words):
    found = exhibit(answer_of(contract=contract), "guarantee")

    assert found.title == "This contract guarantees nothing"
    assert any(words in note for note in found.notes)


def test_without_fees_there_is_nothing_to_guarantee():
    found = exhibit(answer_of("payer", "gain"), "guarantee")

    assert found.title == "There are no fees that could come back"
    assert found.table is None
    assert "by the seller's count" in found.notes[0]


def test_a_share_of_the_sellers_count_is_held_against_the_care_saved():
    some = exhibit(answer_of("payer", "gain"), "money").notes
    none = exhibit(answer_of("insured, nothing kept", "gain"), "money").notes

    assert any("of the care that you save" in note for note in some)
    assert any("while you save nothing in care" in note for note in none)
    assert not any(
        "own count" in n for n in exhibit(answer_of(contract="all at risk"), "money").notes
    )


def test_a_guarantee_that_is_always_met_is_said_to_be_worth_nothing():
    deal = deal_of(contract="by the count")
    deal["guarantee"]["worth"]["value"] = 0.0

    title = exhibit(exhibits.answer(deal, LISTED), "guarantee").title

    assert title == "Measured by the seller's own count, the guarantee is worth nothing to you"


def test_cap_is_told_with_what_it_takes():
    assert any(
        "the cap takes" in n for n in exhibit(answer_of(contract="capped"), "guarantee").notes
    )


def test_each_way_of_charging_has_a_sentence_of_its_own():
    found = exhibit(answer_of(), "interests")
    hints = {row.cells[0].text.split(",")[0]: row.cells[0].hint for row in found.table.rows}

    assert hints["Per employee per month"] == "The seller earns the same if nobody calls."
    assert re.match(r"Every further opinion pays the seller \$[\d,]+, and you lose about",
                    hints["Per opinion"])  # fmt: skip
    assert "the seller earns $0.30" in hints["Share of the savings"]
    assert "gains you money and the seller nothing" in hints["This contract"]


def test_sellers_count_and_cost_are_told_where_they_matter():
    found = exhibit(answer_of(contract="gain"), "interests")

    assert any("even if not one operation is avoided" in note for note in found.notes)
    assert "margin" in found.table.rows[0].cells[1].hint
    assert not any("nobody publishes" in note for note in found.notes)


@pytest.mark.parametrize("seller", [-1, 0, 1])
@pytest.mark.parametrize("sponsor", [-1, 0, 1])
def test_every_parting_has_words(seller, sponsor):
    words = parting({"seller": seller, "sponsor": sponsor}, "More use")

    assert words.startswith("More use ")
    assert ("costs you" in words or "both the seller and you" in words) >= (sponsor < 0)


def test_list_prices_are_counted_only_where_they_are_figures():
    deal = deal_of()
    found = exhibit(answer_of(), "list-prices")

    names = column(found, "program")
    assert names == ["A", "B", "Lowest of 2", "Median of 2", "Highest of 2", "C"]
    opinions = deal["deal"]["opinions"]
    assert dollars(row_named(found, "A").cells[2].text) == round(2400 * opinions)
    assert row_named(found, "Median of 2").cells[1].text == "$2,575"
    assert row_named(found, "C").cells[2].text == ""
    assert row_named(found, "A").cells[1].href == "/f/a/"
    assert any(note.startswith("1 more program states no price") for note in found.notes)


def test_a_release_without_list_prices_says_so():
    found = exhibit(answer_of(listed=LISTED[3:]), "list-prices")

    assert "no program of this release states a list price in figures" in found.title
    assert found.table.rows == ()


def test_nothing_is_priced_where_nobody_asks():
    assert "nothing to price" in exhibit(answer_of("nobody uses it"), "list-prices").title
