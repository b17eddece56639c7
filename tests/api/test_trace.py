"""``trace=true``: from the reply alone a reader follows every number to its sources."""

import json
import math
from pathlib import Path

import jsonschema
import numpy as np
import pytest

from calculator.api.schema.trace import json_schema
from calculator.evidence.models import Finding, Source
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db

TRACED = "/api/v1/calculations?trace=true"
FILE = Path(__file__).resolve().parents[2] / "docs/reference/trace.v1.schema.json"
BODIES = [
    {"members": 10_000},
    {"employees": 400, "design": "targeted", "include_productivity": True, "savings_retained": 0.7},
    {"audience": "payer", "members_by_line": {"medicaid": 5_000, "commercial": 900}},
]


@pytest.fixture
def traced(post):
    def ask(body: dict) -> dict:
        reply = post({"draws": 1_000, **body}, TRACED)
        assert reply.status_code == 201
        return reply.json()

    return ask


def values(trace: dict) -> dict[str, np.ndarray]:
    return {step["name"]: np.array(step["values"], dtype=float) for step in trace["steps"]}


@pytest.mark.parametrize("body", BODIES)
def test_traced_values_recombine_to_the_result_to_the_cent(traced, body):
    answer = traced(body)
    found, totals = values(answer["trace"]), answer["totals"]

    today = found["discount_factor"]
    for name in ("plan_saving", "member_saving", "insurer_saving", "program_cost", "net"):
        by_year = found[name].reshape(-1, len(today)).sum(axis=0)
        assert math.isclose((by_year * today).sum(), totals[name], abs_tol=0.005), name
    assert math.isclose(found["opinions"].sum(), totals["opinions"], rel_tol=1e-9)
    assert math.isclose(found["benefit_cost_ratio"], totals["benefit_cost_ratio"], rel_tol=1e-12)


@pytest.mark.parametrize("body", BODIES)
def test_trace_is_as_its_schema_says(traced, body):
    schema = json.loads(FILE.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)

    jsonschema.Draft202012Validator(schema).validate(traced(body)["trace"])


def test_schema_refuses_what_is_no_trace(traced):
    trace = traced(BODIES[0])["trace"]
    trace["schema"] = "trace.v0"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(trace, json.loads(json_schema()))


def test_parameters_lead_to_findings_and_sources_of_the_release(traced):
    rows = traced(BODIES[0])["trace"]["parameters"]

    findings = {slug for row in rows for slug in row["findings"]}
    sources = {slug for row in rows for slug in row["sources"]}
    assert len(rows) > 80
    assert findings <= set(Finding.objects.values_list("slug", flat=True))
    assert sources <= set(Source.objects.values_list("slug", flat=True))
    assert len(sources) > 20
    assert {row["origin"] for row in rows} == {"reference"}


def test_each_parameter_rests_on_what_put_it_there(traced):
    body = {"members": 900, "lens": "as_claimed", "design": "targeted"}
    rows = traced({**body, "overrides": {"surgery_cost.cabg": 50_000}})["trace"]["parameters"]

    by_origin = {row["origin"]: row for row in rows}
    by_name = {row["parameter"]: row for row in rows}
    assert {"reference", "lens", "user"} <= set(by_origin)
    assert by_name["surgery_cost.cabg"]["value"] == 50_000
    assert by_name["surgery_cost.cabg"]["sources"] == []
    claimed = by_name["diagnosis_change_rate.cancer"]
    assert (claimed["origin"], claimed["value"]) == ("lens", 0.28)
    assert claimed["sources"]


def test_parameter_of_a_design_rests_on_the_designs_findings(traced):
    body = {"members": 900, "design": "mandatory_lumbar_fusion"}
    designs = [row for row in traced(body)["trace"]["parameters"] if row["origin"] == "design"]

    assert "surgery_without_program_rate" in {row["parameter"] for row in designs}
    assert all("gamache-not-confirmed" in row["findings"] for row in designs)
    assert all(row["sources"] for row in designs)


def test_reading_again_gives_the_same_trace(post, client):
    made = post(BODIES[0] | {"draws": 1_000}, TRACED)

    read = client.get(made["Location"] + "?trace=true")
    plain = client.get(made["Location"])

    assert read.json() == made.json()
    assert "trace" not in plain.json()
    assert read["ETag"] != plain["ETag"]
    assert "trace" not in Scenario.objects.get().result


@pytest.mark.parametrize("word", ["yes", "", "TRUE", "1"])
def test_word_that_is_neither_true_nor_false_is_refused(post, word):
    reply = post(BODIES[0], f"/api/v1/calculations?trace={word}")

    assert reply.status_code == 400
    assert reply.json()["errors"][0]["parameter"] == "trace"
    assert not Scenario.objects.exists()


def test_false_is_no_trace(post):
    reply = post(BODIES[0] | {"draws": 1_000}, "/api/v1/calculations?trace=false")

    assert "trace" not in reply.json()


def test_calculation_of_an_older_model_has_no_trace(post, client, monkeypatch):
    address = post(BODIES[0] | {"draws": 1_000})["Location"]
    monkeypatch.setattr("calculator.api.trace.MODEL_VERSION", "99.0.0")

    assert client.get(f"{address}?trace=true").status_code == 409
    assert client.get(address).status_code == 200
