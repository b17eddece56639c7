"""Reads JSON and nothing else: strict, of limited size and depth, with every refusal explained."""

import json
from http import HTTPStatus
from typing import Any, BinaryIO, ClassVar, Never

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from calculator.api.errors import Problem

MAX_BYTES = 256 * 1024
MAX_DEPTH = 8
LONGEST_WHOLE = 4_000  # digits


class StrictJSONParser(BaseParser):
    """Plain RFC 8259: no NaN, no duplicate names, no lone surrogates."""

    media_type = "application/json"
    max_bytes: ClassVar[int] = MAX_BYTES

    def parse(
        self,
        stream: BinaryIO,
        media_type: str | None = None,
        parser_context: dict[str, Any] | None = None,
    ) -> object:
        """Return the body.

        Raises:
            ParseError: if it is not such JSON.
            Problem: if it is too large.
        """
        raw = stream.read(self.max_bytes + 1)
        if len(raw) > self.max_bytes:
            raise Problem(
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
                f"The body may have at most {self.max_bytes // 1024} KiB.",
            )
        return read(raw)


class LongerJSONParser(StrictJSONParser):
    """The same for a body that may hold a picture."""

    max_bytes: ClassVar[int] = 700 * 1024


def read(raw: bytes) -> object:
    """Return the value of a JSON text."""
    try:
        value = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_int=_whole,
        )
    except RecursionError:
        raise ParseError(_too_deep()) from None
    except UnicodeDecodeError:
        raise ParseError("The body is not UTF-8.") from None
    except json.JSONDecodeError as error:
        raise ParseError(
            f"The body is not JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        ) from None
    _judge(value, MAX_DEPTH)
    return value


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in pairs:
        if name in found:
            raise ParseError(f"The name {json.dumps(name[:60])} stands twice in one object.")
        found[name] = value
    return found


def _no_constant(name: str) -> Never:
    raise ParseError(f"{name} is not JSON. Leave the input out, or give a number.")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_WHOLE:
        raise ParseError(f"A number in the body has more than {LONGEST_WHOLE:,} digits.")
    return int(digits)


def _too_deep() -> str:
    return f"The body is nested more than {MAX_DEPTH} deep."


def _judge(value: object, depth: int) -> None:
    if isinstance(value, str):
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            raise ParseError("A text in the body is not valid Unicode.")
        return
    if not isinstance(value, dict | list):
        return
    if depth == 0:
        raise ParseError(_too_deep())
    for item in [*value, *value.values()] if isinstance(value, dict) else value:
        _judge(item, depth - 1)
