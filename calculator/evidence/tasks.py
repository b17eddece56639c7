"""Work of the clock: publish what is due."""

from celery import shared_task

from calculator.evidence import services


@shared_task
def publish_due() -> None:
    """Publish the scheduled releases whose time has come; nothing where none is due."""
    services.publish_due()
