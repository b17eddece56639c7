"""Work of a worker: hand messages over; of the clock: those that are due, and forget old ones."""

from collections.abc import Iterable, Mapping
from typing import Any

from celery import shared_task
from django.utils import timezone

from calculator import jobs
from calculator.webhooks import services
from calculator.webhooks.models import Delivery

AT_ONCE, EXPIRES = 500, 30
SOFT_LIMIT, LIMIT = 20, 40  # seconds: an endpoint that drips its answer holds no worker for long


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=LIMIT)
def deliver(pk: int) -> None:
    """Make the attempt that is due, unless another worker makes it."""
    services.deliver(pk=pk)


@shared_task
def deliver_due() -> None:
    """Start the attempts that are due: retries, and messages that the broker lost."""
    due = Delivery.objects.due(timezone.now()).order_by("next_attempt_at")
    for pk in due.values_list("pk", flat=True)[:AT_ONCE]:
        deliver.apply_async((pk,), expires=EXPIRES)  # without a worker they must not pile up


@shared_task
def prune_deliveries() -> None:
    """Forget messages of more than a month ago."""
    services.prune_deliveries()


def announce(*, kind: str, subject: str, data: Mapping[str, Any], to: Iterable[int]) -> None:
    """Tell the programs of these accounts what happened, after commit."""
    start(services.announce(kind=kind, subject=subject, data=data, to=to))


def start(deliveries: Iterable[int]) -> None:
    """Start messages after commit; those that the broker lost are sent by the clock."""
    jobs.send(deliver, deliveries)
