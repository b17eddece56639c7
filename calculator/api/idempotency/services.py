"""Claim a call, keep its answer, or free its key."""

import uuid
import zlib
from collections.abc import Mapping
from datetime import timedelta

from django.db import IntegrityError
from django.utils import timezone

from calculator.api.idempotency.models import KeptReply

KEPT = timedelta(hours=24)
LEASE = timedelta(seconds=60)  # longer than any call takes; a call that was killed blocks no longer
COMPRESSION = 3


class OtherRequest(Exception):
    """The key belongs to a request with another body or query."""


class StillRunning(Exception):
    """The first call with the key has no answer yet."""


def open_call(*, name: str, request_hash: str) -> KeptReply:
    """Return the answer that was kept, or a claim on the call.

    Raises:
        OtherRequest: if the key was used for something else.
        StillRunning: if somebody else has the claim.
    """
    now = timezone.now()
    KeptReply.objects.created_before(now - KEPT).filter(name=name).delete()
    claim = {"claim": uuid.uuid4(), "lease_until": now + LEASE}
    try:
        call, is_ours = KeptReply.objects.get_or_create(
            name=name, defaults={"request_hash": request_hash, "created_at": now, **claim}
        )
    except IntegrityError:  # made and freed by another call meanwhile
        raise StillRunning from None
    if call.request_hash != request_hash:
        raise OtherRequest
    if is_ours or call.is_done:
        return call
    lost = KeptReply.objects.filter(pk=call.pk, status=None, lease_until__lte=now)
    if not lost.update(**claim):
        raise StillRunning
    call.claim = claim["claim"]
    return call


def keep_reply(
    *, call: KeptReply, status: int, content_type: str, headers: Mapping[str, str], body: bytes
) -> None:
    """Keep the answer of a claimed call.

    Raises:
        StillRunning: if the call took so long that another took its claim.
    """
    ours = KeptReply.objects.filter(pk=call.pk, claim=call.claim, status=None)
    packed = zlib.compress(body, COMPRESSION)
    if not ours.update(status=status, content_type=content_type, headers=headers, body=packed):
        raise StillRunning


def free_call(*, call: KeptReply) -> None:
    """Free the key of a call that failed through no fault of its sender."""
    KeptReply.objects.filter(pk=call.pk, claim=call.claim, status=None).delete()


def body_of(call: KeptReply) -> bytes:
    """Return the body that was answered."""
    return zlib.decompress(bytes(call.body))


def prune_replies() -> int:
    """Remove what was kept long enough; return how many."""
    return KeptReply.objects.created_before(timezone.now() - KEPT).delete()[0]
