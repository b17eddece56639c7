"""Where a page begins, as one opaque word that also pins the list and what it is narrowed by."""

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

LONGEST = 400
WORD = {"type": "string", "maxLength": LONGEST, "pattern": "^[-A-Za-z0-9_]+$"}  # a cursor
SLUG = re.compile(r"[-\w]+", re.ASCII)


class Unreadable(ValueError):
    """A cursor that no page gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """A place in one list: of a release after so many rows, which never change, or after a key."""

    of: str
    after: int
    narrowed: str = ""


def written(cursor: Cursor) -> str:
    """Return a cursor as one word for an address.

    >>> read(written(Cursor(of="2026-11", after=100)))
    Cursor(of='2026-11', after=100, narrowed='')
    """
    plain = json.dumps([cursor.of, cursor.after, cursor.narrowed], separators=(",", ":"))
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def read(word: str) -> Cursor:
    """Return the cursor that a word stands for.

    Raises:
        Unreadable: if it is not one.
    """
    if len(word) > LONGEST or not word.isascii():
        raise Unreadable
    try:
        plain = base64.b64decode(word + "=" * (-len(word) % 4), altchars=b"-_", validate=True)
        found = json.loads(plain)
    except (binascii.Error, ValueError, RecursionError):
        raise Unreadable from None
    match found:
        case [str(of), int(after), str(narrowed)] if SLUG.fullmatch(of) and after >= 0:
            return Cursor(of=of, after=after, narrowed=narrowed)
    raise Unreadable


def narrowed_by(given: Mapping[str, str]) -> str:
    """Return a short mark of the values by which a list is narrowed."""
    if not given:
        return ""
    plain = json.dumps(sorted(given.items()), separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()[:12]
