"""Work of the clock: forget replies that were kept long enough."""

from celery import shared_task

from calculator.api.idempotency import services


@shared_task
def prune_replies() -> None:
    """Remove replies to requests of more than a day ago."""
    services.prune_replies()
