"""The words of the description on a page."""

import re

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

TICKS = re.compile(r"``?([^`]+)``?")


@register.filter
def ticked(text: str) -> SafeString:
    """Return a text with what stands between ticks as code.

    >>> ticked("``low`` < `high`")
    '<code>low</code> &lt; <code>high</code>'
    """
    parts = TICKS.split(text)  # words and code by turns
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<code>{}</code>", part) if number % 2 else part,)
            for number, part in enumerate(parts)
        ),
    )


@register.filter
def broken(name: str) -> SafeString:
    """Return a name that a narrow column may break where a reader would.

    >>> broken("fee_per_opinion")
    'fee_<wbr>per_<wbr>opinion'
    """
    return format_html_join(SafeString("<wbr>"), "{}", ((part,) for part in _parts(name)))


def _parts(name: str) -> list[str]:
    return re.findall(r"[^_/.:-]*[_/.:-]?", name)[:-1] or [name]
