from dataclasses import replace

import pytest

from calculator.engine.distributions import fit
from calculator.engine.evidence import Range, Replacement
from tests.engine.build import EVIDENCE, a_case

NAME = "surgery_without_program_rate"
OWN = {"base": 0.5, "low": 0.4, "high": 0.6}


def in_force(name=NAME, evidence=EVIDENCE, **inputs):
    return a_case(evidence, **inputs).parameters[name]


def test_from_the_weakest_to_the_strongest():
    found = [
        in_force(),
        in_force(design="mandatory"),
        in_force(design="mandatory", lens="as_claimed"),
        in_force(design="mandatory", lens="as_claimed", overrides={NAME: 0.3}),
    ]

    assert [p.origin for p in found] == ["reference", "design", "lens", "user"]
    assert [p.base for p in found] == [0.8, 0.855, 1.0, 0.3]


def test_a_field_entered_beats_an_override_of_the_same_key():
    overridden = in_force("discount_rate", overrides={"discount_rate": 0.1})
    entered = in_force("discount_rate", overrides={"discount_rate": 0.1}, discount_rate=0)

    assert (overridden.base, entered.base) == (0.1, 0.0)
    assert not entered.is_varied


def test_a_number_fixes_a_parameter_and_a_range_keeps_its_family():
    number, ranged = in_force(overrides={NAME: 0.5}), in_force(overrides={NAME: OWN})

    assert (number.family, number.is_varied, number.is_sampled) == ("fixed", False, False)
    assert (ranged.family, ranged.is_varied, ranged.is_sampled) == ("beta", True, True)
    assert ranged.fit() == fit("beta", base=0.5, low=0.4, high=0.6)


def test_a_range_in_place_of_a_fixed_lens_takes_the_reference_rows_family():
    assert in_force(lens="as_claimed", overrides={NAME: OWN}).family == "beta"


def test_a_fixed_parameter_is_varied_but_not_sampled():
    found = in_force("discount_rate")

    assert found.is_varied
    assert not found.is_sampled
    assert "discount_rate" not in {p.name for p in a_case().parameters.sampled}


def test_a_designs_own_range_follows_the_same_rule():
    assert in_force(design="mandatory").family == "beta"
    exact = replace(EVIDENCE.design["mandatory"], overrides={NAME: Range.exactly(0.7)})
    designs = tuple(exact if d.slug == "mandatory" else d for d in EVIDENCE.designs)
    found = in_force(evidence=replace(EVIDENCE, designs=designs), design="mandatory")
    assert (found.family, found.origin) == ("fixed", "design")


def test_a_designs_fee_beats_a_lens_and_loses_to_the_user():
    row = Replacement(family="gamma", base=9.0, low=8.0, high=10.0)
    lens = replace(EVIDENCE.lens["independent"], replacements={"fee_per_opinion": row})
    evidence = replace(EVIDENCE, lenses=(EVIDENCE.lens["reference"], lens))

    def fee(**inputs):
        return in_force("fee_per_opinion", evidence, lens="independent", **inputs).base

    assert fee(design="targeted") == 9
    assert fee(design="mandatory") == 600
    assert fee(design="mandatory", overrides={"fee_per_opinion": 7}) == 7
    assert fee(design="mandatory", overrides={"fee_per_opinion": 7}, fee_per_opinion=5) == 5


def test_bases_of_a_key_for_some_areas():
    found = a_case(overrides={"surgery_cost.cabg": 5}).parameters

    assert found.bases("surgery_cost", ["cabg", "lumbar_fusion"]) == pytest.approx([5, 80_000])
    assert found["surgery_cost.cabg"].name == "surgery_cost.cabg"
