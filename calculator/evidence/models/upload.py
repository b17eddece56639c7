"""A file that was tried on a draft and waits for a yes: what was shown is what is imported."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from calculator.evidence.models.release import Release


class Upload(models.Model):
    """The cells of an uploaded file, bound to a draft, a person and the hash of the file."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    digest = models.CharField("sha256 of the file", max_length=64)
    tables = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = []

    def __str__(self) -> str:
        return self.file_name
