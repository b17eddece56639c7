"""Chances in words: of 100, never closer than 1, and as years of a few years."""

from calculator.language import gettext as _
from calculator.language import ngettext

FRACTIONS = (
    (1, 2),
    (1, 3),
    (2, 3),
    (1, 4),
    (3, 4),
    (1, 5),
    (2, 5),
    (3, 5),
    (4, 5),
    (1, 10),
    (9, 10),
)


def chance(probability: float) -> str:
    """Return a chance for a table or tile, in whole chances of 100.

    >>> chance(0.053), chance(0.0004), chance(0.9999)
    ('5 in 100', 'fewer than 1 in 100', 'more than 99 in 100')
    """
    if probability < 0.005:
        return _("fewer than 1 in 100")
    if probability > 0.995:
        return _("more than 99 in 100")
    return _("{n} in 100", n=hundredths(probability))


def cases_of(probability: float) -> str:
    """Return a chance as cases of 100: 5 of 100."""
    if probability < 0.005:
        return _("fewer than 1 of 100")
    if probability > 0.995:
        return _("more than 99 of 100")
    return _("{n} of 100", n=hundredths(probability))


def hundredths(probability: float) -> int:
    """Return a chance in whole chances of 100, neither none nor all."""
    return min(max(round(probability * 100), 1), 99)


def chance_in_words(probability: float) -> str:
    """Return a chance for a sentence, as chances in 100.

    >>> chance_in_words(0.053), chance_in_words(0.011), chance_in_words(0)
    ('about 5 chances in 100', 'about 1 chance in 100', 'fewer than 1 chance in 100')
    """
    if probability < 0.005:
        return _("fewer than 1 chance in 100")
    if probability > 0.995:
        return _("more than 99 chances in 100")
    n = hundredths(probability)
    return ngettext("about {n} chance in 100", "about {n} chances in 100", n, n=n)


def years_in_words(probability: float) -> str:
    """Return how often something happens, in years of a few years.

    >>> years_in_words(0.497), years_in_words(0.995), years_in_words(0.05)
    ('in 1 year of 2', 'in nearly every year', 'in 1 year of 20')
    """
    if probability > 0.95:
        return _("in nearly every year")
    if probability < 0.03:
        return _("in hardly any year")
    if probability < 0.075:
        return _("in 1 year of 20")
    one, of = min(FRACTIONS, key=lambda pair: abs(pair[0] / pair[1] - probability))
    return ngettext("in {n} year of {of}", "in {n} years of {of}", one, n=one, of=of)
