from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine import bridge, shapley
from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Range, Replacement
from calculator.engine.mixture import annual_net
from calculator.engine.pieces import changed, mixed
from tests.engine.build import EVIDENCE, PAYER, a_case

CENT = 0.005
MEMBERS = {"members": 10_000}
NAMES = [p.name for p in EVIDENCE.parameters]
SMALL = ("surgery_cost.lumbar_fusion", "engagement", "advice_followed_rate", "medical_trend")


def with_rows(names, factor=1.1, evidence=EVIDENCE):
    """The release with some parameters moved within their range's own family."""
    rows = []
    for p in evidence.parameters:
        if p.name in names:
            bands = p.by_age_band and {b: r * factor for b, r in p.by_age_band.items()}
            moved = {name: getattr(p, name) * factor for name in ("base", "low", "high")}
            rows.append(replace(p, by_age_band=bands, **moved))
        else:
            rows.append(p)
    return replace(evidence, parameters=tuple(rows), release="next")


def without_area(slug):
    return replace(
        EVIDENCE,
        areas=tuple(area for area in EVIDENCE.areas if area.slug != slug),
        parameters=tuple(p for p in EVIDENCE.parameters if p.suffix != slug),
        lenses=tuple(
            replace(
                lens,
                replacements={
                    n: r for n, r in lens.replacements.items() if not n.endswith(f".{slug}")
                },
            )
            for lens in EVIDENCE.lenses
        ),
        designs=tuple(
            replace(
                design,
                uptake=design.uptake and {s: u for s, u in design.uptake.items() if s != slug},
            )
            for design in EVIDENCE.designs
        ),
    )


def with_area(slug, **changes):
    rows = tuple(replace(a, **changes) if a.slug == slug else a for a in EVIDENCE.areas)
    return replace(EVIDENCE, areas=rows)


def with_design(slug, **changes):
    rows = tuple(replace(d, **changes) if d.slug == slug else d for d in EVIDENCE.designs)
    return replace(EVIDENCE, designs=rows)


def check(found, raw, a, b):
    """The pieces lead from one answer to the other, to the cent and far beyond."""
    assert found.start == annual_net(a_case(a, **raw))
    assert found.end == annual_net(a_case(b, **raw))
    assert found.start + sum(found.effects.values()) == pytest.approx(found.end, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(
    names=st.sets(st.sampled_from(NAMES), max_size=20),
    factor=st.floats(0.8, 1.2),
    design=st.sampled_from([design.slug for design in EVIDENCE.designs]),
    lens=st.sampled_from(list(EVIDENCE.lens)),
    payer=st.booleans(),
)
def test_pieces_add_up_and_going_back_turns_every_sign(names, factor, design, lens, payer):
    raw = {**(PAYER if payer else MEMBERS), "design": design, "lens": lens}
    moved = with_rows(names, factor)

    there, back = bridge.bridge(raw, EVIDENCE, moved), bridge.bridge(raw, moved, EVIDENCE)

    check(there, raw, EVIDENCE, moved)
    check(back, raw, moved, EVIDENCE)
    assert back.effects == pytest.approx({k: -v for k, v in there.effects.items()}, abs=1e-6)


def test_a_release_beside_itself_has_no_pieces():
    found = bridge.bridge(MEMBERS, EVIDENCE, EVIDENCE)

    assert (found.effects, found.start, found.is_exact) == ({}, found.end, True)


def test_one_changed_parameter_has_the_whole_difference():
    moved = with_rows({"surgery_cost.lumbar_fusion"})

    found = bridge.bridge(MEMBERS, EVIDENCE, moved)

    assert list(found.effects) == ["parameter:surgery_cost.lumbar_fusion"]
    assert sum(found.effects.values()) == pytest.approx(found.end - found.start, abs=1e-9)
    assert found.end > found.start


def test_few_pieces_have_the_mean_over_all_orders_of_whole_releases():
    moved = with_rows(SMALL)
    keys = [piece.key for piece in changed(EVIDENCE, moved)]

    def worth(included):
        nets = []
        for row in included:
            chosen = {key for key, is_in in zip(keys, row, strict=True) if is_in}
            nets.append(annual_net(a_case(mixed(EVIDENCE, moved, chosen))))
        return np.array(nets)

    slow = shapley.exactly(len(keys), worth)
    fast = bridge.bridge(MEMBERS, EVIDENCE, moved)

    assert list(fast.effects.values()) == pytest.approx(slow.tolist(), abs=1e-6)


def test_many_pieces_differ_from_all_orders_by_little(monkeypatch):
    moved = with_rows([p.name for p in EVIDENCE.parameters if not p.suffix][:10], 1.05)
    monkeypatch.setattr(shapley, "EXACT", 0)
    drawn = bridge.bridge(MEMBERS, EVIDENCE, moved)
    monkeypatch.setattr(shapley, "EXACT", 20)
    exact = bridge.bridge(MEMBERS, EVIDENCE, moved)

    assert (drawn.is_exact, exact.is_exact) == (False, True)
    largest = max(abs(effect) for effect in exact.effects.values())
    assert drawn.effects == pytest.approx(exact.effects, abs=0.002 * largest)


def test_labels_grades_ranges_and_other_lenses_move_exactly_nothing():
    name = "surgery_cost.lumbar_fusion"
    rows = tuple(
        replace(p, label="New", grade="A", low=p.low * 0.99) if p.name == name else p
        for p in EVIDENCE.parameters
    )
    lenses = tuple(
        replace(
            lens,
            replacements={
                **lens.replacements,
                "engagement": Replacement(family="fixed", base=2, low=2, high=2),
            },
        )
        if lens.slug == "as_claimed"
        else lens
        for lens in EVIDENCE.lenses
    )
    moved = replace(with_area("cabg", name="Bypass"), parameters=rows, lenses=lenses)

    reference = bridge.bridge(MEMBERS, EVIDENCE, moved)
    claimed = bridge.bridge({**MEMBERS, "lens": "as_claimed"}, EVIDENCE, moved)

    keys = {"area:cabg", "parameter:engagement", f"parameter:{name}"}
    assert reference.effects == dict.fromkeys(keys, 0.0)
    assert claimed.effects["parameter:engagement"] != 0
    check(claimed, {**MEMBERS, "lens": "as_claimed"}, EVIDENCE, moved)


def test_an_area_comes_and_goes_with_its_parameters():
    fewer = without_area("lumbar_fusion")

    gone = bridge.bridge(MEMBERS, EVIDENCE, fewer)
    come = bridge.bridge(MEMBERS, fewer, EVIDENCE)

    check(gone, MEMBERS, EVIDENCE, fewer)
    assert not [key for key in gone.effects if key.endswith(".lumbar_fusion")]
    assert come.effects["area:lumbar_fusion"] == pytest.approx(-gone.effects["area:lumbar_fusion"])
    assert come.effects["area:lumbar_fusion"] > 0


def test_an_area_on_another_pathway_is_another_area():
    as_diagnostic = {
        "treatment_change_rate",
        "saving_per_changed_plan",
        "diagnosis_change_rate",
    }
    donor = next(a.slug for a in EVIDENCE.areas if a.pathway == "diagnostic")
    kept = [p for p in EVIDENCE.parameters if p.suffix != "cabg" or p.key not in as_diagnostic]
    rows = [
        replace(p, suffix="cabg")
        for p in EVIDENCE.parameters
        if p.suffix == donor and p.key in as_diagnostic
    ]
    moved = replace(with_area("cabg", pathway="diagnostic"), parameters=tuple(kept + rows))
    both = with_rows({"engagement"}, evidence=moved)

    found = bridge.bridge(MEMBERS, EVIDENCE, both)

    check(found, MEMBERS, EVIDENCE, both)
    assert {"area:cabg", "parameter:engagement"} <= set(found.effects)


def test_lines_and_designs_are_pieces_that_mix_with_parameters():
    line = EVIDENCE.lines[0]
    older = {"0-17": 0.1, "18-44": 0.2, "45-64": 0.4, "65+": 0.3}
    a_design = with_design("targeted", uptake_multiplier=2.0, fee_per_opinion=900.0)
    changed_frame = replace(
        a_design,
        lines=(replace(line, age_mix=older), *EVIDENCE.lines[1:]),
        areas=with_area("cancer", included_by_default=False).areas,
    )
    moved = with_rows({"decision_rate.lumbar_fusion", "engagement"}, evidence=changed_frame)
    raw = {**MEMBERS, "design": "targeted"}

    found = bridge.bridge(raw, EVIDENCE, moved)
    other = bridge.bridge({**MEMBERS, "design": "voluntary"}, EVIDENCE, moved)

    check(found, raw, EVIDENCE, moved)
    check(other, {**MEMBERS, "design": "voluntary"}, EVIDENCE, moved)
    assert other.effects["design:targeted"] == 0.0
    assert all(found.effects[key] for key in ("line:commercial", "area:cancer", "design:targeted"))


def test_a_line_that_only_one_release_has_carries_its_parameters():
    fewer = replace(
        EVIDENCE,
        lines=tuple(line for line in EVIDENCE.lines if line.slug != "medicaid"),
        parameters=tuple(p for p in EVIDENCE.parameters if p.suffix != "medicaid"),
    )

    found = bridge.bridge(MEMBERS, fewer, EVIDENCE)

    assert found.effects == {"line:medicaid": 0.0}


def test_a_design_override_of_a_parameter_that_only_one_release_has_is_left_out():
    extra = replace(EVIDENCE.parameter["engagement"], key="loyalty")
    with_extra = replace(EVIDENCE, parameters=(*EVIDENCE.parameters, extra))
    overrides = {"loyalty": Range.exactly(1.0)}
    moved = replace(
        with_extra, designs=tuple(replace(d, overrides=overrides) for d in EVIDENCE.designs)
    )

    found = bridge.bridge(MEMBERS, EVIDENCE, moved)
    back = bridge.bridge(MEMBERS, moved, EVIDENCE)

    check(found, MEMBERS, EVIDENCE, moved)
    check(back, MEMBERS, moved, EVIDENCE)
    assert found.effects["parameter:loyalty"] == 0.0


def test_inputs_that_one_release_cannot_answer_are_refused():
    fewer = without_area("lumbar_fusion")

    with pytest.raises(InvalidInput):
        bridge.bridge({**MEMBERS, "areas": ["lumbar_fusion"]}, EVIDENCE, fewer)


def test_all_pieces_together_are_the_other_release():
    moved = with_rows(NAMES[:30], evidence=without_area("cabg"))
    every = {piece.key for piece in changed(EVIDENCE, moved)}

    assert annual_net(a_case(mixed(EVIDENCE, moved, every))) == annual_net(a_case(moved))
    assert annual_net(a_case(mixed(EVIDENCE, moved, ()))) == annual_net(a_case())
