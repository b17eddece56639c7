"""Pages of the site itself: the method, and whether the site is well."""

from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from calculator.engine.version import MODEL_VERSION
from calculator.evidence.models import Release
from calculator.exhibits import glossary
from msoroi import method, verification


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
