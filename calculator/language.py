"""The language in which the reader is spoken to: one catalog, and the current language.

Engine, exhibits, pages, documents and jobs all ask here; nothing of the web is needed. English is
the source: without a translation, and always in the API, the message itself is shown.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path

SOURCE = "en"
LOCALES = Path(__file__).resolve().parent.parent / "locale"

_current: ContextVar[str] = ContextVar("language", default=SOURCE)


def current() -> str:
    """Return the code of the current language: en, es."""
    return _current.get()


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language within the block; a regional code (en-us) stands for its language.

    >>> with speaking("es-US"):
    ...     current()
    'es'
    """
    token = _current.set(code.partition("-")[0].lower())
    try:
        yield
    finally:
        _current.reset(token)


def gettext(message: str, /, **values: object) -> str:
    """Return a message in the current language, its {names} filled in.

    >>> gettext("about {amount} a year", amount="$97,000")
    'about $97,000 a year'
    """
    return _filled(_catalog().gettext(message) if message else "", values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Return a message that means one thing here and another elsewhere."""
    found = _catalog().pgettext(context, message)
    return _filled(found, values)


def ngettext(one: str, many: str, number: float, /, **values: object) -> str:
    """Return the message that goes with a number; 1 takes the first.

    >>> ngettext("{n} year", "{n} years", 1, n=1), ngettext("{n} year", "{n} years", 1.5, n=1.5)
    ('1 year', '1.5 years')
    """
    whole = int(number) if number == int(number) else 2  # a part of one takes the plural
    return _filled(_catalog().ngettext(one, many, whole), values)


def gettext_noop(message: str) -> str:
    """Mark a message of a declaration for the catalog; whoever shows it translates it."""
    return message


@cache
def catalog(code: str) -> NullTranslations:
    """Return the messages of a language; those of the source stand in the code."""
    if code == SOURCE:
        return NullTranslations()
    return translation("django", LOCALES, [code], fallback=True)


def _catalog() -> NullTranslations:
    return catalog(_current.get())


def _filled(message: str, values: dict[str, object]) -> str:
    return message.format(**values) if values else message
