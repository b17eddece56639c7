"""A bundle: the ZIP with one PDF a group of a portfolio, and the parts that workers make of it."""

from datetime import datetime

from django.db import models
from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from calculator.jobs import Job, JobQuerySet, Status
from calculator.portfolios.models import Portfolio
from calculator.reports.models import Language, Paper

OPEN = (Status.QUEUED, Status.RUNNING)


class BundleQuerySet(JobQuerySet):
    """Reads of bundles."""

    def visible_to(self, user: object) -> "BundleQuerySet":
        """Return the bundles of this signed-in person's portfolios; nothing for anybody else."""
        return self.filter(portfolio__in=Portfolio.objects.visible_to(user))

    def unbound(self) -> "BundleQuerySet":
        """Return those that wait for their parts, or to be bound from them."""
        made = Count("parts", filter=Q(parts__status=Status.DONE))
        return self.filter(status=Status.QUEUED).annotate(made=made)

    def ready(self) -> "BundleQuerySet":
        """Return those whose parts are all there, to be bound."""
        return self.unbound().filter(made=F("pieces"))

    def bindable(self) -> "BundleQuerySet":
        """Return those to be bound, and those whose worker may be lost while it bound them."""
        ready = Bundle.objects.ready().values("pk")
        return self.filter(Q(status=Status.RUNNING) | Q(pk__in=ready))

    def stuck(self) -> "BundleQuerySet":
        """Return those that lack parts though none is under way."""
        under_way = BundlePart.objects.filter(status__in=OPEN).values("bundle")
        return self.unbound().filter(made__lt=F("pieces")).exclude(pk__in=under_way)

    def stale_queued(self, now: datetime) -> "QuerySet[Bundle]":
        """Return those to be bound whose message may be lost."""
        return super().stale_queued(now).filter(pk__in=Bundle.objects.ready().values("pk"))


class Bundle(Job):
    """The ZIP of a portfolio's reports. Queued, it waits for its parts; running, it is bound."""

    portfolio = models.OneToOneField(
        Portfolio, models.CASCADE, related_name="bundle", editable=False
    )
    paper = models.CharField(max_length=6, choices=Paper.choices, editable=False)
    language = models.CharField(
        max_length=2, choices=Language.choices, default=Language.ENGLISH, editable=False
    )
    groups = models.PositiveIntegerField(editable=False)
    pieces = models.PositiveIntegerField(editable=False, help_text="Parts that it is bound from.")
    source = models.CharField(max_length=200, blank=True, editable=False, help_text="Where it is.")
    size = models.PositiveBigIntegerField(null=True, editable=False, help_text="Bytes.")
    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    objects = BundleQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["-created_at", "-id"]
        constraints = [
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=Q(paper__in=Paper.values), name="bundle_paper_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="bundle_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(~Q(source=""), ~Q(sha256=""), status=Status.DONE, size__gt=0)
                | Q(~Q(status=Status.DONE), source="", sha256="", size__isnull=True),
                name="bundle_done_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"Reports of {self.portfolio}"

    def get_absolute_url(self) -> str:
        """Return the address that says where it stands."""
        return reverse("bundles:show", args=[self.portfolio.token])


class BundlePart(Job):
    """The PDFs of some groups that follow one another, made by one worker."""

    bundle = models.ForeignKey(Bundle, models.CASCADE, related_name="parts", editable=False)
    number = models.PositiveIntegerField(editable=False)
    groups = models.PositiveIntegerField(editable=False)
    source = models.CharField(max_length=200, blank=True, editable=False, help_text="Where it is.")

    class Meta(Job.Meta):
        ordering = ["bundle", "number"]
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["bundle", "number"], name="bundlepart_is_one_of_its_number"
            ),
            models.CheckConstraint(
                condition=Q(~Q(source=""), status=Status.DONE) | ~Q(status=Status.DONE),
                name="bundlepart_done_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"Part {self.number} of {self.bundle}"
