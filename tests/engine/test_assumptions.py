from calculator.engine import assumptions
from tests.engine.build import EVIDENCE, a_case

OWN = {"base": 0.2, "low": 0.1, "high": 0.3}


def row_of(name, **inputs):
    return {row["parameter"]: row for row in assumptions.assumptions(a_case(**inputs))}[name]


def test_a_parameter_in_force_stands_beside_its_reference_row():
    row = row_of("later_surgery_rate", overrides={"later_surgery_rate": OWN})

    assert (row["base"], row["low"], row["high"]) == (0.2, 0.1, 0.3)
    assert (row["reference_base"], row["reference_low"], row["reference_high"]) == (0.15, 0.08, 0.4)
    assert (row["origin"], row["distribution"]) == ("user", "beta")


def test_only_what_concerns_the_scenario_in_the_releases_order():
    found = [row["parameter"] for row in assumptions.assumptions(a_case(areas=["cabg"]))]

    assert "surgery_cost.cabg" in found
    assert "surgery_cost.lumbar_fusion" not in found
    assert found == [p.name for p in EVIDENCE.parameters if p.name in found]


def test_origins_are_told():
    assert row_of("later_surgery_rate")["origin"] == "reference"
    assert row_of("later_surgery_rate", lens="as_claimed")["origin"] == "lens"
    assert row_of("care_added_rate", design="mandatory")["origin"] == "design"


def test_changes_are_labeled():
    found = assumptions.changes(
        a_case(design="passive", discount_rate=0.1, overrides={"surgery_cost.cabg": 5})
    )

    assert [(row["field"], row["value"], row["default"]) for row in found] == [
        ("design", "passive", "voluntary"),
        ("discount_rate", 0.1, None),
        ("overrides.surgery_cost.cabg", 5.0, EVIDENCE.parameter["surgery_cost.cabg"].base),
    ]
    assert found[0]["label"] == "Program design"
    assert found[2]["label"] == EVIDENCE.parameter["surgery_cost.cabg"].label
    assert assumptions.changes(a_case()) == []
