from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.contest.differences import EVIDENCE as EVIDENCE_KEY
from calculator.engine.contest.differences import MOST_OWN, Exchange, differing, entered, label
from calculator.engine.inputs import scenario
from tests.engine.build import EVIDENCE, PAYER, a_case, scenarios


def keys(one, other):
    return [part.key for part in Exchange(a=one, b=other).parts]


def test_like_calculations_differ_in_nothing():
    assert differing([a_case(), a_case(draws=2_000, seed=3)]) == []
    assert keys(a_case(), a_case(draws=2_000)) == []


def test_what_follows_the_release_is_not_entered():
    usual = [area.slug for area in EVIDENCE.areas if area.included_by_default]

    found = entered(a_case(areas=usual, uptake_ramp=[1, 1, 1]))

    assert found["areas"] is None
    assert found["uptake_ramp"] is None
    assert entered(a_case(areas=usual[1:]))["areas"] == usual[1:]


def test_fields_that_differ_come_in_the_order_of_the_form():
    one = a_case(overrides={"engagement": 2.0})
    other = a_case(members=500, design="passive", horizon_years=2, fee_per_employee_month=1.0)
    third = a_case(members=500, overrides={"engagement": {"base": 2.0, "low": 1.0, "high": 3.0}})

    names = ["members", "design", "horizon_years", "fee_per_employee_month"]
    assert differing([one, other]) == [*names, "overrides.engagement"]
    assert differing([one, third]) == ["members", "overrides.engagement"]
    assert label("design", [one]) == "Program design"
    assert label("overrides.engagement", [one]) == EVIDENCE.parameter["engagement"].label


def test_inputs_that_belong_together_are_one_piece():
    one = a_case()
    other = a_case(
        employees=70,
        horizon_years=2,
        uptake_ramp=[0.5, 1],
        funding="fully_insured",
        savings_retained=0.3,
        overrides={"engagement": 2.0, "surgery_cost.cabg": 9_000},
    )

    found = {part.key: part.fields for part in Exchange(a=one, b=other).parts}

    assert found == {
        "employees": ("employees", "members"),
        "horizon_years": ("horizon_years", "uptake_ramp"),
        "funding": ("funding", "savings_retained"),
        "overrides.engagement": ("overrides.engagement",),
        "overrides.surgery_cost.cabg": ("overrides.surgery_cost.cabg",),
    }


def test_labels_say_what_changed():
    one = a_case(employees=70, horizon_years=2, uptake_ramp=[0.5, 1])
    labels = {p.key: p.label for p in Exchange(a=one, b=a_case()).parts}
    payer = {p.key: p.label for p in Exchange(a=one, b=a_case(**PAYER)).parts}

    assert labels["employees"] == "Employees or members"
    assert labels["horizon_years"] == "Contract years and use in each year, relative to full use"
    assert payer["audience"] == "Who pays for care, and for whom"


def test_an_employer_becomes_a_payer_in_one_piece():
    one = a_case(fee_per_employee_month=2.0, funding="fully_insured", savings_retained=0.5)

    assert keys(one, a_case(**PAYER)) == ["audience"]
    assert keys(a_case(**PAYER), one) == ["audience"]


def test_very_many_own_values_are_pieces_by_key():
    own = {p.name: p.base for p in EVIDENCE.parameters if p.key in {"surgery_cost", "uptake_rate"}}
    parts = Exchange(a=a_case(), b=a_case(overrides=own)).parts

    assert len(own) > MOST_OWN
    assert [len(part.fields) for part in parts] == [
        sum(name.startswith(key) for name in own) for key in ("surgery_cost.", "uptake_rate.")
    ]
    assert parts[0].label.startswith("Surgery cost, ")
    assert set(parts[0].values) | set(parts[1].values) == set(own)


def test_evidence_carries_what_only_one_release_can_answer():
    gone = "lumbar_fusion"
    fewer = replace(
        EVIDENCE,
        content_hash="f" * 64,
        areas=tuple(area for area in EVIDENCE.areas if area.slug != gone),
        parameters=tuple(p for p in EVIDENCE.parameters if p.suffix != gone),
        lenses=tuple(replace(lens, replacements={}) for lens in EVIDENCE.lenses),
        designs=tuple(
            replace(d, uptake=d.uptake and {s: u for s, u in d.uptake.items() if s != gone})
            for d in EVIDENCE.designs
        ),
    )
    one = a_case(areas=[gone, "cabg"], overrides={f"surgery_cost.{gone}": 1.0, "engagement": 2.0})
    other = a_case(fewer, areas=["cabg"], fee_per_employee_month=1.0)

    for exchange in (Exchange(a=one, b=other), Exchange(a=other, b=one)):
        evidence, *others = exchange.parts
        assert evidence.key == EVIDENCE_KEY
        assert evidence.fields == ("areas", f"overrides.surgery_cost.{gone}")
        assert "2 inputs that only one release" in evidence.label
        assert [p.key for p in others] == ["fee_per_employee_month", "overrides.engagement"]
        assert exchange.case_of([evidence]).evidence is exchange.b.evidence
        assert exchange.case_of(others).inputs.areas == exchange.a.inputs.areas


def test_one_input_and_none_that_only_one_release_can_answer():
    other = replace(EVIDENCE, content_hash="f" * 64)
    renamed = tuple(replace(d, slug="new") if d.slug == "passive" else d for d in EVIDENCE.designs)
    newer = replace(other, designs=renamed)

    (same,) = Exchange(a=a_case(), b=a_case(other)).parts
    (bound,) = Exchange(a=a_case(), b=a_case(newer, design="new")).parts

    assert same.label == "The evidence"
    assert bound.label == "The evidence, with one input that only one release can answer"


def test_usual_areas_follow_the_release():
    rows = tuple(replace(a, included_by_default=a.slug == "cabg") for a in EVIDENCE.areas)
    narrower = replace(EVIDENCE, areas=rows, content_hash="f" * 64)
    exchange = Exchange(a=a_case(), b=a_case(narrower, fee_per_member_month=1.0))
    evidence, fee = exchange.parts

    assert exchange.case_of([evidence]).inputs.areas == ("cabg",)
    assert exchange.case_of([fee]).inputs.areas == a_case().inputs.areas


@settings(max_examples=30, deadline=None)
@given(one=scenarios, other=scenarios, data=st.data())
def test_every_mixture_can_be_calculated(one, other, data):
    exchange = Exchange(a=a_case(**one), b=a_case(**other))
    chosen = (
        data.draw(st.lists(st.sampled_from(exchange.parts), unique=True))
        if (exchange.parts)
        else []
    )

    mixed = exchange.case_of(chosen)

    assert scenario.read(mixed.inputs.to_dict(), EVIDENCE) == mixed.inputs
    assert entered(exchange.case_of(exchange.parts)) == entered(exchange.b)
    assert entered(exchange.case_of([])) == entered(exchange.a)


@pytest.mark.parametrize("payer", [True, False])
def test_pieces_are_the_same_from_either_side(payer):
    one = a_case(overrides={"engagement": 2.0}, lens="independent")
    other = a_case(**(PAYER if payer else {}), horizon_years=7)

    assert Exchange(a=one, b=other).parts == Exchange(a=other, b=one).parts
