"""The impact of a release before it is published, and the job that calculates it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from calculator.evidence.models import Release
from calculator.jobs import Job, JobQuerySet, Status


class ImpactQuerySet(JobQuerySet):
    """Reads of previews."""

    def of_content(
        self, *, content_hash: str, live_hash: str, model_version: str
    ) -> "ImpactQuerySet":
        """Return the previews of exactly this content against exactly this live content."""
        return self.filter(
            content_hash=content_hash, live_hash=live_hash, model_version=model_version
        )

    def done(self) -> "ImpactQuerySet":
        """Return those that are finished, the newest first."""
        return self.filter(status=Status.DONE).order_by("-finished_at", "-id")


class ReleaseNotice(Job):
    """The news of one release that went live, for those whose kept calculations it moves."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="notices", editable=False)
    live_since = models.DateTimeField(editable=False, help_text="A release may go live again.")
    moved = models.PositiveIntegerField(null=True, editable=False, help_text="Calculations.")

    class Meta(Job.Meta):
        ordering = ["-created_at", "-id"]
        default_permissions = ["view"]
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["release", "live_since"], name="releasenotice_is_one_per_publication"
            ),
        ]

    def __str__(self) -> str:
        return f"News of {self.release.slug}"


class ImpactPreview(Job):
    """What one content of a release would do to the answers that the live one gives."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="previews", editable=False)
    live = models.ForeignKey(Release, models.CASCADE, related_name="+", editable=False)
    content_hash = models.CharField(max_length=64, editable=False, help_text="Of the content.")
    live_hash = models.CharField(max_length=64, editable=False, help_text="Of the live content.")
    model_version = models.CharField(max_length=20, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    result = models.JSONField(null=True, editable=False, help_text="Aggregates alone.")
    flips = models.PositiveIntegerField(null=True, editable=False, help_text="Verdicts that turn.")

    objects = ImpactQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["-created_at", "-id"]
        default_permissions = ["view"]
        constraints = [
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=Q(status=Status.DONE, result__isnull=False, flips__isnull=False)
                | Q(~Q(status=Status.DONE), result__isnull=True, flips__isnull=True),
                name="impactpreview_done_has_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.release.slug} against {self.live.slug}"

    def get_absolute_url(self) -> str:
        """Return the page of the release's impact."""
        return reverse("review:show-impact", args=[self.release.slug])
