import json
import math

import pytest

from calculator.engine.result import Result
from calculator.engine.version import MODEL_VERSION
from calculator.evidence import catalog
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db

KEYS_OF_THE_PROMISE = (
    *("fingerprint", "model_version", "evidence_release", "inputs", "totals", "years", "areas"),
    *("psa", "chance", "owsa", "designs", "lenses", "value_of_information", "plausibility"),
)
TOTALS_OF_THE_PROMISE = (
    *("opinions", "surgeries_avoided", "diagnoses_changed", "treatments_changed"),
    *("allowed_saving", "plan_saving", "member_saving", "insurer_saving", "productivity"),
    *("program_cost", "net", "benefit_cost_ratio", "roi", "net_pmpm", "net_pepm"),
    *("payback_month", "break_even"),
)
FEW = {"draws": 1_000}


@pytest.mark.parametrize(
    ("design", "opinions", "avoided", "saving", "cost", "ratio"),
    [
        ("voluntary", 21.37, 0.704, 20_733.73, 97_307.69, 0.213),
        ("passive", 8.55, 0.282, 8_293.49, 97_307.69, 0.085),
        ("targeted", 12.11, 0.741, 35_735.35, 23_159.08, 1.543),
        ("mandatory", 78.72, 3.621, 48_851.89, 52_230.08, 0.935),
        ("mandatory_lumbar_fusion", 4.06, 0.484, 30_532.42, 11_085.58, 2.754),
    ],
)
def test_worked_example_to_the_cent(post, design, opinions, avoided, saving, cost, ratio):
    body = {"members": 10_000, "horizon_years": 1, "design": design, **FEW}

    totals = post(body).json()["totals"]

    assert round(totals["opinions"], 2) == opinions
    assert round(totals["surgeries_avoided"], 3) == avoided
    assert round(totals["plan_saving"], 2) == saving
    assert round(totals["program_cost"], 2) == cost
    assert round(totals["benefit_cost_ratio"], 3) == ratio


def test_reply_has_everything_that_is_promised(post):
    reply = post({"members": 10_000, **FEW})

    body = reply.json()
    assert reply.status_code == 201
    assert set(KEYS_OF_THE_PROMISE) <= set(body)
    assert set(TOTALS_OF_THE_PROMISE) <= set(body["totals"])
    assert set(body) == {"id", "url", "created_at", *Result.__annotations__}
    assert len(body["years"]) == 3


def test_reply_says_where_it_stays_and_what_made_it(post, client):
    reply = post({"members": 10_000, **FEW})

    body = reply.json()
    assert reply["Location"] == f"http://testserver/api/v1/calculations/{body['id']}"
    assert body["url"] == f"http://testserver/c/{body['id']}/"
    assert reply["Model-Version"] == body["model_version"] == MODEL_VERSION
    assert reply["Evidence-Release"] == body["evidence_release"] == catalog.live_release().slug
    assert client.get(body["url"]).status_code == 200


def test_get_equals_post_to_the_bit(post, client):
    made = post({"employees": 4_200, "seed": 7, **FEW})

    read = client.get(made["Location"])

    assert read.status_code == 200
    assert read.content == made.content
    assert read["Model-Version"] == made["Model-Version"]
    assert read["Evidence-Release"] == made["Evidence-Release"]


def test_result_is_the_stored_one_unrounded(post):
    body = post({"members": 12_345, **FEW}).json()

    stored = Scenario.objects.get(token=body["id"])

    assert body["totals"] == stored.result["totals"]
    assert body["totals"]["net"] != round(body["totals"]["net"], 2)


def test_payer_has_lines_and_no_employees(post):
    lines = {"commercial": 200_000, "medicare_advantage": 40_000}

    body = post({"audience": "payer", "members_by_line": lines, **FEW}).json()

    assert body["members"] == 240_000
    assert body["employees"] is None
    assert body["totals"]["net_pepm"] is None
    assert [line["line"] for line in body["lines"]] == list(lines)
    assert math.isclose(
        sum(line["plan_saving"] for line in body["lines"]), body["totals"]["plan_saving"]
    )


def test_overrides_fix_or_spread_a_parameter(post):
    spread = {"base": 80_000, "low": 60_000, "high": 110_000}
    overrides = {"engagement": 0, "surgery_cost.lumbar_fusion": spread}

    body = post({"members": 10_000, "overrides": overrides, **FEW}).json()

    assert body["inputs"]["overrides"] == overrides
    assert body["totals"]["opinions"] == 0
    used = {row["parameter"]: row for row in body["assumptions"]}
    assert used["surgery_cost.lumbar_fusion"]["base"] == 80_000
    assert used["surgery_cost.lumbar_fusion"]["origin"] == "user"


def test_every_declared_input_is_accepted(post):
    body = {
        "audience": "employer",
        "employees": 5_000,
        "age_mix": {"commercial": {"0-17": 0.2, "18-44": 0.4, "45-64": 0.3, "65+": 0.1}},
        "design": "targeted",
        "lens": "independent",
        "areas": ["cancer", "lumbar_fusion"],
        "horizon_years": 2,
        "uptake_ramp": [0.5, 1],
        "discount_rate": 0.03,
        "fee_per_employee_month": 1,
        "fee_per_member_month": 0.25,
        "fee_per_opinion": 900,
        "incentive_per_opinion": 50,
        "annual_administration_cost": 10_000,
        "implementation_fee": 5_000,
        "funding": "fully_insured",
        "savings_retained": 0.5,
        "include_productivity": True,
        "overrides": {"engagement": 1.1},
        "draws": 1_000,
        "seed": 42,
    }

    inputs = post(body).json()["inputs"]

    assert {name: inputs[name] for name in body} == body


def test_inputs_of_a_reply_sent_again_give_the_same_fingerprint(post):
    first = post({"members": 9_000, "design": "targeted", **FEW}).json()

    again = post(first["inputs"]).json()

    assert again["fingerprint"] == first["fingerprint"]
    assert again["totals"] == first["totals"]
    assert again["id"] != first["id"]


def test_named_release_is_used(post):
    live = catalog.live_release().slug

    reply = post({"members": 100, **FEW}, to=f"/api/v1/calculations?release={live}")

    assert reply.status_code == 201
    assert reply["Evidence-Release"] == live


@pytest.mark.parametrize("address", ["nope", "nope/two-way", "a%00b", "%F0%9F%92%A9"])
def test_unknown_calculation_is_a_404_problem(client, address):
    reply = client.get(f"/api/v1/calculations/{address}")

    assert reply.status_code == 404
    assert reply["Content-Type"] == "application/problem+json"
    assert json.loads(reply.content)["type"] == "urn:msoroi:problem:not-found"


def test_reading_costs_one_query(post, client, django_assert_num_queries):
    made = post({"members": 10_000, **FEW})

    with django_assert_num_queries(1):
        client.get(made["Location"])
