"""Middleware: how much work one caller may ask of the pages in a minute, as the API has it.

A caller is an account or, of those who did not sign in, a network address. What is counted: every
page (by address, so that no session is looked for), pages that calculate, and files and messages
that are made. The API, the sign-in pages and the health check count by rules of their own.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from calculator.accounts.lockout import where_from
from calculator.limits import network_of, used_by, window

SECONDS = 60
OTHERS = ("api:", "account_", "mfa_", "admin:")  # they have limits of their own, or only staff
OPEN = {"healthz", "set-language"}
CALCULATE = {
    "scenarios:check-claim",
    "decisions:show-against",
    "decisions:show-measure",
    "decisions:show-split",
    "decisions:design-deal",
    "decisions:compare",
    "evidence:show-parameter",
    "review:compare-releases",
    "review:show-changes",
}
MAKE_FILES = {
    "reports:request-report",
    "reports:retry-report",
    "reports:request-fiduciary-file",
    "reports:retry-fiduciary-file",
    "portfolios:list",
    "portfolios:mend",
    "bundles:show",
    "bundles:retry",
    "review:request-impact",
    "webhooks:send-test",
    "webhooks:send-again",
}
SAFE = {"GET", "HEAD", "OPTIONS"}
WITHHELD = "csrfmiddlewaretoken"


class LimitCallers:
    """Answers 429 to whoever asks too much, with what was typed ready to be sent again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Answer in the place of a view that was asked for too often."""
        name = request.resolver_match.view_name
        if name in OPEN or name.startswith(OTHERS):
            return None
        for kind in kinds_of(name, request.method or ""):
            most = settings.PAGE_LIMITS.get(kind)
            if most is None:
                continue
            used = used_by(caller_of(request, kind), f"pages:{kind}", duration=SECONDS)
            if used is not None and used > most:
                return _refused(request, window(SECONDS)[1])
        return None


def kinds_of(name: str, method: str) -> list[str]:
    """Return as what a request counts.

    >>> kinds_of("scenarios:home", "GET"), kinds_of("scenarios:home", "POST")
    (['reads'], ['reads', 'calculations'])
    >>> kinds_of("reports:request-report", "POST")
    ['reads', 'files']
    """
    if name in MAKE_FILES and method not in SAFE:
        return ["reads", "files"]
    return ["reads", "calculations"] if name in CALCULATE or method not in SAFE else ["reads"]


def caller_of(request: HttpRequest, kind: str) -> str:
    """Return a short name of the caller, the same on every request."""
    is_known = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    if kind != "reads" and is_known:
        return f"account:{request.user.pk}"
    return f"address:{network_of(where_from(request) or '')}"


def _refused(request: HttpRequest, seconds: int) -> HttpResponse:
    is_part = request.htmx  # type: ignore[attr-defined]
    context = {"seconds": seconds, "kept": [] if is_part else _typed(request.POST)}
    template = "_too_many.html" if is_part else "too_many.html"
    response = render(request, template, context, status=429)
    response["Retry-After"], response["Cache-Control"] = str(seconds), "no-store"
    if is_part:
        response["HX-Retarget"], response["HX-Reswap"] = "#too-many", "innerHTML"
        response["HX-Reselect"] = "#too-many-said"
    return response


def _typed(sent: QueryDict) -> list[tuple[str, str]]:
    return [(n, value) for n, values in sent.lists() if n != WITHHELD for value in values]
