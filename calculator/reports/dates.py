"""How a document writes a day, in the language that is spoken."""

from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from calculator.language import current
from calculator.language import gettext as _


def long_date(day: date) -> str:
    """Return a day in words.

    >>> long_date(date(2026, 11, 7))
    'November 7, 2026'
    """
    with translation.override(current()):
        return date_format(day, _("F j, Y"))
