from dataclasses import replace

from calculator.engine.evidence import Range
from tests.engine.build import EVIDENCE


def test_a_plain_number_is_a_range_of_no_width():
    assert Range.exactly(2.0) == Range(base=2.0, low=2.0, high=2.0)


def test_a_parameter_is_named_by_key_and_suffix():
    assert EVIDENCE.parameter["surgery_cost.cabg"].name == "surgery_cost.cabg"
    assert EVIDENCE.parameter["engagement"].name == "engagement"


def test_parts_are_found_by_slug():
    for held, found in (
        (EVIDENCE.areas, EVIDENCE.area),
        (EVIDENCE.lines, EVIDENCE.line),
        (EVIDENCE.designs, EVIDENCE.design),
        (EVIDENCE.lenses, EVIDENCE.lens),
    ):
        assert [found[part.slug] for part in held] == list(held)


def test_the_seed_follows_from_the_content_hash_alone():
    other = replace(EVIDENCE, release="renamed")
    changed = replace(EVIDENCE, content_hash="f" * 64)

    assert other.default_seed == EVIDENCE.default_seed
    assert changed.default_seed == 2**63 - 1
