"""Tokens at the door of the API: what each may, and how each refused one is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from calculator.api.tokens import secret as secrets
from calculator.api.tokens import services
from calculator.api.tokens.models import ApiToken
from calculator.api.tokens.scopes import CALCULATIONS_RUN, EVIDENCE_READ, SCOPES
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db

OF_AN_ACCOUNT = {"portfolios", "scenarios", "webhooks"}
CALCULATIONS, INPUTS = "/api/v1/calculations", "/api/v1/inputs"
BODY = {"members": 10_000, "draws": 1_000}


@pytest.fixture
def owner(django_user_model):
    return django_user_model.objects.create_user("ada")


@pytest.fixture
def issue(owner):
    """Make a token of the owner; give its secret."""

    def make(*scopes: str, days: int = 30) -> str:
        found = services.issue_token(
            owner=owner, name="model", scopes=scopes or tuple(SCOPES), days=days
        )
        return found[1]

    return make


def bearing(secret: str) -> dict[str, str]:
    return {"authorization": f"Bearer {secret}"}


def test_secret_is_told_once_and_stored_as_its_hash(issue):
    secret = issue()
    token = ApiToken.objects.get()

    assert secret.startswith("mso_")
    assert len(secret) == len("mso_") + 43 + 6
    assert token.digest == secrets.digest_of(secret)
    stored = " ".join(str(value) for value in ApiToken.objects.values().get().values())
    assert secret not in stored
    assert secret[secrets.SHOWN :] not in stored


def test_secrets_differ_and_hold_256_bits():
    found = {secrets.new_secret() for _ in range(200)}

    assert len(found) == 200
    assert secrets._in_digits(2**256 - 1, secrets.BODY).lstrip("0") != ""
    assert 62**secrets.BODY > 2**256 > 62 ** (secrets.BODY - 1)


@pytest.mark.parametrize("place", [4, 20, 46, 47, 52])
def test_slip_in_a_secret_is_found_without_asking_the_database(issue, place, client):
    good = issue()
    wrong = good[:place] + ("a" if good[place] != "a" else "b") + good[place + 1 :]

    with CaptureQueriesContext(connection) as asked:
        reply = client.get(INPUTS, headers=bearing(wrong))

    assert reply.status_code == 401
    assert not [query for query in asked if "apitoken" in query["sql"]]


def test_token_opens_what_its_scopes_say(client, post, issue):
    reader, runner = bearing(issue(EVIDENCE_READ)), bearing(issue(CALCULATIONS_RUN))

    assert client.get(INPUTS, headers=reader).status_code == 200
    assert client.get("/api/v1/programs", headers=reader).status_code == 200
    assert post(BODY, headers=runner).status_code == 201
    assert client.get(INPUTS, headers=runner).status_code == 403
    assert post(BODY, headers=reader).status_code == 403
    assert post({}, "/api/v1/claim-checks", headers=reader).status_code == 403
    assert Scenario.objects.count() == 1


@pytest.mark.parametrize("path", ["two-way", "reports", ""])
def test_every_address_of_calculations_asks_for_their_scope(client, post, issue, path):
    address = post(BODY)["Location"] + (f"/{path}" if path else "")
    ask = client.post if path == "reports" else client.get

    assert ask(address, headers=bearing(issue(EVIDENCE_READ))).status_code == 403


def test_missing_scope_is_named(post, issue):
    reply = post(BODY, headers=bearing(issue(EVIDENCE_READ)))

    assert reply["Content-Type"] == "application/problem+json"
    assert reply.json()["type"] == "urn:msoroi:problem:forbidden"
    assert reply.json()["scope"] == CALCULATIONS_RUN
    assert 'error="insufficient_scope", scope="calculations:run"' in reply["WWW-Authenticate"]


@pytest.mark.parametrize(
    "header",
    [
        "Bearer",
        "Bearer ",
        "Bearer x",
        "bearer mso_",
        "Bearer mso_" + "0" * 49,
        "Bearer mso_" + "é" * 49,
        pytest.param("Bearer " + secrets.new_secret(), id="well formed, of nobody"),
        "Bearer " + "A" * 8_000,
    ],
)
def test_word_that_is_no_token_of_this_site_is_refused(client, header):
    reply = client.get(INPUTS, headers={"authorization": header})

    assert reply.status_code == 401
    assert reply["Content-Type"] == "application/problem+json"
    assert reply.json()["type"] == "urn:msoroi:problem:unauthorized"
    assert reply["WWW-Authenticate"] == 'Bearer realm="msoroi", error="invalid_token"'


def test_expired_revoked_and_closed_are_refused_with_the_reason(client, issue, owner):
    secret = issue()
    token = ApiToken.objects.get()

    def refused() -> str:
        reply = client.get(INPUTS, headers=bearing(secret))
        assert reply.status_code == 401
        return reply.json()["detail"]

    owner.is_active = False
    owner.save()
    assert "account of this token is closed" in refused()
    ApiToken.objects.update(
        created_at=timezone.now() - timedelta(days=2), expires_at=timezone.now() - timedelta(1)
    )
    assert "expired" in refused()
    services.revoke_token(token=token)
    assert "revoked" in refused()


def test_revoking_twice_keeps_the_first_moment(issue):
    issue()
    token = services.revoke_token(token=ApiToken.objects.get())
    first = token.revoked_at

    assert services.revoke_token(token=token).revoked_at == first


def test_without_a_token_or_by_another_scheme_everything_works_as_before(client, post):
    assert post(BODY).status_code == 201
    assert client.get(INPUTS, headers={"authorization": "Basic YTpi"}).status_code == 200


def test_owner_of_a_token_reads_his_own_calculation_and_others_do_not(client, post, issue, owner):
    address = post(BODY)["Location"]
    Scenario.objects.update(created_by=owner)

    assert client.get(address).status_code == 404
    assert client.get(address, headers=bearing(issue())).status_code == 200


def test_last_use_is_noted_at_most_once_a_minute(client, issue):
    secret = issue()
    client.get(INPUTS, headers=bearing(secret))
    first = ApiToken.objects.get().last_used_at

    with CaptureQueriesContext(connection) as asked:
        client.get(INPUTS, headers=bearing(secret))

    assert timezone.now() - first < timedelta(seconds=30)
    assert ApiToken.objects.get().last_used_at == first
    assert not [query for query in asked if query["sql"].startswith("UPDATE")]
    ApiToken.objects.update(last_used_at=first - timedelta(minutes=1))
    client.get(INPUTS, headers=bearing(secret))
    assert ApiToken.objects.get().last_used_at >= first


def test_limits_are_counted_by_token_not_by_address(post, issue, settings):
    rates = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] | {"calculations": "1/min"}
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"DEFAULT_THROTTLE_RATES": rates}
    one, two = bearing(issue()), bearing(issue())

    replies = [post({}, headers=headers) for headers in (one, two, {})]
    elsewhere = post({}, headers=one, REMOTE_ADDR="10.9.9.9")

    assert [reply.status_code for reply in replies] == [422, 422, 422]
    assert elsewhere.status_code == 429


def test_one_person_has_a_limited_number_of_usable_tokens(issue, owner):
    for _ in range(services.MOST_TOKENS):
        issue()

    with pytest.raises(services.TooManyTokens):
        issue()
    services.revoke_token(token=ApiToken.objects.first())
    issue()

    assert ApiToken.objects.usable(timezone.now()).count() == services.MOST_TOKENS


@pytest.mark.parametrize("change", [{"name": ""}, {"expires_at": timezone.now() - timedelta(9)}])
def test_database_refuses_a_token_without_a_name_or_end(issue, change):
    issue()

    with pytest.raises(IntegrityError):
        ApiToken.objects.update(**change)


def test_description_offers_the_token_and_no_token(client):
    spec = client.get("/api/schema/", headers={"accept": "application/vnd.oai.openapi+json"}).json()

    assert spec["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for path, operations in spec["paths"].items():
        for operation in operations.values():
            anonymous = [] if path.split("/")[3] in OF_AN_ACCOUNT else [{}]
            assert operation["security"] == [{"token": []}, *anonymous], path
