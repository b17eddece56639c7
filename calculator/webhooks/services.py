"""Make endpoints, tell them what happened, hand messages over again and again."""

import json
import random
from collections.abc import Iterable, Mapping
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from calculator.language import gettext_noop as noop
from calculator.webhooks import addresses, sending, signing
from calculator.webhooks.events import EVENTS, TEST
from calculator.webhooks.models import Delivery, Endpoint

MOST_ENDPOINTS = 10
KEPT = timedelta(days=30)
LEASE = timedelta(minutes=3)  # longer than an attempt takes; after it another worker tries
WAITS = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)  # seconds, about 3 days
JITTER = 0.1
GIVEN_UP_AFTER = timedelta(days=5)
GONE = noop("It answered 410: it wants no more messages.")
LONG_FAILED = noop("It took no message for 5 days.")
AGENT = "msoroi-webhooks/1"


class TooManyEndpoints(Exception):
    """An account has as many endpoints as one may have."""


@transaction.atomic
def add_endpoint(*, owner: Any, url: str, events: Iterable[str]) -> tuple[Endpoint, str]:
    """Make an endpoint; return it with its secret, which is told this once.

    Raises:
        Refused: if nothing may be sent to the address.
        TooManyEndpoints: if its owner has as many as one may have.
    """
    addresses.check_url(url)
    get_user_model().objects.select_for_update().get(pk=owner.pk)  # one at a time: the limit holds
    if Endpoint.objects.owned_by(owner).count() >= MOST_ENDPOINTS:
        raise TooManyEndpoints
    chosen = [name for name in EVENTS if name in set(events)]
    endpoint = Endpoint.objects.create(owner=owner, url=url, events=chosen)
    return endpoint, signing.secret_of(endpoint.seed)


def renew_secret(*, endpoint: Endpoint) -> str:
    """Give an endpoint another secret; return it. The old one signs nothing more."""
    endpoint.seed = signing.new_seed()
    endpoint.save(update_fields=["seed"])
    return signing.secret_of(endpoint.seed)


def enable_endpoint(*, endpoint: Endpoint) -> Endpoint:
    """Take messages up again after it was disabled."""
    _mark(endpoint, disabled_at=None, disabled_reason="", failing_since=None)
    return endpoint


@transaction.atomic
def announce(*, kind: str, subject: str, data: Mapping[str, Any], to: Iterable[int]) -> list[int]:
    """Keep a message for every endpoint of these accounts that wants its kind; return their keys.

    Kept in the caller's transaction: what is undone is not told. ``subject`` names the event:
    told twice, it is still one message.
    """
    message = f"msg_{sha256(f'{kind}|{subject}'.encode()).hexdigest()[:32]}"
    body = _body(kind, data)
    found = []
    for endpoint in Endpoint.objects.active().filter(owner__in=set(to)):
        if kind in endpoint.events:
            row, is_new = Delivery.objects.get_or_create(
                endpoint=endpoint, message=message, defaults={"kind": kind, "body": body}
            )
            found += [row.pk] if is_new else []
    return found


def waiting_for(kind: str) -> set[int]:
    """Return the accounts with an endpoint that wants this kind."""
    active = Endpoint.objects.active().values_list("owner_id", "events")
    return {owner for owner, events in active if kind in events}


def send_test(*, endpoint: Endpoint) -> Delivery:
    """Keep a message that says nothing but that it arrives."""
    message = f"msg_{signing.new_seed()}"
    body = _body(TEST, {"endpoint": endpoint.key})
    return Delivery.objects.create(endpoint=endpoint, message=message, kind=TEST, body=body)


def send_again(*, delivery: Delivery) -> Delivery:
    """Take a message that was delivered or failed for a further round of attempts."""
    done = Delivery.objects.filter(pk=delivery.pk).exclude(state=Delivery.State.WAITING)
    done.update(state=Delivery.State.WAITING, next_attempt_at=timezone.now(), round=0)
    delivery.refresh_from_db()
    return delivery


def deliver(*, pk: int) -> Delivery | None:
    """Make the attempt that is due; None where none is, or another worker has it."""
    now = timezone.now()
    if not Delivery.objects.due(now).filter(pk=pk).update(next_attempt_at=now + LEASE):
        return None
    delivery = Delivery.objects.select_related("endpoint", "endpoint__owner").get(pk=pk)
    endpoint = delivery.endpoint
    if endpoint.disabled_at is not None or not endpoint.owner.is_active:
        return _noted(delivery, sending.Reply(status=None, error=noop("Disabled.")), is_last=True)
    signed = signing.headers_of(
        seed=endpoint.seed, message=delivery.message, body=delivery.body, now=now
    )
    headers = {"Content-Type": "application/json", "User-Agent": AGENT, **signed}
    reply = sending.post(endpoint.url, delivery.body.encode(), headers)
    delivery = _noted(delivery, reply, is_last=delivery.round >= len(WAITS))
    _judge(endpoint, reply)
    return delivery


def prune_deliveries() -> int:
    """Forget messages that were kept long enough; return how many rows went."""
    return Delivery.objects.created_before(timezone.now() - KEPT).delete()[0]


def _body(kind: str, data: Mapping[str, Any]) -> str:
    said = {"type": kind, "timestamp": timezone.now().isoformat(), "data": dict(data)}
    return json.dumps(said, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _noted(delivery: Delivery, reply: sending.Reply, *, is_last: bool) -> Delivery:
    now = timezone.now()
    tried = {"at": now.isoformat(timespec="seconds"), "status": reply.status, "error": reply.error}
    delivery.attempts = [*delivery.attempts, tried][-2 * len(WAITS) :]
    delivery.next_attempt_at = None
    if reply.is_good:
        delivery.state = Delivery.State.DELIVERED
    elif is_last:
        delivery.state = Delivery.State.FAILED
    else:
        wait = WAITS[delivery.round] * random.uniform(1 - JITTER, 1 + JITTER)  # noqa: S311
        delivery.next_attempt_at = now + timedelta(seconds=wait)
    delivery.round += 1
    delivery.save(update_fields=["attempts", "next_attempt_at", "state", "round"])
    return delivery


def _judge(endpoint: Endpoint, reply: sending.Reply) -> None:
    """Note how an endpoint does; disable one that wants no more, or failed for days."""
    now = timezone.now()
    if reply.is_good:
        if endpoint.failing_since is not None:
            _mark(endpoint, failing_since=None)
    elif reply.status == HTTPStatus.GONE:
        _mark(endpoint, disabled_at=now, disabled_reason=GONE)
    elif endpoint.failing_since is None:
        _mark(endpoint, failing_since=now)
    elif endpoint.failing_since <= now - GIVEN_UP_AFTER:
        _mark(endpoint, disabled_at=now, disabled_reason=LONG_FAILED)


def _mark(endpoint: Endpoint, **values: object) -> None:
    for name, value in values.items():
        setattr(endpoint, name, value)
    endpoint.save(update_fields=list(values))
