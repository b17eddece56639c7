"""The workbook, recalculated by LibreOffice, against the engine."""

import random

import pytest

from calculator.engine.inputs import scenario
from calculator.reports.workbook import book
from tests import office
from tests.engine.scenarios import random_scenario
from tests.reports.workbook.books import EVIDENCE, differences, facts_of, places

BATCHES, BATCH = 4, 50


@pytest.mark.parametrize("batch", range(BATCHES))
def test_two_hundred_random_scenarios_equal_the_engine_to_the_cent(batch, tmp_path):
    office.program()
    rng = random.Random(f"workbook {batch}")
    all_facts = [facts_of(**random_scenario(rng, EVIDENCE)) for _ in range(BATCH)]
    books = {f"s{i}": book.bytes_of(facts) for i, facts in enumerate(all_facts)}
    named = places(books["s0"])

    found = office.recalculated(books, tmp_path)

    told = [
        f"{scenario_of(facts)}: {said}"
        for name, facts in zip(books, all_facts, strict=True)
        for said in differences(found[name], named, facts.result)
    ]
    assert told == []


def scenario_of(facts) -> dict:
    """The inputs that differ from the reference case, to repeat a failure."""
    changes = scenario.changes(facts.inputs, EVIDENCE)
    return scenario.size_of(facts.inputs) | {name: value for name, value, _ in changes}
