"""What a person asked of a portfolio and cannot have."""

from calculator.language import gettext_noop as noop

OUTDATED = noop("The model has changed since: upload the file anew.")


class Refused(Exception):
    """A refusal; the message says why, to the person."""
