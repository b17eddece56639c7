"""A release: one state of all the evidence, reviewed, published once and never changed after."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from calculator.evidence.models import stages
from calculator.evidence.models.rules import filled


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Reads of releases."""

    def drafts(self) -> "ReleaseQuerySet":
        """Releases that staff may still change."""
        return self.filter(state=Release.State.DRAFT)

    def published(self) -> "ReleaseQuerySet":
        """The live release, if there is one."""
        return self.filter(state=Release.State.PUBLISHED)

    def public(self) -> "ReleaseQuerySet":
        """Releases that are or were live, withdrawn ones included."""
        return self.filter(state__in=stages.PUBLIC)

    def due(self, now: object) -> "ReleaseQuerySet":
        """Scheduled releases whose time has come, the earliest first."""
        found = self.filter(state=Release.State.SCHEDULED, scheduled_for__lte=now)
        return found.order_by("scheduled_for", "pk")

    def visible_to(self, user: object) -> "ReleaseQuerySet":
        """Releases a person may read: published ones; the rest for permitted staff."""
        if (
            getattr(user, "is_active", False)
            and getattr(user, "is_staff", False)
            and user.has_perm("evidence.view_release")
        ):
            return self.all()
        return self.filter(state__in=[Release.State.PUBLISHED, Release.State.SUPERSEDED])


def person(help_text: str = "") -> models.ForeignKey:
    """Return who took a step; the account cannot be deleted from under it."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text=help_text,
    )


def moment(**options: object) -> models.DateTimeField:
    """Return when a step was taken."""
    return models.DateTimeField(null=True, editable=False, **options)


def why() -> models.TextField:
    """Return why a step was taken."""
    return models.TextField(blank=True, editable=False)


class Release(models.Model):
    """One state of all the evidence, with who took each step, when and why."""

    State = stages.State

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    date = models.DateField(help_text="The day the evidence was closed.")
    notes = models.TextField(blank=True, help_text="What changed, for readers.")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    base = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="begun_from",
        help_text="The release that was live when the draft began.",
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = person("Empty: the system.")
    submitted_at = moment()
    submitted_by = person()
    submit_reason = why()
    approved_at = moment()
    approved_by = person()
    approve_reason = why()
    second_reason = models.TextField(
        blank=True, editable=False, help_text="Why in spite of what speaks against it."
    )
    judged_against = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        help_text="The live release with which the last judgement compared it.",
    )
    scheduled_for = moment(help_text="When the clock publishes it (UTC).")
    scheduled_at = moment()
    scheduled_by = person()
    schedule_reason = why()
    published_at = moment()
    published_by = person("Empty: the system.")
    publish_reason = why()
    superseded_at = moment()
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="predecessors"
    )
    withdrawn_at = moment()
    withdrawn_by = person()
    withdraw_reason = why()

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-date", "-slug"]
        permissions = [
            ("submit_release", "Can submit a draft for review"),
            ("review_release", "Can approve a release or send it back"),
            ("publish_release", "Can publish or withdraw a release"),
        ]
        constraints = [
            filled("slug"),
            filled("name"),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state="published"),
                name="release_one_live",
                violation_error_message="Another release is live.",
            ),
            *stages.stage_rules(),
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

    @property
    def is_public(self) -> bool:
        """Whether it is or was live."""
        return self.state in stages.PUBLIC
