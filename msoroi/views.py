"""Pages of the site itself: the method, whether the site is well, and what is said where not."""

import errno
import sys

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from calculator.engine.version import MODEL_VERSION
from calculator.evidence.models import Release
from calculator.exhibits import glossary
from calculator.failures import RETRY_SECONDS, is_busy_database
from msoroi import method, verification

FULL = {errno.ENOSPC, errno.EDQUOT}  # the disk, or what of it we may use


@gzip_page
@require_safe
def show_method(request: HttpRequest) -> HttpResponse:
    """Show the equations of the model, rendered from its specification."""
    page = method.page()
    context = {
        "body": page.body,
        "contents": page.contents,
        "language": page.language,
        "model_version": MODEL_VERSION,
        "pages": method.titles(),
    }
    return render(request, "method.html", context)


@require_safe
def show_glossary(request: HttpRequest) -> HttpResponse:
    """Show every word of the field with its meaning in one line."""
    return render(request, "glossary.html", {"terms": glossary.all_terms()})


@require_safe
def show_method_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what an actuary must know before relying on the model, one subject a page."""
    if slug not in method.PAGES:
        raise Http404
    page, titles = method.page(slug), method.titles()
    context = {
        "body": page.body,
        "language": page.language,
        "slug": slug,
        "title": titles[slug],
        "pages": titles,
        "model_version": MODEL_VERSION,
    }
    if slug == "verification":
        context |= {"checks": verification.checks(), "slips": verification.slips()}
    return render(request, "method_page.html", context)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 where the database answers and a release is live, else 503 with the reason."""
    try:
        live = Release.objects.filter(state=Release.State.PUBLISHED).exists()
    except DatabaseError:
        return HttpResponse("The database does not answer.\n", "text/plain", status=503)
    if not live:
        return HttpResponse("No evidence release is published.\n", "text/plain", status=503)
    return HttpResponse("ok\n", "text/plain")


def show_failure(request: HttpRequest) -> HttpResponse:
    """Say that we failed: 503 where it passes by itself or by the operator's hand, else 500.

    Nothing here asks the database: it may be what fails.
    """
    if not is_passing(sys.exception()):
        return HttpResponse(loader.render_to_string("500.html"), status=500)
    response = HttpResponse(loader.render_to_string("503.html"), status=503)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def is_passing(error: BaseException | None) -> bool:
    """Say whether an error is a database that does not answer or is busy, or a full disk.

    >>> is_passing(OSError(errno.ENOSPC, "No space left on device")), is_passing(ValueError())
    (True, False)
    """
    return is_busy_database(error) or (isinstance(error, OSError) and error.errno in FULL)
