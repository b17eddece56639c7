"""What the pages of a record show beside the record."""

from django import template
from django.db import models

from calculator.evidence.models import Release
from calculator.evidence.pages import history

register = template.Library()


@register.inclusion_tag("evidence/_history.html")
def record_history(record: models.Model, release: Release) -> dict[str, object]:
    """Show who changed the record, when, why and how, up to the release on the page."""
    return {"entries": history.for_readers(record, release)}


@register.filter
def spaced(name: str) -> str:
    """Return the name of a method in a source's file as words."""
    return name.replace("_", " ")
