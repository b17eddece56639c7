"""Work of a worker: calculate an impact; send again what was lost."""

from celery import shared_task

from calculator import jobs
from calculator.review import notices, services
from calculator.review.models import ImpactPreview, ReleaseNotice

SOFT_LIMIT, LIMIT = 600, 660


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=LIMIT)
def make_preview(pk: int) -> None:
    """Calculate the impact unless another worker has it or it is finished."""
    jobs.perform(ImpactPreview, pk, services.make_preview)


@shared_task
def reap_previews() -> None:
    """Send again the previews that nobody works on."""
    jobs.reap(ImpactPreview, make_preview.delay)


@shared_task
def announce_release() -> None:
    """Start the news of the live release, once for each time that one goes live."""
    notice = notices.due_notice()
    if notice is not None and notice.runs == 0:
        jobs.send_queued(tell_owners, notice)


@shared_task(soft_time_limit=SOFT_LIMIT, time_limit=LIMIT)
def tell_owners(pk: int) -> None:
    """Tell the owners of moved calculations, unless another worker does."""
    jobs.perform(ReleaseNotice, pk, notices.tell)


@shared_task
def reap_notices() -> None:
    """Send again the news that nobody works on."""
    jobs.reap(ReleaseNotice, tell_owners.delay)


def send_preview(preview: ImpactPreview) -> None:
    """Start the task of a preview that waits, after commit."""
    jobs.send_queued(make_preview, preview)
