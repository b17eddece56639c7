import json

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, OperationalError
from django.http import QueryDict
from rest_framework.exceptions import APIException

from calculator.api.pointers import pointer_of
from calculator.engine.errors import InvalidInput
from calculator.engine.inputs import scenario
from calculator.evidence import catalog
from calculator.evidence.errors import NoLiveRelease
from calculator.evidence.models import Release
from calculator.scenarios import services
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db

CALCULATIONS = "/api/v1/calculations"
COMPLETE = {"type", "title", "status", "detail", "instance"}


def problem(reply, status: int, name: str) -> dict:
    """The problem in a reply, after judging its shape."""
    assert reply.status_code == status, reply.content
    assert reply["Content-Type"] == "application/problem+json"
    body = json.loads(reply.content)
    assert set(body) - {"errors"} == COMPLETE
    assert body["type"] == f"urn:msoroi:problem:{name}"
    assert body["status"] == status
    return body


@pytest.mark.parametrize(
    ("body", "pointer", "field"),
    [
        ({}, "/employees", "employees"),
        ({"members": 0}, "/members", "members"),
        ({"members": "many"}, "/members", "members"),
        ({"members": 10**12}, "/members", "members"),
        ({"members": 10**300}, "/members", "members"),
        ({"members": True}, "/members", "members"),
        ({"members": [1]}, "/members", "members"),
        ({"members": 1, "employees": 1}, "/employees", "employees"),
        ({"members": 1, "design": "dreamt"}, "/design", "design"),
        ({"members": 1, "lens": 7}, "/lens", "lens"),
        ({"members": 1, "areas": ["elbow"]}, "/areas", "areas"),
        ({"members": 1, "areas": []}, "/areas", "areas"),
        ({"members": 1, "colour": "red"}, "/colour", "colour"),
        ({"members": 1, "a/b~c": 1}, "/a~1b~0c", "a/b~c"),
        ({"members": 1, "discount_rate": 0.3}, "/discount_rate", "discount_rate"),
        ({"members": 1, "uptake_ramp": [1, 9, 1]}, "/uptake_ramp/1", "uptake_ramp.2"),
        (
            {"members": 1, "age_mix": {"commercial": {"0-17": 9}}},
            "/age_mix/commercial",
            "age_mix.commercial",
        ),
        (
            {"members": 1, "overrides": {"surgery_cost.lumbar_fusion": "dear"}},
            "/overrides/surgery_cost.lumbar_fusion",
            "overrides.surgery_cost.lumbar_fusion",
        ),
        (
            {"members": 1, "overrides": {"engagement": {"base": 1, "low": 2, "high": 3}}},
            "/overrides/engagement",
            "overrides.engagement",
        ),
        (
            {"audience": "payer", "members_by_line": {"commercial": -1}},
            "/members_by_line/commercial",
            "members_by_line.commercial",
        ),
    ],
)
def test_input_that_cannot_be_used_is_pointed_to(post, body, pointer, field):
    found = problem(post(body), 422, "invalid-input")

    assert {"pointer": pointer, "field": field} in [
        {"pointer": error["pointer"], "field": error["field"]} for error in found["errors"]
    ]
    assert all(error["message"].endswith(".") for error in found["errors"])
    assert not Scenario.objects.exists()


def test_all_errors_come_at_once_and_in_the_words_of_the_engine(post):
    body = {"members": 0, "design": "dreamt", "seed": -1, "overrides": {"engagement": "x"}}

    found = problem(post(body), 422, "invalid-input")

    with pytest.raises(InvalidInput) as caught:
        scenario.read(body, catalog.evidence_of(catalog.live_release()))
    said = {(error["field"], error["message"]) for error in found["errors"]}
    assert said == {(field, text) for field, texts in caught.value.errors.items() for text in texts}
    assert len(said) == 4


def test_long_unknown_name_is_cut_but_pointed_to_in_full(post):
    name = "x" * 200

    (error,) = problem(post({"members": 1, name: 1}), 422, "invalid-input")["errors"]

    assert error["pointer"] == f"/{name}"
    assert len(error["field"]) < 100


def test_pointer_leads_to_where_a_missing_part_belongs():
    assert pointer_of("overrides.a.b", {"overrides": 3}) == "/overrides/a.b"
    assert pointer_of("uptake_ramp.9", {"uptake_ramp": [1]}) == "/uptake_ramp/9"
    assert pointer_of("uptake_ramp", {}) == "/uptake_ramp"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not JSON"),
        ("members=1", "not JSON"),
        ('{"members": NaN}', "NaN is not JSON"),
        ('{"members": -Infinity}', "-Infinity is not JSON"),
        ('{"members": 1, "members": 2}', '"members" stands twice'),
        ('{"members": 1, "overrides": {"a": 1, "a": 2}}', '"a" stands twice'),
        ('{"members": "\\ud800"}', "not valid Unicode"),
        ('{"\\udfff": 1}', "not valid Unicode"),
        ('{"members": ' + "9" * 5000 + "}", "more than 4,000 digits"),
        ('{"members": ' + "[" * 9 + "]" * 9 + "}", "nested more than 8 deep"),
        ('{"members": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested more than 8 deep"),
        (b'{"members": "\xff"}', "not UTF-8"),
        ("[1]", "must be a JSON object"),
        ("null", "must be a JSON object"),
        ('"text"', "must be a JSON object"),
        ("12", "must be a JSON object"),
    ],
)
def test_body_that_is_not_a_json_object_is_refused(post, text, said):
    found = problem(post(text), 400, "bad-request")

    assert said in found["detail"]


def test_no_body_is_no_inputs(post):
    problem(post(""), 422, "invalid-input")


def test_number_beyond_all_bounds_is_an_input_error(post):
    problem(post('{"members": 1e999}'), 422, "invalid-input")


def test_large_body_is_refused(post):
    found = problem(post('{"members": "' + "1" * 300_000 + '"}'), 413, "too-large")

    assert "256 KiB" in found["detail"]


def test_many_overrides_are_refused(post):
    body = {"members": 1, "overrides": {f"p{n}": 1 for n in range(500)}}

    assert "At most 400" in problem(post(body), 422, "invalid-input")["errors"][0]["message"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "text/csv"])
def test_only_json_goes_in(client, kind):
    problem(client.post(CALCULATIONS, "members=1", kind), 415, "unsupported-media-type")


def test_only_json_comes_out(client):
    reply = client.get("/api/v1/programs", headers={"accept": "application/xml"})

    problem(reply, 406, "not-acceptable")


def test_method_that_is_not_offered_is_refused(client):
    reply = client.delete(CALCULATIONS)

    problem(reply, 405, "method-not-allowed")
    assert reply["Allow"] == "POST"


@pytest.mark.parametrize("method", ["get", "post", "put", "delete"])
@pytest.mark.parametrize("address", ["/api/", "/api/v1/", "/api/v1/calculation", "/api/v2/inputs"])
def test_address_without_anything_is_a_404_problem(client, method, address):
    found = problem(getattr(client, method)(address), 404, "not-found")

    assert found["instance"] == address


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("relase=2026-11", "relase"),
        ("release=a&release=b", "release"),
        ("release=%00", "release"),
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=ten", "limit"),
        ("limit=٣", "limit"),
        ("offset=-1", "offset"),
        ("offset=" + "9" * 30, "offset"),
    ],
)
def test_query_that_cannot_be_used_is_refused(client, query, name):
    found = problem(client.get(f"/api/v1/programs?{query}"), 400, "bad-request")

    assert [error["parameter"] for error in found["errors"]] == [name]


def test_draft_release_is_not_served(client):
    Release.objects.create(slug="secret", name="Secret", date="2026-12-01")

    problem(client.get("/api/v1/programs?release=secret"), 404, "not-found")
    problem(client.get("/api/v1/evidence/releases/secret"), 404, "not-found")


@pytest.mark.parametrize("slug", ["1999-01", "", "secret"])
def test_release_that_never_was_live_is_not_found_and_named(client, post, slug):
    Release.objects.create(slug="secret", name="Secret", date="2026-12-01")

    for reply in (
        client.get(f"/api/v1/inputs?release={slug}"),
        post({"members": 1}, f"{CALCULATIONS}?release={slug}"),
    ):
        (error,) = problem(reply, 404, "not-found")["errors"]
        assert error["parameter"] == "release"
        assert f"“{slug}”" in error["message"]
    assert not Scenario.objects.exists()


def test_without_a_live_release_the_service_is_not_ready(post, monkeypatch):
    monkeypatch.setattr(Release.objects, "published", Release.objects.none)

    problem(post({"members": 1}), 503, "not-ready")


def test_own_failure_is_told_without_detail_and_logged(client, post, monkeypatch, caplog):
    client.raise_request_exception = False

    def fail(**given):
        raise DatabaseError("password=hunter2")

    monkeypatch.setattr(services, "save_scenario", fail)

    reply = post({"members": 1})

    problem(reply, 500, "server-error")
    assert b"hunter2" not in reply.content
    assert "hunter2" in caplog.text


@pytest.mark.parametrize(
    ("error", "status", "name"),
    [
        (PermissionDenied("secret"), 403, "forbidden"),
        (SuspiciousOperation("secret"), 400, "bad-request"),
        (NoLiveRelease(), 503, "not-ready"),
        (OperationalError("database is locked"), 503, "not-ready"),
        (APIException("I am a teapot.", "teapot"), 418, "status-418"),
    ],
)
def test_errors_of_the_framework_are_problems(client, post, monkeypatch, error, status, name):
    client.raise_request_exception = False

    def fail(**given):
        raise error

    if name == "status-418":
        error.status_code = status
    monkeypatch.setattr(services, "save_scenario", fail)

    reply = post({"members": 1})

    problem(reply, status, name)
    assert b"secret" not in reply.content


def test_session_cookie_changes_nothing(client, django_user_model, post):
    client.force_login(django_user_model.objects.create_user("alice"))
    client.handler.enforce_csrf_checks = True

    assert post({"members": 100, "draws": 1_000}).status_code == 201


def test_page_and_api_say_the_same(client, post):
    typed = {"members": "10^12", "design": "dreamt"}

    found = problem(post(typed), 422, "invalid-input")
    page = client.post("/", QueryDict("members=10%5E12&design=dreamt").dict())

    for error in found["errors"]:
        assert error["message"].split(".")[0] in page.content.decode()
