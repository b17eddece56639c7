"""Work that outlasts a request: an abstract job row, which is the truth whatever the broker does.

A message only carries the row's key. A worker claims the row with a lease and a token, keeps the
lease alive while it works, and saves only while the token is still its own. A reaper sends again
what nobody works on; after ``MAX_RUNS`` runs it gives up. So a lost message costs some seconds, a
doubled message does nothing, and a killed worker's job is done by the next one.
"""

import logging
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.db import DatabaseError, connections, models, transaction
from django.db.models import F, Q
from django.utils import timezone

from calculator.language import gettext_noop as noop

logger = logging.getLogger(__name__)

MAX_RUNS = 3
LEASE = timedelta(seconds=10)
HEARTBEAT_SECONDS = 2.0
STALE_AFTER = timedelta(seconds=30)
GAVE_UP = noop(
    "This was started several times and did not finish. Try again; if it fails once more, tell "
    "whoever runs this site."
)
BROKE = noop("Something went wrong on our side. Try again.")


class JobError(Exception):
    """A failure whose message is written for the person who waits for the job.

    It is kept in English; the page that shows it translates it.
    """


class Status(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued", "Queued"  # waits for a worker
    RUNNING = "running", "Running"  # one worker holds the claim and the lease
    DONE = "done", "Done"  # its result is saved
    FAILED = "failed", "Failed"  # its error is saved; a person may try again


class JobQuerySet(models.QuerySet):
    """What the reaper asks for."""

    def expired(self, now: datetime) -> "JobQuerySet":
        """Return running jobs whose worker has not been heard of for a lease."""
        return self.filter(status=Status.RUNNING, lease_until__lte=now)

    def stale_queued(self, now: datetime) -> "JobQuerySet":
        """Return queued jobs whose message was sent so long ago that it may be lost."""
        return self.filter(status=Status.QUEUED, sent_at__lte=now - STALE_AFTER)


class Job(models.Model):
    """A piece of work with a state that people can see.

    A concrete job that declares its own ``Meta`` inherits ``Job.Meta`` and extends
    ``Job.Meta.constraints``.
    """

    status = models.CharField(
        max_length=7, choices=Status.choices, default=Status.QUEUED, editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    lease_until = models.DateTimeField(null=True, editable=False)
    claim = models.UUIDField(null=True, editable=False)
    runs = models.PositiveSmallIntegerField(default=0, editable=False)
    progress = models.PositiveSmallIntegerField(default=0, editable=False, help_text="Percent.")
    error = models.TextField(blank=True, editable=False, help_text="Written for people.")

    objects = JobQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["status", "lease_until"], name="%(class)s_lease"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=Status.values), name="%(class)s_status_is_known"
            ),
            models.CheckConstraint(
                condition=Q(progress__lte=100), name="%(class)s_progress_is_percent"
            ),
            models.CheckConstraint(condition=Q(runs__lte=MAX_RUNS), name="%(class)s_runs_limited"),
            models.CheckConstraint(
                condition=Q(
                    status=Status.RUNNING,
                    claim__isnull=False,
                    lease_until__isnull=False,
                    runs__gte=1,
                )
                | Q(~Q(status=Status.RUNNING), claim__isnull=True, lease_until__isnull=True),
                name="%(class)s_running_has_claim_and_lease",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DONE, Status.FAILED], finished_at__isnull=False)
                | Q(status__in=[Status.QUEUED, Status.RUNNING], finished_at__isnull=True),
                name="%(class)s_finished_has_a_time",
            ),
            models.CheckConstraint(
                condition=(Q(status=Status.FAILED) & ~Q(error=""))
                | (~Q(status=Status.FAILED) & Q(error="")),
                name="%(class)s_failed_has_an_error",
            ),
        ]

    @property
    def is_finished(self) -> bool:
        """Say whether nothing more will happen unless a person asks."""
        return self.status in {Status.DONE, Status.FAILED}


AnyJob = TypeVar("AnyJob", bound=Job)


def send(task: Any, keys: Iterable[Any]) -> None:
    """Start a Celery task for each key, after commit.

    A broker that is down is logged: the reaper sends what was not sent.
    """
    kept = list(keys)

    def start() -> None:
        for key in kept:
            task.delay(key)

    transaction.on_commit(start, robust=True)


def send_queued(task: Any, job: Job) -> None:
    """Start the task of a job that waits, as ``send``."""
    if job.status == Status.QUEUED:
        send(task, [job.pk])


def claim(model: type[AnyJob], pk: Any, *, now: datetime | None = None) -> AnyJob | None:
    """Take the job for this worker, or return None where it is not to be had.

    One conditional UPDATE decides: of two workers with the same message one gets the row.
    """
    now = now or timezone.now()
    token = uuid.uuid4()
    free = Q(status=Status.QUEUED) | Q(status=Status.RUNNING, lease_until__lte=now)
    won = model._default_manager.filter(free, pk=pk, runs__lt=MAX_RUNS).update(
        status=Status.RUNNING,
        claim=token,
        lease_until=now + LEASE,
        started_at=now,
        runs=F("runs") + 1,
        progress=0,
    )
    return model._default_manager.filter(pk=pk, claim=token).first() if won else None


def extend(job: Job, *, now: datetime | None = None, **fields: Any) -> bool:
    """Prolong the lease, saving fields such as ``progress``; False where the claim is lost."""
    lease_until = (now or timezone.now()) + LEASE
    return bool(_held(job).update(lease_until=lease_until, **fields))


def finish(job: Job, *, now: datetime | None = None, **fields: Any) -> bool:
    """Save the result and end the job; False, saving nothing, where the claim is lost."""
    return _end(job, now, status=Status.DONE, progress=100, **fields)


def fail(job: Job, error: str, *, now: datetime | None = None) -> bool:
    """End the job with an error for people; False, saving nothing, where the claim is lost."""
    return _end(job, now, status=Status.FAILED, error=error)


def retry(job: Job, *, now: datetime | None = None) -> bool:
    """Queue a failed job anew with all its runs; the caller sends it."""
    failed = type(job)._default_manager.filter(pk=job.pk, status=Status.FAILED)
    anew = {"runs": 0, "progress": 0, "error": "", "started_at": None, "finished_at": None}
    return bool(failed.update(status=Status.QUEUED, sent_at=now or timezone.now(), **anew))


def perform(
    model: type[AnyJob],
    pk: Any,
    work: Callable[[AnyJob], dict[str, Any]],
    *,
    after: Callable[[AnyJob], object] | None = None,
) -> bool:
    """Claim the job, do the work under a heartbeat, and save the fields it returns.

    A ``JobError`` is shown to people as it is; any other exception is logged and shown as our
    fault. ``after`` is called with the ended row in the transaction that ends it, done or failed.
    Returns whether this call finished the job.
    """
    job = claim(model, pk)
    if job is None:
        return False
    failure, fields = "", {}
    try:
        with heartbeat(job):
            fields = work(job)
    except JobError as error:
        failure = str(error) or BROKE
    except Exception:
        logger.exception("%s %s failed", model._meta.label, pk)
        failure = BROKE
    with transaction.atomic():
        won = fail(job, failure) if failure else finish(job, **fields)
        if won and after is not None:
            after(model._default_manager.get(pk=pk))
    return won and not failure


@contextmanager
def heartbeat(job: Job, *, every: float | None = None) -> Iterator[None]:
    """Extend the job's lease from a thread for as long as the block runs and holds the claim."""
    stop = threading.Event()
    thread = threading.Thread(
        target=_beat, args=(job, stop, every or HEARTBEAT_SECONDS), daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def reap(
    model: type[AnyJob],
    send: Callable[[Any], object],
    *,
    now: datetime | None = None,
    after: Callable[[AnyJob], object] | None = None,
) -> list[Any]:
    """Send again what nobody works on, give up on what used its runs; return the keys sent.

    ``after`` is called as by ``perform`` for each job given up on.

    Every row is taken by its own conditional UPDATE, so that reapers side by side send once.
    """
    now = now or timezone.now()
    jobs = model._default_manager
    _give_up(jobs.expired(now).filter(runs__gte=MAX_RUNS), now, after)
    sent = []
    for lost in (jobs.expired(now), jobs.stale_queued(now)):
        for pk in list(lost.values_list("pk", flat=True)):
            won = lost.filter(pk=pk).update(
                status=Status.QUEUED, sent_at=now, lease_until=None, claim=None, progress=0
            )
            if won:
                send(pk)
                sent.append(pk)
    return sent


def _give_up(lost: "JobQuerySet", now: datetime, after: Callable[[Any], object] | None) -> None:
    end = {"status": Status.FAILED, "error": GAVE_UP, "finished_at": now}
    for pk in list(lost.values_list("pk", flat=True)):
        with transaction.atomic():
            won = lost.filter(pk=pk).update(**end, lease_until=None, claim=None)
            if won and after is not None:
                after(lost.model._default_manager.get(pk=pk))


def _held(job: Job) -> "JobQuerySet":
    """Return the job's row if this claim still holds it."""
    return type(job)._default_manager.filter(
        pk=job.pk, status=Status.RUNNING, claim=job.claim, claim__isnull=False
    )


def _end(job: Job, now: datetime | None, **fields: Any) -> bool:
    finished_at = now or timezone.now()
    return bool(_held(job).update(finished_at=finished_at, lease_until=None, claim=None, **fields))


def _beat(job: Job, stop: threading.Event, every: float) -> None:
    """Extend the lease until told to stop or the claim is lost; then close this thread's DB."""
    try:
        while not stop.wait(every):
            try:
                if not extend(job):
                    return
            except DatabaseError:
                logger.warning("The lease of %s could not be extended", job.pk, exc_info=True)
    finally:
        connections.close_all()
