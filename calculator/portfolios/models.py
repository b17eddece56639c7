"""A portfolio: a file of groups, how it is to be calculated, and the steps of the calculation."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from calculator import jobs
from calculator.engine.version import MODEL_VERSION
from calculator.evidence.models import Release
from calculator.jobs import Job, JobQuerySet, Status
from calculator.language import SOURCE
from calculator.scenarios.models import Scenario

TOKEN_BYTES = 24  # 192 random bits
LONGEST_NAME = 120


def new_token() -> str:
    """Return an unguessable address.

    >>> len(new_token())
    32
    """
    return secrets.token_urlsafe(TOKEN_BYTES)


class State(models.TextChoices):
    """Where a portfolio stands."""

    DRAFT = "draft", lazy("Checked")  # uploaded; its owner has not started it
    RUNNING = "running", lazy("Running")  # its steps wait or run
    DONE = "done", lazy("Done")  # its files are there
    FAILED = "failed", lazy("Stopped")  # a step failed; a person may go on
    CANCELLED = "cancelled", lazy("Cancelled")  # its owner stopped it, and may go on


class PortfolioQuerySet(models.QuerySet["Portfolio"]):
    """Reads of portfolios."""

    def visible_to(self, user: object) -> "PortfolioQuerySet":
        """Return this signed-in person's portfolios; nothing for anybody else."""
        if getattr(user, "is_authenticated", False):
            return self.filter(owner=user)
        return self.none()


class Portfolio(models.Model):
    """A file of groups of one owner, pinned to a release, a seed and a number of draws."""

    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="portfolios", editable=False
    )
    name = models.CharField(max_length=LONGEST_NAME, help_text="The name of the file.")
    source = models.CharField(max_length=200, editable=False, help_text="Where the file is kept.")
    size = models.PositiveBigIntegerField(editable=False, help_text="Bytes.")
    sha256 = models.CharField(max_length=64, editable=False)
    release = models.ForeignKey(Release, models.PROTECT, related_name="portfolios", editable=False)
    model_version = models.CharField(max_length=20, editable=False)
    scenario = models.ForeignKey(
        Scenario, models.SET_NULL, null=True, related_name="+", editable=False
    )
    defaults = models.JSONField(default=dict, editable=False, help_text="For silent rows.")
    totals_by = models.CharField(max_length=200, blank=True, editable=False)
    language = models.CharField(
        max_length=2, default=SOURCE, editable=False, help_text="What reasons of refusal speak."
    )
    check_report = models.JSONField(default=dict, editable=False)
    mends = models.ForeignKey("self", models.SET_NULL, null=True, related_name="mended")
    state = models.CharField(max_length=9, choices=State.choices, default=State.DRAFT)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    started_at = models.DateTimeField(null=True, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    error = models.TextField(blank=True, editable=False, help_text="Written for people.")
    rows = models.PositiveBigIntegerField(null=True, editable=False)
    refused = models.PositiveBigIntegerField(null=True, editable=False, help_text="Rows.")
    totals = models.JSONField(default=list, editable=False)
    ranking = models.JSONField(default=dict, editable=False)
    files = models.JSONField(default=dict, editable=False, help_text="Name: where, size, sha256.")

    objects = PortfolioQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="portfolio_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DONE, finished_at__isnull=False, rows__isnull=False)
                | ~Q(state=State.DONE),
                name="portfolio_done_has_its_results",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.FAILED) & ~Q(error=""))
                | (~Q(state=State.FAILED) & Q(error="")),
                name="portfolio_failed_has_an_error",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.created_at:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        """Return the address that says where it stands."""
        return reverse("portfolios:show", args=[self.token])

    @property
    def is_moving(self) -> bool:
        """Say whether a worker will change it without a person."""
        return self.state == State.RUNNING

    @property
    def is_outdated(self) -> bool:
        """Say whether the model has changed since it was uploaded."""
        return self.model_version != MODEL_VERSION


class Kind(models.TextChoices):
    """What a step does."""

    CUT = "cut", "Read the file"  # the file into pieces
    CHUNK = "chunk", "Calculate"  # one piece
    MERGE = "merge", "Write the results"  # the pieces into files: a step for each ``Output``


class Output(models.IntegerChoices):
    """What one of the last steps writes, as its number: each alone, what takes longest first."""

    WORKBOOK = 0
    RANKING = 1
    TABLE = 2  # Parquet
    TEXT = 3  # CSV, and the totals


class StepQuerySet(JobQuerySet):
    """Reads of steps; those of a portfolio that stands still are left alone."""

    def wanted(self) -> "StepQuerySet":
        """Return the steps of portfolios that run."""
        return self.filter(portfolio__state=State.RUNNING)

    def stale_queued(self, now: datetime) -> "StepQuerySet":
        """Return queued steps whose message may be lost: nothing of their portfolio moves."""
        lately = Q(finished_at__gt=now - jobs.STALE_AFTER) | Q(status=Status.RUNNING)
        moving = Step.objects.filter(lately).values("portfolio")
        return super().stale_queued(now).wanted().exclude(portfolio__in=moving)


class Step(Job):
    """A part of a portfolio's calculation that one worker does at a time."""

    portfolio = models.ForeignKey(Portfolio, models.CASCADE, related_name="steps", editable=False)
    kind = models.CharField(max_length=5, choices=Kind.choices, editable=False)
    number = models.PositiveIntegerField(default=0, editable=False)
    first_row = models.PositiveBigIntegerField(default=0, editable=False)
    rows = models.PositiveIntegerField(default=0, editable=False)
    source = models.CharField(max_length=200, blank=True, editable=False)
    found = models.JSONField(default=dict, editable=False, help_text="What it found, and where.")

    objects = StepQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["portfolio", "kind", "number"]
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["portfolio", "kind", "number"], name="step_is_one_of_its_kind_and_number"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="step_kind_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number} of {self.portfolio}"
