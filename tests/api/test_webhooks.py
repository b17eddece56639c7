"""Webhooks through the API: for the token's owner alone, each refusal at its place."""

import pytest

from calculator.api.tokens import services as tokens
from calculator.api.tokens.scopes import CALCULATIONS_RUN, SCENARIOS_WRITE
from calculator.reports import services as reports
from calculator.reports.tasks import announce_report
from calculator.scenarios import services as scenarios
from calculator.webhooks import services, tasks
from calculator.webhooks.events import EVENTS, REPORT_FINISHED
from calculator.webhooks.models import Delivery, Endpoint

pytestmark = pytest.mark.django_db

WEBHOOKS = "/api/v1/webhooks"
GOOD = {"url": "https://example.com/hook", "events": [REPORT_FINISHED]}


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch, settings):
    settings.WEBHOOKS_TO_PRIVATE = False
    monkeypatch.setattr(tasks.deliver, "delay", lambda pk: None)


def bearer(user, *scopes: str) -> dict[str, str]:
    secret = tokens.issue_token(owner=user, name="t", scopes=scopes, days=7)[1]
    return {"authorization": f"Bearer {secret}"}


@pytest.fixture
def ada(django_user_model):
    return django_user_model.objects.create_user("ada")


@pytest.fixture
def own(ada):
    return bearer(ada, SCENARIOS_WRITE)


def test_endpoint_is_made_read_listed_and_removed(client, post, own):
    made = post(GOOD, WEBHOOKS, headers=own)
    address = made["Location"]

    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    read = client.get(address, headers=own).json()
    assert read == {k: v for k, v in made.json().items() if k != "secret"}
    assert client.get(WEBHOOKS, headers=own).json()["results"] == [read]
    assert client.delete(address, headers=own).status_code == 204
    assert client.get(address, headers=own).status_code == 404


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        (GOOD | {"url": "https://10.0.0.1/"}, "/url"),
        (GOOD | {"url": 1}, "/url"),
        (GOOD | {"events": []}, "/events"),
        (GOOD | {"events": [REPORT_FINISHED, 1]}, "/events"),
        (GOOD | {"events": ["nothing"]}, "/events"),
        (GOOD | {"more": 1}, "/more"),
    ],
    ids=["private", "number", "none", "no-text", "unknown", "strange"],
)
def test_what_cannot_be_used_is_refused_at_its_place(post, own, body, pointer):
    reply = post(body, WEBHOOKS, headers=own)

    assert reply.status_code == 422
    assert reply.json()["errors"][0]["pointer"] == pointer
    assert not Endpoint.objects.exists()


def test_body_that_is_no_object_and_one_endpoint_too_many_are_refused(post, own, monkeypatch):
    monkeypatch.setattr(services, "MOST_ENDPOINTS", 1)

    replies = [post(body, WEBHOOKS, headers=own) for body in ([], GOOD, GOOD)]

    assert [reply.status_code for reply in replies] == [400, 201, 409]


def test_token_and_scope_are_needed_and_others_have_nothing(client, post, ada, own, rosa):
    address = post(GOOD, WEBHOOKS, headers=own)["Location"]

    assert client.get(WEBHOOKS).status_code == 401
    assert client.get(WEBHOOKS, headers=bearer(ada, CALCULATIONS_RUN)).status_code == 403
    other = bearer(rosa, SCENARIOS_WRITE)
    for reply in (
        client.get(address, headers=other),
        client.delete(address, headers=other),
        client.get(f"{address}/deliveries", headers=other),
        post({}, f"{address}/test", headers=other),
    ):
        assert reply.status_code == 404


def test_test_message_is_in_the_log(client, post, own):
    address = post(GOOD, WEBHOOKS, headers=own)["Location"]

    sent = post({}, f"{address}/test", headers=own)

    assert sent.status_code == 202
    (logged,) = client.get(f"{address}/deliveries?limit=5", headers=own).json()["results"]
    assert logged == sent.json()
    assert (logged["type"], logged["state"], logged["attempts"]) == ("webhook.test", "waiting", [])


def test_finished_report_is_told_to_owner_and_asker_once_each(ada, rosa, db):
    for owner in (ada, rosa):
        services.add_endpoint(owner=owner, url=GOOD["url"], events=list(EVENTS))
    saved = scenarios.save_scenario(raw={"members": 500, "draws": 1_000}, by=ada)
    report = reports.request_report(scenario=saved, paper="a4", address="x", by=rosa)

    for _ in range(2):
        announce_report(report)

    assert {each.endpoint.owner for each in Delivery.objects.all()} == {ada, rosa}
    assert Delivery.objects.count() == 2
