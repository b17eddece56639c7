"""A token as it is stored: never its secret, only the hash of it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from calculator.api.tokens.scopes import SCOPES
from calculator.language import gettext_noop as noop

LONGEST_NAME = 60


class TokenQuerySet(models.QuerySet["ApiToken"]):
    """Reads of tokens."""

    def owned_by(self, user: object) -> "TokenQuerySet":
        """Return the tokens of a signed-in person; nothing for anybody else."""
        return self.filter(owner=user) if getattr(user, "is_authenticated", False) else self.none()

    def usable(self, now: datetime) -> "TokenQuerySet":
        """Return the tokens that still open something."""
        return self.filter(revoked_at=None, expires_at__gt=now)


class ApiToken(models.Model):
    """A key of one person for one program."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="api_tokens", editable=False
    )
    name = models.CharField(max_length=LONGEST_NAME, help_text="What it is for.")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    start = models.CharField(
        max_length=12, editable=False, help_text="The first letters, to tell tokens apart."
    )
    scopes = models.JSONField(default=list, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(editable=False)
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = "token"
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="token_expires_after_it_began"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"

    @property
    def state(self) -> str:
        """Whether it is active, expired or revoked."""
        if self.revoked_at is not None:
            return noop("revoked")
        return noop("active") if self.expires_at > timezone.now() else noop("expired")

    @property
    def purposes(self) -> list[str]:
        """What it may be used for, in words."""
        return [SCOPES.get(scope, scope) for scope in self.scopes]

    def allows(self, scope: str) -> bool:
        """Say whether it may be used for this."""
        return scope in self.scopes
