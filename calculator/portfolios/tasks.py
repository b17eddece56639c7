"""Work of a worker: a step of a portfolio; send again what was lost."""

from collections.abc import Iterable

from celery import shared_task
from django.db import transaction

from calculator import jobs
from calculator.jobs import Status
from calculator.portfolios import moving, steps
from calculator.portfolios.models import Portfolio, Step


@shared_task(soft_time_limit=900, time_limit=960)
def run_step(pk: int) -> None:
    """Do the step unless another worker has it or its portfolio stands still; then what follows."""
    step = Step.objects.wanted().filter(pk=pk).first()
    if step is not None:
        jobs.perform(Step, pk, steps.work)
        _send(moving.advance(pk=step.portfolio_id))


@shared_task
def reap_portfolios() -> None:
    """Send again the steps that nobody works on, and move on what stands still."""
    jobs.reap(Step, run_step.delay)
    for pk in moving.stuck():
        _send(moving.advance(pk=pk))


def send_steps(portfolio: Portfolio) -> None:
    """Start the queued steps after commit. A broker that is down: the reaper sends them later."""
    queued = portfolio.steps.filter(status=Status.QUEUED).order_by("number")
    _send(queued.values_list("pk", flat=True))


def _send(pks: Iterable[int]) -> None:
    keys = list(pks)

    def send() -> None:
        for pk in keys:
            run_step.delay(pk)

    transaction.on_commit(send, robust=True)
