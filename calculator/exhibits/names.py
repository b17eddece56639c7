"""The names that the evidence and the inputs give to things, in the reader's language."""

from calculator.language import gettext as _

BETWEEN = ": "


def named(name: str) -> str:
    """Return the name of an area, design, lens, parameter, input or unit; part by part if need be.

    >>> named("Lumbar fusion: work days lost")
    'Lumbar fusion: work days lost'
    """
    found = _(name)
    if found != name or BETWEEN not in name:
        return found
    return BETWEEN.join(_(part) for part in name.split(BETWEEN))
