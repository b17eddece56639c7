"""No page of a decision says anything that was not translated."""

import pytest

from calculator.exhibits import split
from tests.exhibits import splits, test_against, test_claims, test_deal, test_measurement
from tests.exhibits.contest import made
from tests.language.pseudo import outside, said, speaking_pseudo

# Names of sellers and studies that the tests put in, and codes of fields that people type.
NAMES = {"Ma", "Independent", "Read", "in", "the", "source", "US", "per", "case", "employee"}
NAMES |= {"month", "recalled", "not", "stated", "to", "reversed"}


def left(shown: object, allowed: frozenset[str] = frozenset()) -> dict[str, list[str]]:
    """Return each text with the words that no message brought in."""
    found = {text: [w for w in outside(text) if w not in allowed] for text in said(shown)}
    return {text: words for text, words in found.items() if words}


@pytest.mark.parametrize("name", test_deal.SOME[:4])
@pytest.mark.parametrize("contract", test_deal.CONTRACTS)
def test_every_word_of_a_contract_is_translated(name, contract, monkeypatch):
    deal = test_deal.deal_of(name, contract)

    with speaking_pseudo(monkeypatch):
        shown = test_deal.exhibits.answer(deal, test_deal.LISTED)

    assert left(shown, frozenset(NAMES)) == {}


@pytest.mark.parametrize("terms", [splits.SELF, splits.INSURED, splits.LEVEL])
@pytest.mark.parametrize("reader", ["sponsor", "insurer"])
@pytest.mark.parametrize("gross", [1, -1])
def test_every_word_of_who_keeps_what_is_translated(terms, reader, gross, monkeypatch):
    annual = splits.parts(
        sponsor=18_000 * gross, insurer=9_000 * gross, carrier=-4_500, member=2_500
    )

    with speaking_pseudo(monkeypatch):
        shown = split.answer(splits.a_split(reader, annual=annual), terms)

    assert left(shown, frozenset({"Coronary", "bypass"})) == {}  # as the tests call it


@pytest.mark.parametrize("inputs", [{}, {"design": "mandatory"}, {"design": "targeted"}])
def test_every_word_of_the_case_against_is_translated(inputs, monkeypatch):
    reported = [test_against.a_report("here", 0.4), test_against.a_report("beyond", 0.9)]

    with speaking_pseudo(monkeypatch):
        shown = test_against.page_of(reported, **inputs)

    assert left(shown, frozenset(NAMES)) == {}


@pytest.mark.parametrize("inputs", [{}, {"members": 500_000}, {"members": 1}])
def test_every_word_of_the_measurement_plan_is_translated(inputs, monkeypatch):
    with speaking_pseudo(monkeypatch):
        shown = test_measurement.page_of(**inputs)

    assert left(shown, frozenset({"reversed"})) == {}


@pytest.mark.parametrize("name", test_claims.CLAIMS)
def test_every_word_of_a_checked_claim_is_translated(name, monkeypatch):
    with speaking_pseudo(monkeypatch):
        shown = test_claims.answered.__wrapped__(name)[1]

    published = {text for each in test_claims.PUBLISHED for text in said(each)}
    assert {text: words for text, words in left(shown).items() if text not in published} == {}


def test_every_word_of_a_comparison_is_translated(monkeypatch):
    asked = (
        {"name": "1", "members": 10_000},
        {
            "name": "2",
            "members": 20_000,
            "design": "targeted",
            "lens": "independent",
            "horizon_years": 5,
        },
        {
            "name": "3",
            "members": 10_000,
            "areas": ["cabg"],
            "include_productivity": True,
            "seed": 4,
        },
    )

    with speaking_pseudo(monkeypatch):
        chosen = made.sides(*asked)
        shown = made.everything(chosen)

    assert left(shown) == {}
