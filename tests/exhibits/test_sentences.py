"""The answer in words, for every kind of asker and outcome."""

import pytest

from calculator.exhibits import sentences
from tests.exhibits.cases import TEN_THOUSAND, reference, result_of


def test_the_headline_of_the_reference_case() -> None:
    assert sentences.headline(reference()) == (
        "On the evidence, this program costs 10,000 members' plan about $97,000 a year and saves "
        "about $22,000 (80% interval $6,700 to $42,000): it returns $0.23 per $1, and has about "
        "5 chances in 100 of paying for itself."
    )
    assert sentences.verdict(reference()) == "It loses about $75,000 a year."


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("employees", "costs the plan of 5,000 employees (about 9,800 members) about"),
        ("one employee", "the plan of 1 employee (about 1.9 members)"),
        ("one member", "costs 1 member's plan"),
        ("payer", "costs a payer of 1,000,000 members about"),
        ("payer, one line", "a payer of 1 member about"),
        ("voluntary, independent", "On independent evidence alone, this program costs"),
        ("voluntary, as_claimed", "If sellers' figures were true, this program would cost"),
        ("targeted, reference", "this program (targeted outreach) costs"),
        ("cheap", "With your changes, this program costs"),
        ("free, as claimed", "With your changes and if sellers' figures were true, this program"),
        ("free", "nothing is spent, so there is no return per $1 to state"),
        ("insured, nothing kept", "and you keep none of the savings: it returns nothing."),
        ("insured, half kept, work days", "in care and about"),
        ("insured, half kept, work days", "in work days not lost (80% interval"),
        ("nobody uses it", "nobody uses this program: it costs 10,000 members' plan about"),
        ("nothing at all", "nobody uses this program (targeted outreach): it costs"),
        ("areas that lose", "to the bill for care (80% interval of the saving −$"),
        ("areas that lose", "it returns nothing, and has"),
        ("areas that lose, work days", "to the bill for care but about"),
        ("one member", "in the one year"),
    ],
)
def test_every_asker_and_outcome_has_its_own_words(name: str, part: str) -> None:
    assert part in sentences.headline(result_of(name))


@pytest.mark.parametrize("net", [-60_000.0, 60_000.0])
def test_a_loss_is_called_a_loss_and_a_gain_a_gain(net: float) -> None:
    result = reference()
    result["annual"]["net"] = net
    result["psa"]["probability_net_positive"] = 0.01 if net < 0 else 0.99

    word = "loses" if net < 0 else "gains"
    assert sentences.verdict(result).startswith(f"It {word} about $60,000 a year")
    assert sentences.verdict_tone(result) == ("loss" if net < 0 else "gain")


@pytest.mark.parametrize(
    ("net", "probability", "words"),
    [
        (-60_000.0, 0.4, "It loses about $60,000 a year. The doubt is wide enough that it may"),
        (60_000.0, 0.6, "after its own cost. The doubt is wide enough that it may still lose."),
        (-500.0, 0.5, "It comes out about even: a loss of about $500 a year."),
        (500.0, 0.5, "It comes out about even: a gain of about $500 a year."),
        (0.0, 0.5, "It neither gains nor loses."),
    ],
)
def test_the_verdict_says_how_firm_it_is(net: float, probability: float, words: str) -> None:
    result = reference()
    result["annual"]["net"] = net
    result["psa"]["probability_net_positive"] = probability

    assert words in sentences.verdict(result)


def test_the_context_names_lens_release_model_and_case() -> None:
    assert sentences.context_line(reference()) == (
        "Lens: all evidence, weighed · evidence release 2026-11 · model "
        f"{reference()['model_version']} · reference case"
    )
    assert sentences.context_line(result_of("cheap")).endswith("your changes (2)")


def test_luck_speaks_in_years() -> None:
    assert sentences.luck(reference()) == (
        "Expect about 0.70 avoided operations a year; in 1 year of 2 you will see none."
    )


def test_luck_of_a_large_group_is_a_range() -> None:
    assert "in 8 years of 10 you will see" in sentences.luck(result_of("five million members"))


def test_luck_without_operations() -> None:
    assert sentences.luck(result_of("areas that lose")).startswith("Expect no avoided operations")


def test_luck_of_a_handful_is_not_falsely_precise() -> None:
    assert "Expect under 0.001 avoided operations" in sentences.luck(result_of("one employee"))


def test_an_unknown_lens_still_opens_a_sentence() -> None:
    result = reference()
    result["lenses"][0]["slug"] = "newest"

    assert sentences.headline(result).startswith("On this evidence, this program costs")


def test_the_size_of_the_group_is_no_change() -> None:
    assert TEN_THOUSAND == {"members": 10_000}
    assert sentences.case_line(reference()) == "reference case"
