"""The impact of a release before it is published: ask for it, watch it, read it. Staff only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from calculator.evidence import catalog
from calculator.evidence.canonical.exporter import content_of
from calculator.evidence.models import Release
from calculator.jobs import Status
from calculator.review import impact_tables, services, tasks, wording
from calculator.review.models import ImpactPreview
from calculator.scenarios.views import needs_release


@require_safe
@never_cache
@needs_release
def show_impact(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a release would change, and what that would do; or offer to calculate it."""
    release = _release(request, slug)
    live, preview = catalog.live_release(), services.newest(release)
    context = {
        "release": release,
        "live": live,
        "preview": preview,
        "stand": _stand(preview),
        "may_ask": services.may_ask(request.user),
        "outdated": preview is None and release.previews.exists(),
        "compared": wording.compared(content_of(live), content_of(release), release=release.slug),
    }
    if preview is not None and preview.status == Status.DONE:
        context |= _tables(preview)
    return render(request, "review/show_impact.html", context)


@require_POST
@needs_release
def request_impact(request: HttpRequest, slug: str) -> HttpResponse:
    """Queue the calculation of a release's impact, or show the one that exists."""
    release = _release(request, slug)
    if not services.may_ask(request.user):
        raise Http404
    tasks.send_preview(services.request_preview(release=release, by=request.user))
    return redirect("review:show-impact", slug=release.slug)


@require_safe
@never_cache
def show_progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where a preview stands; to a poll that has seen this 204, and once done the page."""
    preview = get_object_or_404(ImpactPreview.objects.select_related("release"), pk=pk)
    _release(request, preview.release.slug)
    if not request.htmx:
        return redirect(preview)
    if request.GET.get("seen") == _stand(preview):
        return HttpResponse(status=204)
    if preview.is_finished:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "review/_progress.html", {"preview": preview, "stand": _stand(preview)})


def _release(request: HttpRequest, slug: str) -> Release:
    """Return a release that is not public yet; 404 to whoever may not see it."""
    found = Release.objects.visible_to(request.user).filter(state__in=services.OPEN)
    return get_object_or_404(found, slug=slug)


def _stand(preview: ImpactPreview | None) -> str:
    return f"{preview.status}-{preview.progress}" if preview else ""


def _tables(preview: ImpactPreview) -> dict[str, object]:
    found = preview.result
    return {
        "flipped": impact_tables.flipped(found),
        "sponsors": impact_tables.sponsors(found),
        "together": impact_tables.saved(found),
        "unanswered": impact_tables.unanswered(found),
    }
