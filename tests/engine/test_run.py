import json
from dataclasses import replace
from typing import get_args, get_origin, get_type_hints, is_typeddict

import pytest

from calculator.engine import run
from calculator.engine.inputs import scenario
from calculator.engine.result import Result
from tests.engine.build import EVIDENCE, PAYER, plain, result_of, totals_of


def read(**raw):
    return scenario.read({"members": 10_000, "draws": 1_000, **raw}, EVIDENCE)


def mismatches(value, shape, path="result") -> list[str]:
    """Where a result departs from its declared shape."""
    if is_typeddict(shape):
        hints = get_type_hints(shape)
        wrong = [f"{path}: {sorted(set(hints) ^ set(value))}"] if set(hints) != set(value) else []
        return wrong + [m for n in hints for m in mismatches(value[n], hints[n], f"{path}.{n}")]
    if get_origin(shape) is list:
        [item] = get_args(shape)
        assert isinstance(value, list), path
        return [m for i, v in enumerate(value) for m in mismatches(v, item, f"{path}[{i}]")]
    if get_origin(shape) is dict:
        item = get_args(shape)[1]
        return [m for n, v in value.items() for m in mismatches(v, item, f"{path}.{n}")]
    if shape is object:
        return []
    options = get_args(shape) or (shape,)
    if any(is_typeddict(option) for option in options) and value is not None:
        return mismatches(value, next(o for o in options if is_typeddict(o)), path)
    return [] if type(value) in options else [f"{path}: {type(value).__name__} is not {shape}"]


SCENARIOS = [
    {},
    {"design": "mandatory", "include_productivity": True, "uptake_ramp": [0.5, 1, 1.5]},
    {"lens": "as_claimed", "areas": ["cancer"], "horizon_years": 1},
    {"areas": ["cabg"], "fee_per_employee_month": 0, "annual_administration_cost": 0},
    {**PAYER, "savings_retained": 0},
]


@pytest.mark.parametrize("inputs", SCENARIOS)
def test_a_result_has_its_declared_shape_and_survives_json_exactly(inputs):
    found = result_of(**inputs)

    assert mismatches(found, Result) == []
    assert json.loads(plain(found)) == found
    assert plain(json.loads(plain(found))) == plain(found)


def test_the_fingerprint_is_of_everything_a_result_depends_on(monkeypatch):
    first = run.fingerprint(read(), EVIDENCE)
    others = [
        run.fingerprint(read(members=10_001), EVIDENCE),
        run.fingerprint(read(seed=1), EVIDENCE),
        run.fingerprint(read(draws=1_001), EVIDENCE),
        run.fingerprint(read(overrides={"engagement": 1}), EVIDENCE),
        run.fingerprint(read(), replace(EVIDENCE, content_hash="0" * 64)),
    ]
    monkeypatch.setattr(run, "MODEL_VERSION", "0")
    others.append(run.fingerprint(read(), EVIDENCE))

    assert len({first, *others}) == 7
    assert len(first) == 64


def test_the_fingerprint_is_of_meaning_not_of_spelling():
    spelled = read(members="10,000", areas=list(reversed(read().areas)), discount_rate="")

    assert run.fingerprint(spelled, EVIDENCE) == run.fingerprint(read(), EVIDENCE)


def test_a_result_read_from_its_own_inputs_is_the_same_result():
    found = result_of(
        design="targeted", overrides={"engagement": {"base": 1, "low": 0.5, "high": 2}}
    )

    again = run.run(scenario.read(found["inputs"], EVIDENCE), EVIDENCE)

    assert plain(again) == plain(found)


def test_the_reference_case_is_of_the_same_people_and_nothing_else():
    found = result_of(design="targeted", lens="as_claimed", horizon_years=1)

    assert found["reference"]["net"] == totals_of()["net"]
    assert result_of()["reference"]["net"] == result_of()["totals"]["net"]
    assert result_of(**PAYER)["reference"]["net"] == totals_of(**PAYER)["net"]


EXTREMES = [
    {"members": 1},
    {"audience": "payer", "members_by_line": {"medicaid": 200_000_000}},
    {"overrides": {p.name: 0 for p in EVIDENCE.parameters if p.key != "members_per_employee"}},
    {"overrides": {p.name: 1 for p in EVIDENCE.parameters if p.unit.startswith("share")}},
    {"horizon_years": 10, "uptake_ramp": [0] * 9 + [2]},
    {"fee_per_employee_month": 0, "annual_administration_cost": 0},
    {"savings_retained": 0},
    {"overrides": {"engagement": 0}},
    {"overrides": {"medical_trend": -0.2}, "horizon_years": 10, "discount_rate": 0.2},
    {"overrides": {"members_per_employee": 0.01}},
    {"overrides": {"members_per_employee": {"base": 1, "low": 0.01, "high": 100}}},
    {"areas": list(EVIDENCE.area), "horizon_years": 10},
    {"seed": 2**63 - 1},
]


@pytest.mark.parametrize("inputs", EXTREMES)
def test_extreme_scenarios_have_finite_answers(inputs):
    found = result_of(**inputs)

    assert mismatches(found, Result) == []
    json.dumps(found, allow_nan=False)
