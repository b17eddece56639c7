"""The audit log: who changed what in which release, when and why. Rows are only ever added."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as lazy

from calculator.evidence.models.release import Release
from calculator.evidence.models.rules import check, filled, one_of


class Action(models.TextChoices):
    """What was done: to the content of a draft, or to the release as a whole."""

    STARTED = "started", lazy("Started")  # the draft began, with name, date and notes
    ADDED = "added", lazy("Added")
    CHANGED = "changed", lazy("Changed")
    REMOVED = "removed", lazy("Removed")
    ADOPTED = "adopted", lazy("Adopted")  # someone answers for what was changed without an author
    SUBMITTED = "submitted", lazy("Submitted for review")
    RETURNED = "returned", lazy("Sent back to draft")
    APPROVED = "approved", lazy("Approved")
    SCHEDULED = "scheduled", lazy("Scheduled")
    UNSCHEDULED = "unscheduled", lazy("Taken off the schedule")
    PUBLISHED = "published", lazy("Published")
    WITHDRAWN = "withdrawn", lazy("Withdrawn")
    DISCARDED = "discarded", lazy("Thrown away")


CONTRIBUTIONS = (
    Action.STARTED, Action.ADDED, Action.CHANGED, Action.REMOVED, Action.ADOPTED,
)  # fmt: skip
BY_THE_SYSTEM = (Action.STARTED, Action.UNSCHEDULED, Action.PUBLISHED)


class ChangeQuerySet(models.QuerySet["Change"]):
    """Reads of the audit log."""

    def contributions(self) -> "ChangeQuerySet":
        """Changes of content: whoever made one may not approve the release."""
        return self.filter(action__in=CONTRIBUTIONS)

    def of_record(self, kind: str, name: str) -> "ChangeQuerySet":
        """What happened to a record, in every release."""
        return self.filter(kind=kind, name=name)

    def public(self) -> "ChangeQuerySet":
        """What happened in releases that are or were live and may be relied upon."""
        seen = [Release.State.PUBLISHED, Release.State.SUPERSEDED]
        return self.filter(release__state__in=seen)


class Change(models.Model):
    """One change of one record, field by field, or one step of a release."""

    release = models.ForeignKey(
        Release,
        models.DO_NOTHING,
        db_constraint=False,  # the log outlives a draft that was thrown away
        related_name="changes",
    )
    release_slug = models.CharField("release's name at the time", max_length=60)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    action = models.CharField(max_length=12, choices=Action.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Empty: the system.",
    )
    at = models.DateTimeField(db_default=Now())
    reason = models.TextField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ["view"]
        indexes = [
            models.Index(fields=["release", "kind", "name"], name="change_record"),
            models.Index(fields=["kind", "name"], name="change_history"),
        ]
        constraints = [
            filled("reason"),
            filled("kind"),
            filled("name"),
            filled("release_slug"),
            one_of("action", Action),
            check(
                "has_author",
                Q(by__isnull=False) | Q(action__in=[action.value for action in BY_THE_SYSTEM]),
                "Only the system's own steps have no author.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}: {self.get_action_display().lower()}"
