"""Endpoints of an account, and the messages that go to each."""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as lazy

from calculator.webhooks.addresses import LONGEST
from calculator.webhooks.signing import new_seed

KEY_BYTES = 12


def new_key() -> str:
    """Return the name of an endpoint in addresses.

    >>> len(new_key())
    16
    """
    return secrets.token_urlsafe(KEY_BYTES)


class EndpointQuerySet(models.QuerySet["Endpoint"]):
    """Reads of endpoints."""

    def owned_by(self, user: object) -> "EndpointQuerySet":
        """Return the endpoints of a signed-in person; nothing for anybody else."""
        return self.filter(owner=user) if getattr(user, "is_authenticated", False) else self.none()

    def active(self) -> "EndpointQuerySet":
        """Return those that messages go to."""
        return self.filter(disabled_at=None, owner__is_active=True)


class Endpoint(models.Model):
    """An address of one person's program, and what it wants to be told."""

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="webhooks", editable=False
    )
    url = models.CharField(max_length=LONGEST)
    events = models.JSONField(default=list)
    seed = models.CharField(
        max_length=32, default=new_seed, editable=False, help_text="Its secret follows from it."
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)
    disabled_at = models.DateTimeField(null=True, editable=False)
    disabled_reason = models.CharField(max_length=200, blank=True, editable=False)

    objects = EndpointQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(url=""), name="endpoint_has_an_address"),
            models.CheckConstraint(
                condition=Q(disabled_at=None, disabled_reason="")
                | Q(Q(disabled_at__isnull=False), ~Q(disabled_reason="")),
                name="endpoint_disabled_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.url


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Reads of messages."""

    def due(self, now: datetime) -> "DeliveryQuerySet":
        """Return those whose next attempt is due."""
        return self.filter(state=Delivery.State.WAITING, next_attempt_at__lte=now)

    def created_before(self, moment: datetime) -> "DeliveryQuerySet":
        """Return those made before a moment."""
        return self.filter(created_at__lt=moment)


class Delivery(models.Model):
    """One message to one endpoint, and every attempt to hand it over."""

    class State(models.TextChoices):
        """Where a message stands."""

        WAITING = "waiting", lazy("Waiting")  # for its next attempt
        DELIVERED = "delivered", lazy("Delivered")  # the endpoint took it
        FAILED = "failed", lazy("Failed")  # no attempt is left; a person may send it again

    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries")
    message = models.CharField(max_length=40, help_text="The same in every attempt.")
    kind = models.CharField(max_length=40)
    body = models.TextField(help_text="As it is signed and sent.")
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    attempts = models.JSONField(default=list, help_text="When, and what came of it.")
    round = models.PositiveSmallIntegerField(default=0, help_text="Attempts since it was sent.")
    next_attempt_at = models.DateTimeField(null=True, default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name_plural = "deliveries"
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="delivery_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "message"], name="delivery_is_one_per_endpoint_and_message"
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", next_attempt_at__isnull=False)
                | Q(~Q(state="waiting"), next_attempt_at=None),
                name="delivery_waiting_has_a_next_attempt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.endpoint}"

    @property
    def last(self) -> dict[str, object]:
        """What came of the last attempt; nothing before the first."""
        return self.attempts[-1] if self.attempts else {}
