"""ETags: a client that has an answer already is told so instead of getting it again (RFC 9110)."""

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_etags, quote_etag

SAFE = frozenset({"GET", "HEAD"})


def tagged(request: HttpRequest) -> Callable[[HttpResponse], None]:
    """Return what tags a rendered answer, and empties it where the client has the same one."""

    def tag(response: HttpResponse) -> None:
        etag = quote_etag(sha256(response.content).hexdigest()[:32])
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-cache"  # keep it, and ask each time
        if is_known(etag, request.headers.get("If-None-Match", "")):
            response.status_code = HTTPStatus.NOT_MODIFIED
            response.content = b""
            del response["Content-Type"]

    return tag


def is_known(etag: str, header: str) -> bool:
    """Say whether If-None-Match names the tag; weak and strong tags count alike.

    >>> is_known('"a"', '"b", W/"a"'), is_known('"a"', '"b"'), is_known('"a"', "*")
    (True, False, True)
    """
    found = parse_etags(header)
    return found == ["*"] or etag in {each.removeprefix("W/") for each in found}
