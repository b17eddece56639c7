"""What the API raises: refusals that say where in the request each error lies."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from rest_framework.exceptions import APIException

from calculator.api.pointers import pointer_of


class Problem(APIException):
    """A refusal with a status, a sentence, and where in the request each error lies.

    ``members`` are further members of the problem document, ``headers`` of the reply.
    """

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Sequence[Mapping[str, str]] = (),
        *,
        members: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status_code = status
        self.errors = [dict(error) for error in errors]
        self.members = dict(members or {})
        self.headers = dict(headers or {})


def an_object(body: object) -> Mapping[str, Any]:
    """Return a body that is a JSON object.

    Raises:
        Problem: if it is anything else.
    """
    if not isinstance(body, Mapping):
        raise Problem(HTTPStatus.BAD_REQUEST, "The body must be a JSON object.")
    return body


def invalid_input(errors: Mapping[str, Sequence[str]], body: object) -> Problem:
    """Return the problem of inputs that the engine refused, each error with its JSON pointer."""
    found = [
        {"pointer": pointer_of(field, body), "field": field, "message": message}
        for field, messages in errors.items()
        for message in messages
    ]
    noun = "input" if len(errors) == 1 else "inputs"
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{len(errors)} {noun} cannot be used.", found)


def invalid_query(errors: Mapping[str, Sequence[str]]) -> Problem:
    """Return the problem of query parameters that cannot be used."""
    found = [
        {"parameter": name, "field": name, "message": message}
        for name, messages in errors.items()
        for message in messages
    ]
    return Problem(HTTPStatus.BAD_REQUEST, " ".join(e["message"] for e in found), found)


def no_such_release(slug: str) -> Problem:
    """Return the problem of a ``?release=`` that never was live; drafts do not show themselves."""
    return _of_release(HTTPStatus.NOT_FOUND, f"There is no published release “{slug[:60]}”.")


def withdrawn_release(slug: str, reason: str) -> Problem:
    """Return the problem of a new calculation on a release that was withdrawn."""
    return _of_release(
        HTTPStatus.CONFLICT,
        f"Release {slug} was withdrawn and makes no new calculations. The reason: {reason}",
    )


def _of_release(status: HTTPStatus, message: str) -> Problem:
    return Problem(
        status, message, [{"parameter": "release", "field": "release", "message": message}]
    )


def missing_scope(scope: str, challenge: str) -> Problem:
    """Return the problem of a token that may not be used for this (RFC 6750)."""
    return Problem(
        HTTPStatus.FORBIDDEN,
        f"This token may not be used for that: it lacks the scope {scope}.",
        members={"scope": scope},
        headers={"WWW-Authenticate": f'{challenge}, error="insufficient_scope", scope="{scope}"'},
    )
