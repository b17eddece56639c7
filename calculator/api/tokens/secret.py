"""The secret of a token: 256 random bits, recognizable, with a checksum against slips and lookups.

``mso_`` + 43 letters and digits + 6 more that are their checksum. Scanners of published code can
tell such a secret from a random word without asking anybody.
"""

import re
import secrets
import string
from hashlib import sha256
from zlib import crc32

PREFIX = "mso_"
DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
BITS, BODY, CHECK = 256, 43, 6
SHOWN = len(PREFIX) + 4
SHAPE = re.compile(rf"{PREFIX}[0-9A-Za-z]{{{BODY + CHECK}}}", re.ASCII)


def new_secret() -> str:
    """Return a secret that nobody can guess.

    >>> is_well_formed(new_secret())
    True
    """
    body = _in_digits(secrets.randbits(BITS), BODY)
    return f"{PREFIX}{body}{checksum(body)}"


def is_well_formed(secret: str) -> bool:
    """Say whether a text can be a secret at all: its shape and its checksum.

    >>> is_well_formed("mso_" + "0" * 49)
    False
    """
    if not SHAPE.fullmatch(secret):
        return False
    body = secret.removeprefix(PREFIX)
    return body[BODY:] == checksum(body[:BODY])


def checksum(body: str) -> str:
    """Return the six digits that follow the random ones."""
    return _in_digits(crc32(body.encode()), CHECK)


def digest_of(secret: str) -> str:
    """Return what is stored of a secret."""
    return sha256(secret.encode()).hexdigest()


def _in_digits(number: int, width: int) -> str:
    found = ""
    for _ in range(width):
        number, digit = divmod(number, len(DIGITS))
        found = DIGITS[digit] + found
    return found
