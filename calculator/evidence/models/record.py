"""What every evidence record shares: its release, its name in that release and its place."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as lazy

from calculator.evidence.models.release import Release
from calculator.evidence.models.rules import filled, named_once

AT_THE_END = 100_000
NAME = RegexValidator(
    r"\A[A-Za-z0-9_.-]+\Z", "Use letters, digits, dots, hyphens and underscores only."
)


class Verification(models.TextChoices):
    """How closely a number was checked."""

    SOURCE_SEEN = "source_seen", lazy("Read in the source")
    SECONDARY_SEEN = "secondary_seen", lazy("Read in another's report")
    RECALLED = "recalled", lazy("Recalled, not seen")
    DOCUMENT_ONLY = "document_only", lazy("Only in a market document")


class Independence(models.TextChoices):
    """Who stands behind a number."""

    INDEPENDENT = "independent", lazy("Independent")
    VENDOR_FUNDED = "vendor_funded", lazy("Paid for by a seller")
    VENDOR_REPORTED = "vendor_reported", lazy("Reported by a seller")
    SECONDARY_ONLY = "secondary_only", lazy("Second-hand")
    MARKET_REPORT = "market_report", lazy("Market report")


class Record(models.Model):
    """A row of a release."""

    release = models.ForeignKey(Release, models.CASCADE)
    slug = models.CharField(max_length=80, validators=[NAME])
    position = models.PositiveIntegerField(default=AT_THE_END, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "slug"]
        constraints = [named_once(), filled("slug")]

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        """Refuse a second record of this name and links into another release."""
        super().clean()
        if not self.release_id:
            return
        refuse_other_release(self, self.release_id)
        same = type(self).objects.filter(release_id=self.release_id, slug=self.slug)
        if self.slug and same.exclude(pk=self.pk).exists():
            raise ValidationError({"slug": f"This release already has “{self.slug}”."})


class Link(models.Model):
    """A row that ties two records of one release; ``position`` keeps the order as entered."""

    position = models.PositiveIntegerField(default=AT_THE_END, editable=False)

    class Meta:
        abstract = True
        ordering = ["position", "id"]

    def clean(self) -> None:
        """Refuse a link between two releases."""
        super().clean()
        releases = {record.release_id for record in linked(self)}
        if len(releases) > 1:
            raise ValidationError("Both ends must belong to the same release.")


def linked(row: models.Model) -> list[Record]:
    """Return the records to which a row's foreign keys point, those that are set."""
    return [
        value
        for field in row._meta.concrete_fields
        if field.is_relation
        and issubclass(field.related_model, Record)
        and (value := getattr(row, field.name, None)) is not None
    ]


def refuse_other_release(row: models.Model, release_id: int) -> None:
    """Raise a field error for each foreign key that points into another release."""
    errors = {}
    for field in row._meta.concrete_fields:
        if not field.is_relation or not issubclass(field.related_model, Record):
            continue
        if getattr(row, field.attname) is None:
            continue
        if getattr(row, field.name).release_id != release_id:
            errors[field.name] = "Choose a record of the same release."
    if errors:
        raise ValidationError(errors)
