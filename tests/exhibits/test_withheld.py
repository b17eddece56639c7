"""The answer without what was entered, whatever was asked."""

import re

import pytest

from calculator.exhibits import withheld
from calculator.exhibits.formats import people
from tests.exhibits.cases import SCENARIOS, result_of
from tests.exhibits.test_every_scenario import BROKEN
from tests.exhibits.words import texts


def parts(result):
    return (
        withheld.headline(result),
        withheld.context_line(result),
        withheld.shown_tiles(result),
        withheld.how_sure(result),
    )


@pytest.mark.parametrize("name", tuple(SCENARIOS))
def test_it_can_be_read_and_tells_no_size(name):
    result = result_of(name)

    said = list(texts(parts(result)))

    assert [text for text in said if BROKEN.search(text)] == []
    assert [text for text in said if "member" in text or "employee" in text] == []
    assert [text for text in said if "one year" in text] == []
    if result["members"] > 1_000:
        size = re.compile(rf"(?<![$,\d]){people(result['members'])}(?![,\d])")
        assert [text for text in said if size.search(text)] == []


def test_the_reference_case_is_said_to_lose():
    result = result_of("voluntary, reference")

    said = withheld.headline(result)

    assert said.startswith("On the evidence, this program loses about $")
    assert "it returns $0." in said
    assert [tile.key for tile in withheld.shown_tiles(result)] == ["net", "returns", "chance"]


def test_a_lens_is_not_withheld():
    claimed = next(name for name, raw in SCENARIOS.items() if raw.get("lens") == "as_claimed")

    assert withheld.headline(result_of(claimed)).startswith("If sellers' figures were true")
    assert withheld.context_line(result_of(claimed)).startswith("Lens: ")


def test_a_program_that_costs_nothing_has_no_return_to_state():
    free = next(name for name, raw in SCENARIOS.items() if raw.get("fee_per_employee_month") == 0)
    result = result_of(free)
    assert result["totals"]["benefit_cost_ratio"] is None

    assert "it has" in withheld.headline(result)


def test_no_gain_and_no_loss_is_even():
    result = result_of(next(iter(SCENARIOS)))
    result["annual"]["net"] = 0.2

    assert "comes out even" in withheld.headline(result)
