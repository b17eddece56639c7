import json
import re
from pathlib import Path

import pytest

from calculator.engine.claims.fields import FIELDS
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db

CHECKS = "/api/v1/claim-checks"
PAGE = (Path(__file__).resolve().parents[2] / "docs/api.md").read_text("utf-8")
ELEVEN = {"kind": "ratio", "amount": "11 to 1", "members": 10_000, "fee": 1}


@pytest.fixture
def check(post):
    return lambda body: post(body, to=CHECKS)


def test_claim_is_checked_and_nothing_kept(check):
    reply = check(ELEVEN)

    found = reply.json()
    assert reply.status_code == 200
    assert found["verdict"] == "impossible"
    assert found["headline"].startswith("A return of 11 to 1 on a fee of $1.00 per employee")
    assert found["sentence"].startswith("Even if each opinion saved the most")
    assert Scenario.objects.count() == 0
    assert reply["Evidence-Release"] == found["evidence_release"] == "2026-11"
    assert reply["Model-Version"] == found["model_version"]


def test_url_opens_the_page_with_the_same_answer(check, client):
    found = check({**ELEVEN, "design": "targeted", "cases": 20}).json()

    page = client.get(found["url"].removeprefix("http://testserver"))

    assert page.status_code == 200
    assert page.context["answer"].sentence == found["sentence"]
    assert page.context["answer"].headline == found["headline"]


def test_judged_claim_sent_again_gives_the_same_answer(check):
    once = check({"kind": "total", "amount": "$7 million", "years": 3, "members": 9_000}).json()

    assert check(once["claim"]).json() == once


def test_seven_million_makes_1556_cases(check):
    body = {"kind": "total", "amount": 7e6, "years": 3, "saving_per_case": 4_500, "members": 9_000}

    own = check(body).json()["own_figures"]

    assert round(own["cases_implied"]) == 1_556
    assert own["is_consistent"] is True


def test_page_and_api_refuse_in_the_same_words(check, client):
    bad = {"kind": "per_case", "amount": "x", "members": "few", "fee": "dear", "reading": "exists"}

    reply = check(bad)
    page = client.get("/evidence/claims/check/", bad)

    errors = {error["field"]: error["message"] for error in reply.json()["errors"]}
    assert reply.status_code == 422
    assert errors == {name: " ".join(said) for name, said in page.context["form"].errors.items()}
    assert {error["pointer"] for error in reply.json()["errors"]} == {f"/{name}" for name in errors}


@pytest.mark.parametrize("body", [[], "11 to 1", 11, None])
def test_body_that_is_no_object_is_a_bad_request(check, body):
    assert check(json.dumps(body)).status_code == 400


def test_unknown_fields_are_refused(check):
    (error,) = check({**ELEVEN, "sponsor": "x"}).json()["errors"]

    assert error["field"] == "sponsor"


def test_checks_are_posted_only(client):
    assert client.get(CHECKS).status_code == 405


def test_every_field_is_in_the_document():
    part = PAGE.split("## Claim checks", 1)[1].split("\n## ", 1)[0]
    named = set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| (`.*?) \|", part, re.MULTILINE))))

    assert {field.name for field in FIELDS} <= named


def test_example_of_the_document_is_answered(check):
    (body,) = re.findall(r"/claim-checks \\\n.*?-d '(.*?)'\n", PAGE, re.DOTALL)

    assert check(body).json()["verdict"] == "impossible"
