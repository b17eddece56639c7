from dataclasses import replace

import pytest

from calculator.engine.inputs import scenario
from calculator.engine.mixture import annual_net
from calculator.review import bridges, impact
from calculator.review.sponsors import SPONSORS
from tests.engine.build import EVIDENCE, a_case
from tests.engine.test_bridge import with_rows, without_area

DEARER = with_rows({"surgery_cost.lumbar_fusion"}, 1.2)


def ignore(percent):
    """Nobody watches."""


def many(sizes=range(1_000, 1_010), **raw):
    return [{"members": size, **raw} for size in sizes]


def test_there_are_24_sponsors_from_300_to_a_million_members_that_both_audiences_can_be():
    assert len(SPONSORS) == len({sponsor.slug for sponsor in SPONSORS}) == 24
    read = [scenario.read(sponsor.raw, EVIDENCE) for sponsor in SPONSORS]
    sizes = [i.members or sum(i.members_by_line.values()) for i in read]
    assert (min(sizes), max(sizes)) == (300, 1_000_000)
    assert {i.audience for i in read} == {"employer", "payer"}
    assert {i.lens for i in read} >= {"reference", "independent"}


def test_the_same_evidence_moves_nothing():
    found = impact.impact(EVIDENCE, EVIDENCE, many(), progress=ignore)

    assert impact.flips(found) == 0
    for sponsor in found["sponsors"]:
        assert len(sponsor["designs"]) == len(EVIDENCE.designs)
        assert all(row["before"] == row["after"] for row in sponsor["designs"])
    total = found["saved"]["total"]
    assert (total["count"], total["median"], total["largest"]) == (10, 0.0, 0.0)


def test_a_sponsors_headline_is_that_of_the_calculator():
    sponsor = next(s for s in SPONSORS if s.slug == "employer-10000")

    row = next(
        row
        for row in impact.of_sponsor(sponsor, EVIDENCE, DEARER)["designs"]
        if row["design"] == "voluntary"
    )

    assert row["before"]["net"] == annual_net(a_case(members=10_000))
    assert row["after"]["net"] == annual_net(a_case(DEARER, members=10_000))
    assert row["before"]["chance"] == pytest.approx(0.05, abs=0.02)
    assert not row["before"]["pays"]


def test_a_verdict_that_turns_is_a_flip():
    row = impact.of_sponsor(SPONSORS[6], EVIDENCE, DEARER)["designs"]

    turned = {design["design"] for design in row if design["flips"]}
    nets = {d["design"]: (d["before"]["net"] > 0, d["after"]["net"] > 0) for d in row}
    assert turned == {design for design, (first, last) in nets.items() if first != last}
    assert turned == {"mandatory"}


def test_a_design_that_only_one_release_has_has_one_side():
    fewer = replace(DEARER, designs=DEARER.designs[1:])

    rows = impact.of_sponsor(SPONSORS[0], EVIDENCE, fewer)["designs"]

    assert (rows[0]["after"], rows[0]["flips"]) == (None, False)
    assert rows[0]["before"] is not None


def test_saved_calculations_move_by_what_the_calculator_says():
    typed = many(range(5_000, 5_007)) + many([6_000] * 3, design="targeted")

    found = impact.of_saved(EVIDENCE, DEARER, typed, progress=ignore)

    shifts = [bridges.side(raw, DEARER).net - bridges.side(raw, EVIDENCE).net for raw in typed[:8]]
    assert found["questions"] == 8
    assert found["total"]["largest"] == max(shifts, key=abs)


def test_what_cannot_be_read_any_more_is_counted_apart():
    gone = without_area("lumbar_fusion")
    typed = many(areas=["lumbar_fusion"]) + many() + [{"members": "ten"}]

    found = impact.of_saved(EVIDENCE, gone, typed, progress=ignore)

    assert (found["unanswered"], found["questions"]) == (10, 10)


def test_progress_rises_to_the_end():
    seen = []

    impact.impact(EVIDENCE, EVIDENCE, many(range(300, 550)), progress=seen.append)

    assert seen == sorted(seen)
    assert impact.SPONSORS_SHARE in seen
    assert seen[-1] == impact.SPONSORS_SHARE + 60 * 200 // 250


def test_a_payers_members_are_those_of_all_lines_and_employees_bring_their_families():
    typed = [{"employees": 600 + i} for i in range(5)]
    typed += [
        {"audience": "payer", "members_by_line": {"commercial": 80_000, "medicaid": 30_000 + i}}
        for i in range(5)
    ]

    cells = impact.of_saved(EVIDENCE, DEARER, typed, progress=ignore)["by_size"]

    assert [cell["label"] for cell in cells] == ["1,000 to 9,999", "100,000 or more"]
