"""What leads from the evidence to a reader's answer, and what a pooled value does to it."""

from django import template
from django.template import Context

from calculator.evidence.synthesis import Strip
from calculator.scenarios import effects
from calculator.scenarios.effects import Effect

register = template.Library()


@register.simple_tag(takes_context=True)
def effect_of_pooling(context: Context, strip: Strip, token: str) -> Effect | None:
    """Return what the pooled value does to a saved calculation, or to the reference case."""
    return effects.effect_of(strip, token, context["request"].user)


@register.simple_tag(takes_context=True)
def address_of_answer(context: Context, token: str) -> str:
    """Return the address of the calculation from which the reader came, if it is the reader's."""
    return effects.address_of(token, context["request"].user)
