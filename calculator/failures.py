"""Failures of ours that pass by themselves: what a page and the API answer with "try again"."""

from django.db import InterfaceError, OperationalError

RETRY_SECONDS = 30


def is_busy_database(error: BaseException | None) -> bool:
    """Say whether an error is a database that does not answer, or is locked by another.

    >>> is_busy_database(OperationalError("database is locked")), is_busy_database(ValueError())
    (True, False)
    """
    return isinstance(error, OperationalError | InterfaceError)
