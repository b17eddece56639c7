"""Middleware: every page speaks the language that its reader chose, or the browser asks for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from calculator.language import speaking

ENGLISH_ONLY = ("/api/", "/admin/")  # what machines read, and the evidence as it is kept (ADR 0025)
REFERENCE = "/api/docs/"  # explains the API to people


def speak_the_readers_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer in the language of the cookie, else of the browser, else in English."""

    def answer(request: HttpRequest) -> HttpResponse:
        path = request.path_info
        fixed = path.startswith(ENGLISH_ONLY) and not path.startswith(REFERENCE)
        code = settings.LANGUAGE_CODE if fixed else translation.get_language_from_request(request)
        with translation.override(code), speaking(code):
            response = get_response(request)
        if not fixed and len(settings.LANGUAGES) > 1 and _is_page(response):
            response.headers.setdefault("Content-Language", code)
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return answer


def _is_page(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")
