"""The API against its own description: requests made up from it, replies judged by it."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS as ALL_CHECKS
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig

from calculator.api.schema.rules import rules_of
from calculator.api.tokens import services as tokens
from calculator.api.tokens.scopes import SCOPES
from calculator.bundles import services as bundles
from calculator.evidence import catalog
from calculator.evidence.models import Finding, Parameter, Source
from calculator.portfolios import services as portfolios
from calculator.portfolios.models import Portfolio
from calculator.reports import tasks
from calculator.reports.models import FiduciaryFile, Report
from calculator.scenarios import services
from calculator.scenarios.models import Scenario
from calculator.webhooks import services as webhooks
from calculator.webhooks import tasks as webhook_tasks
from calculator.webhooks.events import EVENTS
from tests.api import schemathesis_hooks  # noqa: F401, tells Schemathesis of files and keys
from tests.portfolios.conftest import work
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
FEW = settings(EXAMPLES, max_examples=5, phases=[Phase.generate])


@cache
def handler() -> WSGIHandler:
    """The site, made at the first request: by then the settings of the tests are in force."""
    return WSGIHandler()


def application(environ: dict, start_response: Callable) -> object:
    """Answer one request, and close what it held open."""
    reply = handler()(environ, start_response)
    try:
        return list(reply)
    finally:
        reply.close()


schema = schemathesis.openapi.from_dict(
    SchemaGenerator().get_schema(request=None, public=True),
    config=SchemathesisConfig.from_path(ROOT / "schemathesis.toml"),
)
schema.app = application


@pytest.fixture(autouse=True)
def _nothing_leaves(settings, monkeypatch, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    for task in (tasks.make_report, tasks.make_fiduciary_file, webhook_tasks.deliver):
        monkeypatch.setattr(task, "delay", lambda pk: None)


@pytest.fixture
def owner(django_user_model):
    return django_user_model.objects.create_user("ada", email="ada@example.org")


@pytest.fixture
def known(owner, tmp_path) -> dict[str, str]:
    """What exists, by the beginning of its address; the owner's where it has one."""
    scenario = services.save_scenario(raw={"members": 500, "draws": 1_000})
    kept = services.save_scenario(raw={"members": 900, "draws": 1_000}, by=owner)
    report = Report.objects.create(scenario=scenario, paper="a4", address="https://example.org/")
    endpoint = webhooks.add_endpoint(owner=owner, url="https://example.com/", events=EVENTS)[0]
    return {
        "/api/v1/calculations/": scenario.token,
        "/api/v1/scenarios/": kept.token,
        "/api/v1/reports/": report.token,
        "/api/v1/fiduciary-files/": FiduciaryFile.objects.create(report=report).token,
        "/api/v1/portfolios/": a_finished_portfolio(owner, tmp_path / "groups.csv").token,
        "/api/v1/webhooks/": endpoint.key,
        "/api/v1/evidence/releases/": catalog.live_release().slug,
        "/api/v1/evidence/parameters/": Parameter.objects.first().slug,
        "/api/v1/evidence/findings/": Finding.objects.first().slug,
        "/api/v1/evidence/sources/": Source.objects.first().slug,
    }


def a_finished_portfolio(owner: object, path: Path) -> Portfolio:
    """One with a good row and a refused one, its files made, its reports asked for."""
    path.write_text("group_id,members\na,500\nb,none\n")
    made = portfolios.upload_portfolio(by=owner, path=path, name=path.name, inputs={"draws": 1_000})
    done = work(portfolios.run_portfolio(portfolio=made))
    bundles.request_bundle(portfolio=done, paper="letter")
    return done


@pytest.fixture
def bearer(owner) -> dict[str, str]:
    """The header of a token that is for everything."""
    secret = tokens.issue_token(owner=owner, name="t", scopes=list(SCOPES), days=7)[1]
    return {"Authorization": f"Bearer {secret}"}


def led_to_what_exists(case: schemathesis.Case, known: dict[str, str]) -> schemathesis.Case:
    """Put the token or name of something that exists into the address."""
    for start, name in known.items():
        if case.path.startswith(start):
            parts = dict.fromkeys({"token", "slug"} & set(case.path_parameters), name)
            case.path_parameters = {**case.path_parameters, **parts}
    return case


@schema.parametrize()
@EXAMPLES
def test_made_up_requests_with_a_token_get_described_replies(case, known, bearer):
    led_to_what_exists(case, known).call_and_validate(checks=CHECKS, headers=bearer)


@schema.exclude(path_regex="portfolios|scenarios|webhooks").parametrize()
@FEW
def test_made_up_requests_of_anybody_get_described_replies(case, known):
    led_to_what_exists(case, known).call_and_validate(checks=CHECKS)


@schema.include(path_regex=r"\{").parametrize()
@FEW
def test_made_up_addresses_get_described_replies(case, bearer):
    case.call_and_validate(checks=CHECKS, headers=bearer)


def test_what_is_refused_as_described_is_said_of_its_operation():
    """The exceptions of schemathesis.toml are those that the description states, and no others."""
    allowed, said = {}, {}
    usual = set(schema.config.checks.positive_data_acceptance.expected_statuses)
    for result in schema.get_all_operations():
        operation = result.ok()
        name, takes = operation.definition.raw["operationId"], {p.name for p in operation.query}
        checks = schema.config.checks_config_for(operation=operation)
        allowed[name] = set(checks.positive_data_acceptance.expected_statuses) - usual
        said[name] = set(rules_of(name, takes))

    assert len(allowed) > 40
    assert allowed == said


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
