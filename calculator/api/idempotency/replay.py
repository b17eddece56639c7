"""``@idempotent``: what a POST of the API does with an ``Idempotency-Key``."""

import re
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import HttpResponse
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from calculator.api.callers import caller_of
from calculator.api.errors import Problem
from calculator.api.idempotency import services
from calculator.api.idempotency.models import KeptReply

HEADER, REPLAYED = "Idempotency-Key", "Idempotency-Replayed"
LONGEST_KEY = 255
KEY = re.compile(rf"[\x21-\x7e]{{1,{LONGEST_KEY}}}", re.ASCII)
KEPT_HEADERS = (
    *("Location", "Retry-After", "Model-Version"),
    *("Evidence-Release", "Evidence-Release-State"),
)
Handler = Callable[..., Response]


def idempotent(post: Handler) -> Handler:
    """Give a handler one effect for each key, and its first answer to whoever asks again."""

    @wraps(post)
    def handle(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response | HttpResponse:
        key = request.headers.get(HEADER)
        if key is None:
            return post(view, request, *args, **kwargs)
        call = _opened(view, request, key)
        if call.is_done:
            return _replayed(call)
        return _answered(call, view, lambda: post(view, request, *args, **kwargs))

    handle.is_idempotent = True
    return handle


def _opened(view: Any, request: Request, key: str) -> KeptReply:
    if not KEY.fullmatch(key):
        raise _refused(
            HTTPStatus.BAD_REQUEST,
            f"The key must have 1 to {LONGEST_KEY} visible ASCII characters and no blanks.",
        )
    sent = view.sent_hash(request) if hasattr(view, "sent_hash") else _body_hash(request)
    query = request._request.META.get("QUERY_STRING", "")
    try:
        return services.open_call(
            name=_hash(caller_of(request), request.path, key),
            request_hash=_hash(query, sent),
        )
    except services.OtherRequest:
        raise _refused(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "This key was used for another body or query. Take a new key for a new request.",
        ) from None
    except services.StillRunning:
        raise _still_running() from None


def _body_hash(request: Request) -> str:
    try:
        return sha256(request._request.body).hexdigest()
    except RequestDataTooBig:
        raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "The body is too large.") from None


def _answered(call: KeptReply, view: Any, run: Callable[[], Response]) -> Response:
    """Run the handler; its effect and the kept answer are saved together or not at all."""
    try:
        with transaction.atomic():
            response = run()
            _keep(call, response)
    except Exception as error:
        response = view.handle_exception(error)
        response.exception = True
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            services.free_call(call=call)
        else:
            _keep(call, response)
    return response


def _keep(call: KeptReply, response: Response) -> None:
    try:
        services.keep_reply(
            call=call,
            status=response.status_code,
            content_type=response.content_type or JSONRenderer.media_type,
            headers={name: response[name] for name in KEPT_HEADERS if name in response},
            body=JSONRenderer().render(response.data),
        )
    except services.StillRunning:  # another call took over: this one has no effect
        raise _still_running() from None


def _replayed(call: KeptReply) -> HttpResponse:
    return HttpResponse(
        services.body_of(call),
        content_type=call.content_type,
        status=call.status,
        headers={**call.headers, REPLAYED: "true"},
    )


def _still_running() -> Problem:
    return _refused(
        HTTPStatus.CONFLICT,
        "The first request with this key still runs. Ask again for its answer.",
        headers={"Retry-After": "1"},
    )


def _refused(status: HTTPStatus, message: str, headers: dict[str, str] | None = None) -> Problem:
    return Problem(status, message, [{"field": HEADER, "message": message}], headers=headers)


def _hash(*words: str) -> str:
    return sha256("\n".join(words).encode()).hexdigest()
