"""A language that brackets every message: what stands outside the brackets was never translated."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from gettext import NullTranslations
from itertools import cycle

import pytest
from django.utils.translation import trans_real

from calculator import language
from tests.language import templates

OPEN, CLOSE = "⟦", "⟧"
INNERMOST = re.compile(rf"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
CUT_OFF = re.compile(rf"^[^{OPEN}{CLOSE}]*{CLOSE}|{OPEN}[^{OPEN}{CLOSE}]*$")  # names made shorter
CODE = re.compile(r"\b10\.\d{4,}/\S+|\b\w+_\w+\b")  # a DOI, member_id
WORD = re.compile(r"[^\W\d_]{2,}")
ADDRESS = re.compile(rf"https?://[^\s{OPEN}{CLOSE}]+|[\w.]+@[\w.]+")
PLACE = re.compile(r"({\w+}|%\(\w+\)s)")
# What machines read, on parts that people see the rest of.
NOT_SAID = {
    *("slug", "key", "href", "kind", "tone", "classes", "field", "geometry", "tag", "value"),
    *("content_hash", "fingerprint", "lever", "way", "side", "look", "grade"),
    *("lang", "hint_lang", "english"),
}


MARKED = {"text": "lang", "hint": "hint_lang"}  # words of the evidence, marked as English


class Pseudo(NullTranslations):
    """Every message that Spanish has in brackets; what is put into it stands outside them.

    What neither our catalog nor a framework's own translates stays bare.
    """

    def __init__(self) -> None:
        super().__init__()
        self.spanish = trans_real.DjangoTranslation("es")._catalog

    def to_language(self) -> str:
        """Return the language whose dates and numbers go with it."""
        return "es"

    def gettext(self, message: str) -> str:
        """Bracket a message; Django's ``pgettext`` puts the context before it."""
        return self.bracketed(message, message.rpartition("\x04")[2])

    def ngettext(self, one: str, many: str, number: int) -> str:
        """Bracket the form that goes with a number."""
        return self.bracketed((one, 1), one if number == 1 else many)

    def pgettext(self, context: str, message: str) -> str:
        """Bracket a message whatever it means here."""
        return self.bracketed(f"{context}\x04{message}", message)

    def bracketed(self, key: str | tuple[str, int], message: str) -> str:
        """Bracket what the Spanish catalog holds under a key, but not what is put into it."""
        if key not in self.spanish:
            return message
        parts = PLACE.split(message)  # words and places in turn
        return "".join(
            part if place or not part.strip() else f"{OPEN}{part}{CLOSE}"
            for place, part in zip(cycle((False, True)), parts, strict=False)
        )


@contextmanager
def speaking_pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Bracket everything that is said within the block."""
    with monkeypatch.context() as patch:
        patch.setattr(language, "catalog", lambda code: Pseudo())
        with language.speaking("es"):
            yield


def closed(text: str) -> str:
    """Return a text with the brackets closed that were lost where it was made shorter.

    >>> closed("⟦Your plan ⟦loses… ⟦· Calculator⟧"), closed("⟦Your plan…⟧")
    ('⟦Your plan ⟦loses…⟧⟧ ⟦· Calculator⟧', '⟦Your plan…⟧')
    """
    cut = text.count(OPEN) - text.count(CLOSE)
    start, dots, rest = text.rpartition("…")
    return f"{start}{dots}{CLOSE * cut}{rest}" if dots else text


def outside(text: str) -> list[str]:
    """Return the words of a text that no message brought in.

    >>> outside("⟦Net ⟦a year⟧⟧: $1,234, loses 5")
    ['loses']
    """
    text = CUT_OFF.sub("", CODE.sub("", text))
    before = None
    while before != text:
        before, text = text, INNERMOST.sub(" ", text)
    return [word for word in WORD.findall(text) if word.isalpha()]  # not ¹³


def left(html: str, names: Collection[str] = ()) -> list[str]:
    """Return the words of a page that no message brought in and that are not marked as English."""
    page = templates.Page()
    page.feed(html)
    page.close()
    text = " ".join(map(closed, page.texts))
    words = outside(ADDRESS.sub("", templates.FILE.sub("", text)))
    return sorted(set(words) - templates.NAMES - set(names))


def said(part: object) -> Iterator[str]:
    """Yield every text within that a reader sees or hears."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, list | tuple):
        for item in part:
            yield from said(item)
    elif is_dataclass(part):
        kept = [name for name, lang in MARKED.items() if getattr(part, lang, "")]
        for field in fields(part):
            if (field.name not in NOT_SAID and field.name not in kept) or (
                type(part).__name__ == "Tile" and field.name == "value"
            ):
                yield from said(getattr(part, field.name))
