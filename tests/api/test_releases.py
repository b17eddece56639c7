"""``?release=`` at every operation that takes it: the past, the withdrawn, the secret, nonsense."""

import pytest
from drf_spectacular.generators import SchemaGenerator

from calculator.api.tokens.scopes import SCOPES
from calculator.api.tokens.services import issue_token
from calculator.evidence import catalog, services
from calculator.evidence.models import Finding, Parameter, Release, Source
from calculator.portfolios.models import Portfolio
from calculator.scenarios.models import Scenario
from tests.evidence import steps

pytestmark = pytest.mark.django_db

SMALL = {"members": 900, "draws": 1_000}
BODIES = {
    "create_calculation": SMALL,
    "keep_scenario": {"inputs": SMALL},
    "sweep": {"inputs": SMALL, "axes": [{"input": "engagement", "values": [1]}]},
    "check_claim": {"amount": 11, "members": 900, "fee": 1, "fee_basis": "pepm"},
    "run_portfolio": "group_id,members\na,900\n",
}


def operations() -> dict[str, tuple[str, str]]:
    """Method and address of every operation whose description has ``release``."""
    paths = SchemaGenerator().get_schema(request=None, public=True)["paths"]
    return {
        operation["operationId"]: (method, path)
        for path, methods in paths.items()
        for method, operation in methods.items()
        if "release" in {each["name"] for each in operation.get("parameters", [])}
    }


OPERATIONS = operations()


@pytest.fixture
def ask(client, django_user_model, settings, tmp_path):
    """Send a good request to an operation, on a release, with a token for everything."""
    settings.MEDIA_ROOT = tmp_path
    ada = django_user_model.objects.create_user("ada", email="ada@example.org")
    secret = issue_token(owner=ada, name="t", scopes=list(SCOPES), days=7)[1]
    slugs = {"parameters": Parameter, "findings": Finding, "sources": Source}

    def ask(name: str, release: str):
        method, path = OPERATIONS[name]
        if "{slug}" in path:
            records = slugs[path.split("/")[-2]].objects
            path = path.format(slug=records.values_list("slug", flat=True).first())
        kind = "text/csv" if name == "run_portfolio" else "application/json"
        body = BODIES[name] if method == "post" else None
        send = {"get": client.get, "post": client.post}[method]
        return send(
            f"{path}?release={release}",
            **({"data": body, "content_type": kind} if body else {}),
            headers={"authorization": f"Bearer {secret}"},
        )

    return ask


def test_release_can_be_chosen_wherever_something_is_made_of_one():
    assert set(BODIES) < set(OPERATIONS)
    assert len(OPERATIONS) > 17


def test_live_release_can_be_named(ask):
    live = catalog.live_release().slug

    for name in OPERATIONS:
        reply = ask(name, live)

        assert reply.status_code in (200, 201, 202), (name, reply.content)
        assert reply["Evidence-Release"] == live


@pytest.fixture
def past(bob) -> Release:
    """The release that was live until another was published."""
    release = catalog.live_release()
    steps.published(services.start_draft(by=bob, name="Next"))
    return Release.objects.get(pk=release.pk)


def test_past_can_be_asked_again_everywhere(ask, past):
    for name in OPERATIONS:
        reply = ask(name, past.slug)

        assert reply.status_code in (200, 201, 202), (name, reply.content)
        assert reply["Evidence-Release"] == past.slug != catalog.live_release().slug
        assert "Evidence-Release-State" not in reply


def test_what_was_withdrawn_is_read_with_a_warning_and_calculates_no_more(ask, past):
    services.withdraw_release(release=past, by=steps.publisher(), reason="A unit was wrong.")

    for name in OPERATIONS:
        reply = ask(name, past.slug)

        if name in BODIES:
            judge(reply, 409)
            assert "A unit was wrong." in reply.json()["detail"]
        else:
            assert reply.status_code == 200, (name, reply.content)
            assert reply["Evidence-Release-State"] == "withdrawn"


def test_release_that_never_was_live_is_not_found(ask, bob):
    draft = services.start_draft(by=bob, name="Secret")
    names = [draft.slug, "1999-01", "", "x" * 300, "%C3%A9", "..%2F", "2026 11"]

    for name in OPERATIONS:
        replies = [ask(name, release) for release in names]

        for reply in replies:
            judge(reply, 404)
        assert len({reply.json()["title"] for reply in replies}) == 1


def test_release_with_a_character_that_no_record_has_is_refused(ask):
    for name in OPERATIONS:
        judge(ask(name, "2026%00"), 400)


def judge(reply, status: int) -> None:
    """Expect a problem that names the parameter, and no effect."""
    assert reply.status_code == status, reply.content
    assert reply["Content-Type"] == "application/problem+json"
    assert reply.json()["errors"][0]["parameter"] == "release"
    assert not Scenario.objects.exists()
    assert not Portfolio.objects.exists()
