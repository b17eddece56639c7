"""Work of a worker: calculate an impact; send again what was lost."""

from celery import shared_task
from django.db import transaction

from calculator import jobs
from calculator.review import services
from calculator.review.models import ImpactPreview

SOFT_LIMIT, LIMIT = 600, 660


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=LIMIT)
def make_preview(pk: int) -> None:
    """Calculate the impact unless another worker has it or it is finished."""
    jobs.perform(ImpactPreview, pk, services.make_preview)


@shared_task
def reap_previews() -> None:
    """Send again the previews that nobody works on."""
    jobs.reap(ImpactPreview, make_preview.delay)


def send_preview(preview: ImpactPreview) -> None:
    """Start the task after commit. A broker that is down is logged: the reaper sends it later."""

    def send() -> None:
        make_preview.delay(preview.pk)

    if preview.status == jobs.Status.QUEUED:
        transaction.on_commit(send, robust=True)
