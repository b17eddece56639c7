import pytest

from calculator.engine import owsa
from tests.engine.build import EVIDENCE, PAYER, a_case, totals_of


def row_of(name, **inputs):
    return {row["parameter"]: row for row in owsa.tornado(a_case(**inputs))}[name]


def test_each_end_is_the_net_of_that_value():
    row = row_of("surgery_cost.lumbar_fusion")

    assert (row["low"], row["base"], row["high"]) == tuple(
        getattr(EVIDENCE.parameter[row["parameter"]], end) for end in ("low", "base", "high")
    )
    for end in ("low", "high"):
        own = {row["parameter"]: row[end]}
        assert row[f"net_{end}"] == pytest.approx(totals_of(overrides=own)["net"], rel=1e-12)
    assert row["range"] == abs(row["net_high"] - row["net_low"])


def test_a_users_own_decision_rate_is_not_what_moves_it():
    """Low and high scale the sum over age bands, they do not replace it."""
    row = row_of("decision_rate.lumbar_fusion", areas=["lumbar_fusion"])
    base = EVIDENCE.parameter["decision_rate.lumbar_fusion"]
    [now, free] = [
        totals_of(areas=["lumbar_fusion"], **extra)["net"]
        for extra in ({}, {"overrides": {"decision_rate.lumbar_fusion": 0}})
    ]

    assert row["net_high"] - free == pytest.approx((now - free) * base.high / base.base)


def test_fixed_parameters_are_moved_and_numbers_of_ones_own_are_not():
    rows = {row["parameter"] for row in owsa.tornado(a_case(overrides={"engagement": 1}))}

    assert "discount_rate" in rows
    assert "uptake_rate.lumbar_fusion" in rows
    assert "engagement" not in rows


def test_groups_move_together():
    group, single = row_of("group.uptake"), row_of("uptake_rate.lumbar_fusion")
    own = {p.name: p.high for p in EVIDENCE.parameters if p.key == "uptake_rate"}

    assert group["is_group"] and not single["is_group"]
    assert (group["base"], group["low"], group["high"]) == (None, None, None)
    assert group["range"] > single["range"]
    assert group["net_high"] == pytest.approx(totals_of(overrides=own)["net"], rel=1e-12)
    assert {"group.decisions", "group.costs"} <= {
        row["parameter"] for row in owsa.tornado(a_case())
    }


def test_rows_are_ranked_by_range_and_only_those_that_move_net():
    rows = owsa.tornado(a_case(design="mandatory"))

    assert [row["range"] for row in rows] == sorted((r["range"] for r in rows), reverse=True)
    assert "engagement" not in {row["parameter"] for row in rows}
    assert "compliance" in {row["parameter"] for row in rows}


def test_a_payers_lines_are_moved():
    assert row_of("price_index.medicaid", **PAYER)["range"] > 0


def test_nothing_moves_where_nothing_is_in_doubt():
    certain = {p.name: p.base for p in EVIDENCE.parameters}

    assert owsa.tornado(a_case(overrides=certain)) == []


def test_a_group_of_nothing_is_left_out():
    rows = owsa.tornado(a_case(areas=["cancer"]))

    assert "group.costs" not in {row["parameter"] for row in rows}
