"""Messages are signed, handed over, tried again, and given up in the end."""

import socket
from datetime import timedelta

import pytest
from django.utils import timezone

from calculator.webhooks import sending, services, signing, tasks
from calculator.webhooks.events import REPORT_FINISHED, SCENARIO_MOVED
from calculator.webhooks.models import Delivery, Endpoint


def told(ada, subject: str = "one", kind: str = REPORT_FINISHED) -> Delivery:
    (pk,) = services.announce(kind=kind, subject=subject, data={"n": 1}, to=[ada.pk])
    return Delivery.objects.get(pk=pk)


def attempt(delivery: Delivery) -> Delivery:
    """Make the next attempt now, however long it should wait."""
    Delivery.objects.filter(pk=delivery.pk).update(next_attempt_at=timezone.now())
    tasks.deliver(delivery.pk)
    return Delivery.objects.get(pk=delivery.pk)


def test_message_is_signed_and_taken(ada, endpoint, received):
    delivery = attempt(told(ada))

    (message,) = received.verified(signing.secret_of(endpoint.seed))
    headers = {name.lower(): value for name, value in received.came[0][0].items()}
    assert message["type"] == REPORT_FINISHED
    assert message["data"] == {"n": 1}
    assert headers["webhook-id"] == delivery.message
    assert headers["content-type"] == "application/json"
    assert delivery.state == Delivery.State.DELIVERED
    assert [each["status"] for each in delivery.attempts] == [204]


def test_event_told_twice_is_one_message(ada, endpoint):
    told(ada)

    assert services.announce(kind=REPORT_FINISHED, subject="one", data={}, to=[ada.pk]) == []
    assert Delivery.objects.count() == 1


def test_only_what_was_asked_for_is_told_and_only_to_whom(ada, endpoint, django_user_model):
    bea = django_user_model.objects.create_user("bea")
    Endpoint.objects.filter(pk=endpoint.pk).update(events=[REPORT_FINISHED])

    found = [
        services.announce(kind=SCENARIO_MOVED, subject="a", data={}, to=[ada.pk]),
        services.announce(kind=REPORT_FINISHED, subject="b", data={}, to=[bea.pk]),
    ]

    assert found == [[], []]
    assert services.waiting_for(REPORT_FINISHED) == {ada.pk}
    assert services.waiting_for(SCENARIO_MOVED) == set()


def test_refused_message_waits_longer_each_time_with_the_same_name(ada, endpoint, received):
    received.answers = [500, 503, 302]
    delivery = told(ada)

    waits = []
    for _ in range(3):
        delivery = attempt(delivery)
        waits.append((delivery.next_attempt_at - timezone.now()).total_seconds())
    delivery = attempt(delivery)

    assert 3 < waits[0] < 6
    assert 260 < waits[1] < 331
    assert 1_600 < waits[2] < 1_990
    assert [each["status"] for each in delivery.attempts] == [500, 503, 302, 204]
    assert "redirects are refused" in delivery.attempts[2]["error"]
    assert len({headers["webhook-id"] for headers, _ in received.came}) == 1
    assert received.verified(signing.secret_of(endpoint.seed))
    assert Endpoint.objects.get().failing_since is None


def test_message_fails_when_no_attempt_is_left_and_can_be_sent_again(ada, endpoint, received):
    rounds = len(services.WAITS) + 1
    received.answers = [500] * rounds
    delivery = told(ada)
    for _ in range(rounds):
        assert delivery.state == Delivery.State.WAITING
        delivery = attempt(delivery)

    assert delivery.state == Delivery.State.FAILED
    assert services.deliver(pk=delivery.pk) is None

    services.send_again(delivery=delivery)
    assert attempt(delivery).state == Delivery.State.DELIVERED


def test_attempt_that_is_not_due_or_is_made_elsewhere_is_not_made(ada, endpoint, received):
    delivery = told(ada)
    Delivery.objects.update(next_attempt_at=timezone.now() + timedelta(minutes=1))

    tasks.deliver(delivery.pk)

    assert received.came == []


def test_endpoint_is_disabled_after_long_failure_and_can_be_enabled(ada, endpoint, received):
    received.answers = [500]
    Endpoint.objects.update(failing_since=timezone.now() - timedelta(days=6))
    delivery = attempt(told(ada))

    disabled = Endpoint.objects.get()
    assert disabled.disabled_reason == services.LONG_FAILED
    assert services.announce(kind=REPORT_FINISHED, subject="two", data={}, to=[ada.pk]) == []
    assert attempt(delivery).state == Delivery.State.FAILED

    services.enable_endpoint(endpoint=disabled)
    assert attempt(told(ada, "three")).state == Delivery.State.DELIVERED


def test_first_failure_is_noted_and_410_ends_it(ada, endpoint, received):
    received.answers = [500, 410]

    attempt(told(ada))
    assert Endpoint.objects.get().failing_since is not None
    attempt(told(ada, "two"))

    assert Endpoint.objects.get().disabled_reason == services.GONE


def test_endpoint_of_a_closed_account_is_told_nothing(ada, endpoint, received):
    delivery = told(ada)
    ada.is_active = False
    ada.save()

    assert attempt(delivery).state == Delivery.State.FAILED
    assert received.came == []


def test_new_secret_signs_and_the_old_one_no_more(ada, endpoint, received):
    old = signing.secret_of(endpoint.seed)
    new = services.renew_secret(endpoint=endpoint)

    attempt(told(ada))

    assert new != old
    assert received.verified(new)
    with pytest.raises(Exception, match="No matching signature"):
        received.verified(old)


def test_secret_is_not_in_the_database(endpoint):
    secret = signing.secret_of(endpoint.seed)

    stored = " ".join(str(value) for value in Endpoint.objects.values().get().values())

    assert secret.removeprefix("whsec_") not in stored


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (TimeoutError(), sending.TOO_SLOW),
        (socket.gaierror(), "There is no such name."),
        (ConnectionResetError(), "The connection failed."),
        (sending.ssl.SSLError(), "Its certificate is not one that browsers accept."),
        (sending.SoftTimeLimitExceeded(), sending.TOO_SLOW),
    ],
    ids=["slow", "no-name", "reset", "certificate", "time-limit"],
)
def test_failures_are_told_in_words(monkeypatch, error, said):
    def fail(*args):
        raise error

    monkeypatch.setattr(socket, "create_connection", fail)

    assert sending.post("https://127.0.0.1:1/", b"", {}).error == said


def test_due_messages_are_started_and_old_ones_forgotten(ada, endpoint, monkeypatch):
    started = []
    monkeypatch.setattr(tasks.deliver, "apply_async", lambda args, **more: started.append(args))
    delivery = told(ada)

    tasks.deliver_due()
    assert started == [(delivery.pk,)]

    Delivery.objects.update(created_at=timezone.now() - timedelta(days=31))
    tasks.prune_deliveries()
    assert not Delivery.objects.exists()


def test_endpoint_that_drips_its_answer_holds_no_worker_for_long():
    assert sending.SECONDS < tasks.deliver.soft_time_limit < tasks.deliver.time_limit <= 40
