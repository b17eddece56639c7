"""The API reference: a page for every operation, true to the description, in both languages."""

import re

import pytest
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft4Validator

from calculator.api.reference import described
from calculator.api.reference.curl import BEFORE, FILES, UPLOADS, WAITS, commands
from calculator.api.reference.fields import Field, Reader
from calculator.api.reference.operations import KEEPS_NOTHING, Effect, operations_of
from calculator.api.schema.examples import ANSWERS, VALUES
from calculator.api.tokens.scopes import SCOPES
from calculator.api.views.reference import GROUPS, PROBLEM

pytestmark = pytest.mark.django_db

ROOT = "https://example.org"


@pytest.fixture(scope="module")
def spec() -> dict:
    return SchemaGenerator().get_schema(request=None, public=True)


@pytest.fixture(scope="module")
def known():
    described.operations.cache_clear()  # another test may have read it in a made-up language
    return described.operations()


def test_every_operation_of_the_description_has_its_page(client, spec):
    names = [
        (operation["operationId"], path)
        for path, found in spec["paths"].items()
        for operation in found.values()
    ]

    overview = client.get("/api/docs/").content.decode()

    assert len(names) > 40
    for name, path in names:
        page = client.get(f"/api/docs/{name}/")
        assert page.status_code == 200, name
        assert readable(path) in page.content.decode(), name
        assert f'href="/api/docs/{name}/"' in overview


def readable(path: str) -> str:
    return re.sub(r"([_/.-])(?=.)", r"\1<wbr>", path)


def test_every_group_is_on_the_overview(known):
    assert {each.group for each in known.values()} == set(GROUPS)


def test_unknown_operation_is_a_page_that_says_so(client):
    page = client.get("/api/docs/none/")

    assert page.status_code == 404
    assert "There is no such page" in page.content.decode()


def test_page_runs_under_the_strict_policy(client):
    page = client.get("/api/docs/create_calculation/")
    text = page.content.decode()

    assert "script-src 'self';" in page["Content-Security-Policy"] + ";"
    assert "<style" not in text
    assert re.findall(r"<script(?![^>]*src=)", text) == []
    assert all(link.startswith(("/", "#")) for link in re.findall(r'(?:src|href)="([^"]+)"', text))


def test_no_two_parts_of_a_page_have_one_name(client, known):
    for name in known:
        found = re.findall(r'\sid="([^"]+)"', client.get(f"/api/docs/{name}/").content.decode())
        assert len(found) == len(set(found)), name


def test_frame_speaks_spanish_and_the_description_is_marked_as_english(client):
    page = client.get("/api/docs/create_calculation/", headers={"accept-language": "es"})
    text = page.content.decode()

    assert page["Content-Language"] == "es"
    assert '<html lang="es-US">' in text
    assert "Otros estados" in text
    assert '<h1 lang="en">Calculate, and keep the answer</h1>' in text


def test_description_is_read_in_english_whoever_asks_first(client, known):
    described.operations.cache_clear()

    client.get("/api/docs/", headers={"accept-language": "es"})

    assert described.operations() == known


def test_description_is_made_once(client, monkeypatch):
    client.get("/api/docs/")
    monkeypatch.setattr(described, "SchemaGenerator", None)

    assert client.get("/api/docs/sweep/").status_code == 200


def test_scope_limit_and_need_of_a_token_are_those_of_the_views(known):
    assert all(each.scope in SCOPES for each in known.values())
    assert {each.limit for each in known.values()} == {"calculations", "reads", "reports"}
    assert known["run_portfolio"].needs_token
    assert known["run_portfolio"].scope == "portfolios:run"
    assert not known["sweep"].needs_token
    assert known["request_report"].limit == "reports"


@pytest.mark.parametrize(
    ("name", "effect"),
    [
        ("read_calculation", Effect.READS),
        ("sweep", Effect.CALCULATES),
        ("create_calculation", Effect.KEEPS),
        ("keep_scenario", Effect.CHANGES),
        ("delete_webhook", Effect.REMOVES),
    ],
)
def test_page_says_what_a_request_leaves_behind(known, name, effect):
    assert known[name].effect == effect


def test_lists_of_operations_name_only_what_there_is(known):
    named = {*BEFORE, *BEFORE.values(), *FILES, *KEEPS_NOTHING, *UPLOADS, *VALUES, *WAITS}

    assert named - set(known) == set()


def test_fields_say_type_bounds_default_and_what_is_within(known):
    body = {each.name: each for each in known["sweep"].bodies[0].fields}
    inputs = {each.name: each for each in body["inputs"].fields}
    axis = {each.name: each for each in body["axes"].fields}

    assert body["axes"].kind == "array of SweepAxisRequest"
    assert body["axes"].items == ("1", "2")
    assert axis["input"].is_required
    assert inputs["members"].values == ("1", "5,000,000")
    assert inputs["members"].kind == "integer"
    assert inputs["audience"].choices == ("employer", "payer")
    assert [each.name for each in inputs["overrides"].fields] == ["base", "low", "high"]
    assert inputs["overrides"].kind == "object of number or OverrideRange"


def test_schema_that_holds_itself_ends():
    tree = {"properties": {"next": {"$ref": "#/components/schemas/Tree"}}, "type": "object"}

    (found,) = Reader({"Tree": tree}).fields({"$ref": "#/components/schemas/Tree"})

    assert found == Field(name="next", kind="Tree")


def test_parameters_come_with_where_they_stand_and_an_example(known):
    found = {each.name: each for each in known["vary_two_inputs"].parameters}

    assert [each.where for each in found.values()] == ["path", *["query"] * 4, "header"]
    assert found["x_values"].example == [0.5, 1, 2]
    assert (
        found["token"].said
        == "The `id` of the calculation, from the answer of `create_calculation`."
    )
    assert all(each.said for each in found.values())


def test_every_parameter_of_every_operation_has_a_meaning(known):
    silent = [
        (operation.name, each.name)
        for operation in known.values()
        for each in operation.parameters
        if not each.said
    ]

    assert silent == []


def test_answers_are_true_to_their_schemas(spec):
    validated = 0
    for found in spec["paths"].values():
        for operation in found.values():
            for status, reply in operation["responses"].items():
                content = reply.get("content", {}).get("application/json")
                if content is None or not status.startswith("2"):
                    continue
                judge(spec, content["schema"]).validate(content["example"])
                validated += 1

    assert validated > 35


def test_problem_of_the_overview_is_true_to_its_schema(spec):
    judge(spec, {"$ref": "#/components/schemas/Problem"}).validate(PROBLEM)


def test_bodies_are_true_to_their_schemas(spec):
    validated = 0
    for found in spec["paths"].values():
        for operation in found.values():
            body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
            for example in body.get("examples", {}).values():
                judge(spec, body["schema"]).validate(example["value"])
                validated += 1

    assert validated > 10


def judge(spec: dict, schema: dict) -> Draft4Validator:
    """Return what judges by a schema of OpenAPI 3.0, whose nullable JSON Schema does not know."""
    return Draft4Validator(or_null({**schema, "components": spec["components"]}))


def or_null(schema):
    if isinstance(schema, list):
        return [or_null(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: or_null(part) for key, part in schema.items() if key != "nullable"}
    return {"anyOf": [found, {"type": "null"}]} if schema.get("nullable") is True else found


def test_command_makes_what_it_needs_before(known):
    command = commands(known["read_report_file"], known, ROOT)

    assert command.splitlines()[0].startswith("id() {")
    assert re.findall(r"^(\w+)=\$\(curl", command, re.MULTILINE) == ["calculation", "report"]
    assert command.splitlines()[-1] == (
        f"until curl -sf -o summary.pdf {ROOT}/api/v1/reports/$report/file; do sleep 1; done"
    )


def test_command_takes_a_token_from_the_environment_where_one_is_needed(known):
    for operation in known.values():
        command = commands(operation, known, ROOT)
        assert ("$MSOROI_TOKEN" in command) == operation.needs_token, operation.name


def test_command_quotes_what_a_shell_would_read(known):
    command = commands(known["check_claim"], known, ROOT, {"document": "the seller's $9"})

    assert """-d '{"document": "the seller'"'"'s $9"}'""" in command


def test_operations_are_read_from_a_description_alone():
    (found,) = operations_of(
        {
            "paths": {
                "/a": {
                    "get": {
                        "operationId": "read",
                        "tags": ["t"],
                        "description": "Say a.",
                        "responses": {"200": {"description": ""}, "429": {"description": "Slow."}},
                    }
                }
            }
        }
    ).values()

    assert (found.title, found.said, found.method) == ("Say a", "", "GET")
    assert found.problems == (("429", "Slow."),)
    assert found.answers[0].media == ()


def test_recorded_answers_hold_no_secret():
    text = ANSWERS.read_text("utf-8")

    assert re.findall(r"whsec_[^\"]*", text) == ["whsec_…"]
    assert "mso_" not in text
