"""A saved calculation: what was typed, what was judged, and the answer, pinned for ever."""

import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from calculator.evidence.models import Release

TOKEN_BYTES = 24  # 192 random bits
LONGEST_NAME = 120
LONGEST_LABEL = 80
OWNED = models.Q(created_by__isnull=False)


def new_token() -> str:
    """Return an unguessable address.

    >>> len(new_token())
    32
    """
    return secrets.token_urlsafe(TOKEN_BYTES)


class ScenarioQuerySet(models.QuerySet["Scenario"]):
    """Reads of calculations."""

    def visible_to(self, user: object) -> "ScenarioQuerySet":
        """Return what this user may open: their own, and by its address what nobody owns.

        Only for looking up one token; lists are made with ``owned_by``.
        """
        unowned = models.Q(created_by__isnull=True)
        if getattr(user, "is_authenticated", False):
            return self.filter(unowned | models.Q(created_by=user))
        return self.filter(unowned)

    def kept(self, *, archived: bool = False) -> "ScenarioQuerySet":
        """Return what is on the list, or what was put away."""
        return self.filter(archived_at__isnull=not archived)

    def owned_by(self, user: object) -> "ScenarioQuerySet":
        """Return what this signed-in user keeps; nothing for anybody else."""
        if getattr(user, "is_authenticated", False):
            return self.filter(created_by=user)
        return self.none()


class Scenario(models.Model):
    """One calculation. ``result`` is what its address shows, whatever is published later."""

    typed = models.JSONField(help_text="Inputs as entered.")
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    inputs = models.JSONField(help_text="Inputs as judged, with every default.")
    result = models.JSONField(help_text="The whole answer.")
    release = models.ForeignKey(Release, models.PROTECT, related_name="scenarios")
    model_version = models.CharField(max_length=20)
    seed = models.PositiveBigIntegerField()
    draws = models.PositiveIntegerField()
    fingerprint = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,  # were it set to null, a private calculation would open to everybody
        null=True,
        blank=True,
        editable=False,
        related_name="scenarios",
        help_text="Who alone may open it; nobody: whoever has its address.",
    )
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    claimed_at = models.DateTimeField(null=True, editable=False)
    archived_at = models.DateTimeField(null=True, editable=False)

    objects = ScenarioQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(draws__gte=1_000, draws__lte=100_000),
                name="scenario_draws_bounds",
            ),
            models.CheckConstraint(
                condition=OWNED | models.Q(name="", claimed_at=None, archived_at=None),
                name="scenario_kept_has_an_owner",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fingerprint[:12]} ({self.created_at:%Y-%m-%d})"

    def get_absolute_url(self) -> str:
        """Return the address that reopens this calculation."""
        return reverse("scenarios:show", args=[self.token])


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    """Reads of links."""

    def working(self) -> "ShareLinkQuerySet":
        """Return the links that open."""
        return self.filter(revoked_at=None, created_by__is_active=True)


class ShareLink(models.Model):
    """An address at which others read a calculation, until it is revoked."""

    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="links", editable=False)
    with_inputs = models.BooleanField(
        editable=False, help_text="Whether what was entered is shown as well."
    )
    label = models.CharField(max_length=LONGEST_LABEL, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revoked_at=None)
                | models.Q(revoked_at__gte=models.F("created_at")),
                name="link_revoked_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return self.label or f"Link of {self.created_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        """Return the address to hand over."""
        return reverse("scenarios:show-shared", args=[self.token])
