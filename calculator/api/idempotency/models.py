"""What was answered to a request with a key; while it runs, who runs it."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone


class KeptReplyQuerySet(models.QuerySet["KeptReply"]):
    """Reads of kept replies."""

    def created_before(self, moment: datetime) -> "KeptReplyQuerySet":
        """Return those of calls that began before a moment."""
        return self.filter(created_at__lt=moment)


class KeptReply(models.Model):
    """One call: claimed under a lease until it is answered, then its answer."""

    name = models.CharField(
        max_length=64, unique=True, help_text="Hash of caller, address and key."
    )
    request_hash = models.CharField(max_length=64, help_text="Hash of query and body.")
    claim = models.UUIDField(help_text="The call that may answer.")
    lease_until = models.DateTimeField(help_text="When the call counts as lost.")
    status = models.PositiveSmallIntegerField(null=True, help_text="None while it runs.")
    content_type = models.CharField(max_length=60, blank=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"", help_text="Compressed.")
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KeptReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "kept replies"
        constraints = [
            models.CheckConstraint(
                condition=Q(status=None) | Q(status__gte=200, status__lt=500),
                name="kept_reply_is_no_server_error",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name[:12]} ({self.status or 'running'})"

    @property
    def is_done(self) -> bool:
        """Whether there is an answer to replay."""
        return self.status is not None
