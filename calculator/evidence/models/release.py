"""A release: one state of all the evidence, published once and never changed after that."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from calculator.evidence.models.rules import check, filled


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Reads of releases."""

    def drafts(self) -> "ReleaseQuerySet":
        """Releases that staff may still change."""
        return self.filter(state=Release.State.DRAFT)

    def published(self) -> "ReleaseQuerySet":
        """The live release, if there is one."""
        return self.filter(state=Release.State.PUBLISHED)

    def visible_to(self, user: object) -> "ReleaseQuerySet":
        """Releases a person may read: published ones; the rest for permitted staff."""
        if (
            getattr(user, "is_active", False)
            and getattr(user, "is_staff", False)
            and user.has_perm("evidence.view_release")
        ):
            return self.all()
        return self.filter(state__in=[Release.State.PUBLISHED, Release.State.SUPERSEDED])


class Release(models.Model):
    """One state of all the evidence, with who published it, when and why."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"  # a full copy of the live release that staff edit
        PUBLISHED = "published", "Published"  # the live one: the calculator reads it
        SUPERSEDED = "superseded", "Superseded"  # was live; old calculations still point to it
        WITHDRAWN = "withdrawn", "Withdrawn"  # was superseded and should not be relied upon

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    date = models.DateField(help_text="The day the evidence was closed.")
    notes = models.TextField(blank=True, help_text="What changed, for readers.")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="Empty: the system.",
    )
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="Empty: the system.",
    )
    publish_reason = models.TextField(blank=True, editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="predecessors"
    )
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    withdraw_reason = models.TextField(blank=True, editable=False)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-slug"]
        permissions = [("publish_release", "Can publish or withdraw a release")]
        constraints = [
            filled("slug"),
            filled("name"),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="published"),
                name="release_one_live",
                violation_error_message="Another release is live.",
            ),
            check(
                "published_complete",
                Q(
                    state="draft",
                    published_at=None,
                    published_by=None,
                    publish_reason="",
                    content_hash="",
                )
                | (
                    ~Q(state="draft")
                    & Q(published_at__isnull=False)
                    & ~Q(publish_reason="")
                    & ~Q(content_hash="")
                ),
                "A published release has a date, a reason and a content hash; a draft has none.",
            ),
            check(
                "superseded_complete",
                Q(state__in=["draft", "published"], superseded_at=None, successor=None)
                | Q(
                    state__in=["superseded", "withdrawn"],
                    superseded_at__isnull=False,
                    successor__isnull=False,
                ),
                "A superseded release has a date and a successor.",
            ),
            check(
                "withdrawn_complete",
                (
                    ~Q(state="withdrawn")
                    & Q(withdrawn_at=None, withdrawn_by=None, withdraw_reason="")
                )
                | (
                    Q(state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdraw_reason="")
                ),
                "A withdrawn release has a date, a person and a reason.",
            ),
            check(
                "state_known",
                Q(state__in=["draft", "published", "superseded", "withdrawn"]),
                "State must be draft, published, superseded or withdrawn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display().lower()})"

    def get_absolute_url(self) -> str:
        """Return the public list of this release's parameters."""
        return reverse("evidence:list-parameters") + f"?release={self.slug}"

    @property
    def is_draft(self) -> bool:
        """Whether staff may still change it."""
        return self.state == self.State.DRAFT

    @property
    def is_live(self) -> bool:
        """Whether the calculator reads it by default."""
        return self.state == self.State.PUBLISHED
