"""What the foot of every page states: the model's version and the live evidence release."""

from django import template
from django.db import DatabaseError
from django.forms import BoundField
from django.utils.safestring import SafeString

from calculator import language
from calculator.engine.version import MODEL_VERSION
from calculator.evidence.models import Release
from calculator.exhibits.names import named

register = template.Library()


@register.simple_tag
def model_version() -> str:
    """Return the version of the model."""
    return MODEL_VERSION


@register.simple_tag
def page_language() -> str:
    """Return the language of the page, for its ``lang``."""
    return {"es": "es-US"}.get(language.current(), "en-US")


@register.simple_tag
def live_release() -> str:
    """Return the live release's slug; empty where there is none, so that error pages still work."""
    try:
        return str(Release.objects.published().values_list("slug", flat=True).first() or "")
    except DatabaseError:
        return ""


@register.filter
def plain(field: BoundField) -> SafeString:
    """Return a box without the words inside it that its label says already."""
    return field.as_widget(attrs={"placeholder": False})


@register.filter(name="named")
def named_by_the_evidence(name: str) -> str:
    """Return a name that the evidence gives, in the reader's language."""
    return named(name)
