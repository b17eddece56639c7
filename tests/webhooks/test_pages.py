"""The pages of webhooks: for their owner alone; the secret is on one answer and on no other."""

import re

import pytest

from calculator.webhooks import services, tasks
from calculator.webhooks.events import EVENTS, REPORT_FINISHED
from calculator.webhooks.models import Delivery, Endpoint

PAGE = "/accounts/webhooks/"
GOOD = {"url": "https://example.com/hook", "events": [REPORT_FINISHED]}


@pytest.fixture(autouse=True)
def _no_broker(monkeypatch):
    monkeypatch.setattr(tasks.deliver, "delay", lambda pk: None)


@pytest.fixture
def own(client, ada):
    """A client signed in as Ada."""
    client.force_login(ada)
    return client


@pytest.fixture
def page(endpoint):
    return f"{PAGE}{endpoint.key}/"


def test_whoever_is_not_signed_in_is_asked_to(client, page):
    for reply in (client.get(PAGE), client.post(PAGE, GOOD), client.get(page)):
        assert reply.status_code == 302
        assert "next=/accounts/webhooks/" in reply["Location"]


def test_secret_is_shown_once(own):
    made = own.post(PAGE, GOOD)
    endpoint = Endpoint.objects.get()

    assert made.status_code == 201
    (secret,) = set(re.findall(r"whsec_[\w+/=]+", made.content.decode()))
    assert len(secret) == len("whsec_") + 44
    for later in (own.get(PAGE), own.get(f"{PAGE}{endpoint.key}/")):
        assert "https://example.com/hook" in later.content.decode()
        assert secret not in later.content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"url": "https://127.0.0.1/"}, "private network"),
        ({"url": "http://example.com/"}, "begins with https://"),
        ({"url": ""}, "Give the address"),
        ({"events": []}, "Choose at least one"),
        ({"events": ["nothing"]}, "not one of the available choices"),
    ],
    ids=["private", "no-tls", "empty", "no-events", "unknown-event"],
)
def test_what_cannot_be_is_refused_at_its_field(own, settings, change, said):
    settings.WEBHOOKS_TO_PRIVATE = False

    reply = own.post(PAGE, GOOD | change)

    assert reply.status_code == 422
    assert said in reply.content.decode()
    assert (GOOD | change)["url"] in reply.content.decode()
    assert not Endpoint.objects.exists()


def test_account_has_ten_endpoints_at_most(own, ada, monkeypatch):
    monkeypatch.setattr(services, "MOST_ENDPOINTS", 1)
    own.post(PAGE, GOOD)

    assert own.post(PAGE, GOOD).status_code == 422
    assert Endpoint.objects.count() == 1


def test_log_shows_every_message_and_sends_again(own, page, endpoint, received):
    received.answers = [500]
    own.post(f"{page}test/")
    delivery = Delivery.objects.get()
    services.deliver(pk=delivery.pk)

    shown = own.get(page).content.decode()
    assert "webhook.test" in shown
    assert "500 The endpoint did not take it." in shown
    assert delivery.message in shown

    Delivery.objects.update(state=Delivery.State.FAILED, next_attempt_at=None)
    assert own.post(f"{page}{delivery.pk}/again/").status_code == 302
    services.deliver(pk=delivery.pk)
    assert Delivery.objects.get().state == Delivery.State.DELIVERED


def test_owner_renews_enables_and_removes(own, page, endpoint):
    Endpoint.objects.update(disabled_at=endpoint.created_at, disabled_reason=services.GONE)
    assert services.GONE in own.get(page).content.decode()

    assert "whsec_" in own.post(f"{page}secret/").content.decode()
    own.post(f"{page}enable/")
    changed = Endpoint.objects.get()
    assert (changed.disabled_at, changed.seed != endpoint.seed) == (None, True)

    assert own.post(f"{page}remove/").status_code == 302
    assert not Endpoint.objects.exists()


@pytest.mark.parametrize("step", ["", "test/", "secret/", "enable/", "remove/", "1/again/"])
def test_nobody_else_has_the_endpoint(client, django_user_model, page, step):
    client.force_login(django_user_model.objects.create_user("bea"))

    reply = client.post(page + step) if step else client.get(page)

    assert reply.status_code == 404
    assert Endpoint.objects.count() == 1


def test_every_event_is_offered(own):
    shown = own.get(PAGE).content.decode()

    assert all(name in shown for name in EVENTS)
    assert "/accounts/webhooks/" in own.get("/accounts/").content.decode()


def test_staff_see_endpoints_without_secrets(admin_client, endpoint):
    listed = admin_client.get("/admin/webhooks/endpoint/")
    shown = admin_client.get(f"/admin/webhooks/endpoint/{endpoint.pk}/change/")

    assert endpoint.url in listed.content.decode()
    assert endpoint.seed not in shown.content.decode()
    assert admin_client.get("/admin/webhooks/endpoint/add/").status_code == 403
