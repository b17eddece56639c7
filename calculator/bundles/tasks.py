"""Work of a worker: a part of a bundle, the bundle itself; send again what was lost."""

from celery import shared_task
from django.urls import reverse

from calculator import jobs
from calculator.bundles import making, moving
from calculator.bundles.models import Bundle, BundlePart
from calculator.jobs import Status
from calculator.webhooks import tasks as webhooks
from calculator.webhooks.events import PORTFOLIO_REPORTS_FINISHED


@shared_task(soft_time_limit=900, time_limit=960)
def make_part(pk: int) -> None:
    """Make the PDFs of a part unless another worker has it; then what follows."""
    part = BundlePart.objects.filter(pk=pk).first()
    if part is not None:
        jobs.perform(BundlePart, pk, making.make_part)
        _advance(part.bundle_id)


@shared_task(soft_time_limit=900, time_limit=960)
def bind_bundle(pk: int) -> None:
    """Bind a bundle whose parts are all there, unless another worker has it."""
    is_ready = Bundle.objects.bindable().filter(pk=pk).exists()
    if is_ready and jobs.perform(Bundle, pk, making.bind, after=announce_bundle):
        making.sweep_parts(Bundle.objects.get(pk=pk))


@shared_task
def reap_bundles() -> None:
    """Send again what nobody works on, and move on what stands still."""
    jobs.reap(BundlePart, make_part.delay)
    jobs.reap(Bundle, bind_bundle.delay, after=announce_bundle)
    for pk in list(Bundle.objects.stuck().values_list("pk", flat=True)):
        _advance(pk)


def announce_bundle(bundle: Bundle) -> None:
    """Tell the programs of the portfolio's owner that its reports are done, or failed."""
    portfolio = bundle.portfolio
    webhooks.announce(
        kind=PORTFOLIO_REPORTS_FINISHED,
        subject=f"{portfolio.token}|{bundle.finished_at}",
        data={
            "reports": reverse("api:read-bundle", args=[portfolio.token]),
            "portfolio": reverse("api:read-portfolio", args=[portfolio.token]),
            "page": bundle.get_absolute_url(),
            "paper": bundle.paper,
            "status": bundle.status,
            "error": bundle.error,
            "groups": bundle.groups,
        },
        to=[portfolio.owner_id],
    )


def send_bundle(bundle: Bundle) -> None:
    """Start or go on with a bundle after commit."""
    queued = bundle.parts.filter(status=Status.QUEUED)
    jobs.send(make_part, queued.values_list("pk", flat=True))
    _advance(bundle.pk)


def _advance(pk: int) -> None:
    jobs.send(make_part, moving.advance(pk=pk, after=announce_bundle))
    jobs.send(bind_bundle, Bundle.objects.ready().filter(pk=pk).values_list("pk", flat=True))
