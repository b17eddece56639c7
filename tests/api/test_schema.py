"""The OpenAPI description: complete, current, and what the API really does."""

import io
import re
from pathlib import Path
from typing import get_type_hints

import pytest
import yaml
from django.core.management import call_command
from django.urls import URLPattern
from drf_spectacular.generators import SchemaGenerator

from calculator.api import urls
from calculator.engine.inputs.fields import FIELDS
from calculator.engine.result import Result, Totals

pytestmark = pytest.mark.django_db

DOCS = Path(__file__).resolve().parents[2] / "docs"
HTTP = {"get", "post"}


@pytest.fixture(scope="module")
def spec() -> dict:
    return SchemaGenerator().get_schema(request=None, public=True)


def addresses(patterns=urls.urlpatterns, prefix="/api/") -> set[str]:
    """Every address of the API as OpenAPI writes it."""
    found: set[str] = set()
    for pattern in patterns:
        address = prefix + re.sub(r"<\w+:(\w+)>", r"{\1}", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            found |= {address} if pattern.name != "nothing" else set()
        else:
            found |= addresses(pattern.url_patterns, address)
    return found


def test_description_is_valid_and_without_warnings():
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=io.StringIO())


def test_kept_description_is_current():
    fresh = io.StringIO()
    call_command("spectacular", stdout=fresh)

    kept = (DOCS / "openapi.yaml").read_text("utf-8")

    assert kept == fresh.getvalue(), "run: python manage.py spectacular --file docs/openapi.yaml"


def test_every_address_is_described(spec):
    served = {address for address in addresses() if address.startswith("/api/v1/")}

    assert len(served) > 20
    assert set(spec["paths"]) == served


def test_every_address_is_in_the_document():
    text = (DOCS / "api.md").read_text("utf-8")

    written = set(re.findall(r"`(?:GET|POST) (/api/[^` ?]*)", text))

    assert written == addresses()


def test_every_kind_of_problem_is_in_the_document():
    from_code = set(
        re.findall(r'\("([a-z-]+)", "', (DOCS.parent / "calculator/api/problems.py").read_text())
    )
    text = (DOCS / "api.md").read_text("utf-8")

    assert from_code
    assert {name for name in from_code if f"`{name}`" not in text} == set()


def test_request_has_every_declared_input_with_its_bounds(spec):
    properties = spec["components"]["schemas"]["CalculationRequest"]["properties"]

    assert list(properties) == [field.name for field in FIELDS]
    for field in FIELDS:
        assert field.label in properties[field.name]["description"]
        if field.kind in ("whole", "number", "share", "money"):
            described = properties[field.name]
            assert (described["minimum"], described["maximum"]) == (field.low, field.high)


def test_reply_has_every_key_of_the_result(spec):
    schemas = spec["components"]["schemas"]

    assert set(schemas["Calculation"]["required"]) == {"id", "url", "created_at"} | set(
        get_type_hints(Result)
    )
    assert set(schemas["Totals"]["required"]) == set(get_type_hints(Totals))


def test_every_operation_describes_errors_and_limits(spec):
    for path, operations in spec["paths"].items():
        for method in HTTP & set(operations):
            responses = operations[method]["responses"]
            problem = responses["default"]["content"]["application/problem+json"]
            assert problem["schema"]["$ref"].endswith("/Problem"), path
            (good,) = (reply for status, reply in responses.items() if status.startswith("2"))
            assert "RateLimit-Limit" in good["headers"], path


def test_no_reference_leads_nowhere(spec):
    text = yaml.safe_dump(spec)
    used = set(re.findall(r"#/components/schemas/(\w+)", text))

    assert used - set(spec["components"]["schemas"]) == set()
    assert set(spec["components"]["schemas"]) - used == set()


def test_description_is_served_as_yaml_and_as_json(client):
    written = client.get("/api/schema/")
    as_json = client.get("/api/schema/", headers={"accept": "application/vnd.oai.openapi+json"})

    assert yaml.safe_load(written.content) == as_json.json()
    assert as_json.json()["openapi"].startswith("3.")
