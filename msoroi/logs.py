"""What is logged: one line an event, without the addresses that open something by themselves."""

import logging
import re
from typing import Any

SECRETS = re.compile(r"(?<=/)[-\w]{32,43}(?![-\w])|(?<=/key/)[^/\s]+|(?<=/confirm-email/)[^/\s]+")


def of(level: str) -> dict[str, Any]:
    """Return the settings of a log on standard error, from a level on."""
    line = {
        "()": "msoroi.logs.MaskedLine",
        "format": "{asctime} {levelname} {name}: {message}",
        "style": "{",
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": level},
    }


class MaskedLine(logging.Formatter):
    """Masks the unguessable part of an address: whoever reads a log shall open nothing with it."""

    def format(self, record: logging.LogRecord) -> str:
        """Return an event as it is written, its traceback included."""
        return masked(super().format(record))


def masked(line: str) -> str:
    """Return a line without unguessable addresses.

    >>> masked("Not Found: /c/0123456789abcdefghijklmnopqrstuv/deal/")
    'Not Found: /c/…/deal/'
    >>> masked("Not Found: /accounts/password/reset/key/1-d2x9kq-0f3a/")
    'Not Found: /accounts/password/reset/key/…/'
    """
    return SECRETS.sub("…", line)
