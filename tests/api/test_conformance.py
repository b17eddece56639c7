"""The API against its own description: requests made up from it, replies judged by it."""

from collections.abc import Callable
from functools import cache

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS as ALL_CHECKS
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig

from calculator.api.tokens import services as tokens
from calculator.api.tokens.scopes import SCOPES
from calculator.evidence import catalog
from calculator.evidence.models import Finding, Parameter, Source
from calculator.reports import tasks
from calculator.reports.models import Report
from calculator.scenarios import services
from calculator.scenarios.models import Scenario
from calculator.webhooks import services as webhooks
from calculator.webhooks import tasks as webhook_tasks
from calculator.webhooks.events import EVENTS
from tests.services import ROOT

pytestmark = pytest.mark.django_db

load_all_checks()
CHECKS = tuple(ALL_CHECKS.get_all())
EXAMPLES = settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@cache
def handler() -> WSGIHandler:
    """The site, made at the first request: by then the settings of the tests are in force."""
    return WSGIHandler()


def application(environ: dict, start_response: Callable) -> object:
    """Answer one request."""
    return handler()(environ, start_response)


schema = schemathesis.openapi.from_dict(
    SchemaGenerator().get_schema(request=None, public=True),
    config=SchemathesisConfig.from_path(ROOT / "schemathesis.toml"),
)
schema.app = application


@pytest.fixture
def known(monkeypatch) -> dict[str, str]:
    """What exists, by the beginning of its address."""
    monkeypatch.setattr(tasks.make_report, "delay", lambda pk: None)
    scenario = services.save_scenario(raw={"members": 500, "draws": 1_000})
    report = Report.objects.create(scenario=scenario, paper="a4", address="https://example.org/")
    return {
        "/api/v1/calculations/": scenario.token,
        "/api/v1/reports/": report.token,
        "/api/v1/evidence/releases/": catalog.live_release().slug,
        "/api/v1/evidence/parameters/": Parameter.objects.first().slug,
        "/api/v1/evidence/findings/": Finding.objects.first().slug,
        "/api/v1/evidence/sources/": Source.objects.first().slug,
    }


@schema.parametrize()
@EXAMPLES
def test_made_up_requests_get_described_replies(case, known):
    for start, name in known.items():
        if case.path.startswith(start):
            case.path_parameters = dict.fromkeys(case.path_parameters, name)

    case.call_and_validate(checks=CHECKS)


@schema.include(path_regex=r"\{").parametrize()
@EXAMPLES
def test_made_up_addresses_get_described_replies(case):
    case.call_and_validate(checks=CHECKS)


@pytest.fixture
def bearer(known, django_user_model, monkeypatch) -> dict[str, str]:
    """The header of somebody who keeps a calculation and has an endpoint."""
    monkeypatch.setattr(webhook_tasks.deliver, "delay", lambda pk: None)
    owner = django_user_model.objects.create_user("ada")
    saved = services.save_scenario(raw={"members": 500, "draws": 1_000}, by=owner)
    endpoint = webhooks.add_endpoint(owner=owner, url="https://example.com/", events=EVENTS)[0]
    known |= {"/api/v1/scenarios/": saved.token, "/api/v1/webhooks/": endpoint.key}
    secret = tokens.issue_token(owner=owner, name="t", scopes=list(SCOPES), days=7)[1]
    return {"Authorization": f"Bearer {secret}"}


@schema.include(path_regex="scenarios|webhooks").parametrize()
@EXAMPLES
def test_made_up_requests_with_a_token_get_described_replies(case, known, bearer):
    for start, name in known.items():
        if case.path.startswith(start):
            case.path_parameters = dict.fromkeys(case.path_parameters, name)

    case.call_and_validate(checks=CHECKS, headers=bearer)


@pytest.mark.parametrize(
    "body",
    [
        {"members": 10_000},
        {"employees": 40, "design": "targeted", "lens": "as_claimed", "draws": 1_000},
        {"members": 9, "areas": ["cancer"], "fee_per_employee_month": 0, "draws": 1_000},
        {"audience": "payer", "members_by_line": {"medicaid": 5_000}, "draws": 1_000},
        {"members": 9, "overrides": {"engagement": 0}, "uptake_ramp": [0, 0, 0], "draws": 1_000},
    ],
)
def test_answer_is_as_described(body):
    case = schema["/api/v1/calculations"]["POST"].Case(body=body, media_type="application/json")

    reply = case.call()

    assert reply.status_code == 201
    case.validate_response(reply, checks=CHECKS)
    assert Scenario.objects.count() == 1


def test_finished_report_is_as_described(known):
    tasks.make_report(Report.objects.get().pk)
    address = reverse("api:read-report", args=[known["/api/v1/reports/"]])
    case = schema["/api/v1/reports/{token}"]["GET"].Case(
        path_parameters={"token": known["/api/v1/reports/"]}
    )

    reply = case.call()

    assert reply.json()["file"].endswith(f"{address}/file")
    case.validate_response(reply, checks=CHECKS)
