"""Work of a worker: a step of a portfolio; send again what was lost."""

from celery import shared_task
from django.urls import reverse

from calculator import jobs
from calculator.jobs import Status
from calculator.portfolios.models import Portfolio, Step
from calculator.portfolios.run import moving, steps
from calculator.webhooks import tasks as webhooks
from calculator.webhooks.events import PORTFOLIO_FINISHED


@shared_task(soft_time_limit=900, time_limit=960)
def run_step(pk: int) -> None:
    """Do the step unless another worker has it or its portfolio stands still; then what follows."""
    step = Step.objects.wanted().filter(pk=pk).first()
    if step is not None:
        jobs.perform(Step, pk, steps.work)
        _advance(step.portfolio_id)


@shared_task
def reap_portfolios() -> None:
    """Send again the steps that nobody works on, and move on what stands still."""
    jobs.reap(Step, run_step.delay)
    for pk in moving.stuck():
        _advance(pk)


def announce_portfolio(portfolio: Portfolio) -> None:
    """Tell its owner's programs that a portfolio is done, or stopped with an error."""
    webhooks.announce(
        kind=PORTFOLIO_FINISHED,
        subject=f"{portfolio.token}|{portfolio.finished_at}",
        data={
            "portfolio": reverse("api:read-portfolio", args=[portfolio.token]),
            "page": portfolio.get_absolute_url(),
            "name": portfolio.name,
            "status": portfolio.state,
            "error": portfolio.error,
            "rows": portfolio.rows,
            "refused": portfolio.refused,
        },
        to=[portfolio.owner_id],
    )


def send_steps(portfolio: Portfolio) -> None:
    """Start the queued steps after commit."""
    queued = portfolio.steps.filter(status=Status.QUEUED).order_by("number")
    jobs.send(run_step, queued.values_list("pk", flat=True))


def _advance(pk: int) -> None:
    jobs.send(run_step, moving.advance(pk=pk, after=announce_portfolio))
