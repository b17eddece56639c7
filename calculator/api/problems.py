"""Every error of the API as problem details (RFC 9457): one shape, no inner detail."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

from calculator.api.errors import Problem
from calculator.evidence.errors import NoLiveRelease
from calculator.failures import RETRY_SECONDS, is_busy_database

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
BLAMELESS = "Something went wrong on our side. The error was recorded; try again."
BUSY = "The service is busy. Try again in a minute."

# status: (name of the problem, title). The names are part of the stability promise.
KINDS: dict[int, tuple[str, str]] = {
    400: ("bad-request", "The request cannot be understood"),
    401: ("unauthorized", "There is no token that opens this"),
    403: ("forbidden", "This is not allowed"),
    404: ("not-found", "There is nothing at this address"),
    405: ("method-not-allowed", "This address does not take that method"),
    406: ("not-acceptable", "None of the accepted media types is on offer"),
    409: ("conflict", "The state of the resource does not allow this"),
    413: ("too-large", "The body is too large"),
    415: ("unsupported-media-type", "The body must be JSON"),
    422: ("invalid-input", "Some inputs cannot be used"),
    429: ("too-many-requests", "Too many requests"),
    500: ("server-error", "Something went wrong on our side"),
    503: ("not-ready", "The service is not ready"),
}


def handle(error: Exception, context: Mapping[str, Any]) -> Response:
    """Return the problem of any exception; the unforeseen is logged and told without detail."""
    set_rollback()
    request = context["request"]
    known = _known(error)
    if known is None:
        known = _ours(error)
        logger.error("%s %s failed", request.method, request.path, exc_info=error)
        got_request_exception.send(sender=type(context.get("view")), request=request)
    request.accepted_renderer = JSONRenderer()  # a problem is JSON, whatever the view renders
    request.accepted_media_type = MEDIA_TYPE
    response = Response(
        body_of(
            known.status_code, str(known.detail), request._request, getattr(known, "errors", [])
        )
        | getattr(known, "members", {}),
        status=known.status_code,
        content_type=MEDIA_TYPE,
        headers=getattr(known, "headers", {}),
    )
    if getattr(known, "wait", None):
        response["Retry-After"] = str(int(known.wait))
    if getattr(known, "auth_header", None):
        response["WWW-Authenticate"] = known.auth_header
    return response


def body_of(
    status: int, detail: str, request: HttpRequest, errors: Sequence[Mapping[str, str]] = ()
) -> dict[str, object]:
    """Return the members of a problem details object."""
    name, title = KINDS.get(status) or (f"status-{status}", HTTPStatus(status).phrase)
    body: dict[str, object] = {
        "type": f"urn:msoroi:problem:{name}",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": request.path,
    }
    if errors:
        body["errors"] = list(errors)
    return body


def _ours(error: Exception) -> Problem:
    """Return the problem of what is our fault: told apart is what passes by itself."""
    if is_busy_database(error):
        wait = {"Retry-After": str(RETRY_SECONDS)}
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, BUSY, headers=wait)
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, BLAMELESS)


def _known(error: Exception) -> exceptions.APIException | None:
    if isinstance(error, exceptions.APIException):
        return error
    if isinstance(error, Http404):
        return exceptions.NotFound("There is nothing at this address.")
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, NoLiveRelease):
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "No evidence release is published yet.")
    if isinstance(error, SuspiciousOperation | BadRequest):
        return Problem(HTTPStatus.BAD_REQUEST, "The request is malformed.")
    return None
