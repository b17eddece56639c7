"""What a release moves: two releases side by side; a saved answer beside today's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from calculator.engine.errors import InvalidInput
from calculator.evidence import catalog
from calculator.evidence.canonical.exporter import content_of
from calculator.evidence.models import Release
from calculator.language import gettext as _
from calculator.review import bridges, tables, wording
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario
from calculator.scenarios.views import needs_release


@require_safe
def choose_releases(request: HttpRequest) -> HttpResponse:
    """Lead to the comparison of the two releases chosen in a list."""
    releases = Release.objects.visible_to(request.user)
    asked = [request.GET.get(name, "").replace("\x00", "") for name in ("before", "after")]
    chosen = [get_object_or_404(releases, slug=slug).slug for slug in asked]
    return redirect("review:compare-releases", *chosen)


@require_safe
def compare_releases(request: HttpRequest, before: str, after: str) -> HttpResponse:
    """Show what differs between two releases, and what each difference does."""
    releases = Release.objects.visible_to(request.user)
    first = get_object_or_404(releases, slug=before)
    last = get_object_or_404(releases, slug=after)
    found, names = bridges.of_releases(first, last), (first.slug, last.slug)
    context = {
        "before": first,
        "after": last,
        "compared": wording.compared(
            content_of(first), content_of(last), release="" if last.is_live else last.slug
        ),
        "designs": tables.designs(found, names=names),
        "bridge": tables.release_bridge(found, names=names),
        "moves": any(row.bridge and any(row.bridge.effects.values()) for row in found.designs),
    }
    return render(request, "review/compare_releases.html", context)


@require_safe
@needs_release
def show_changes(request: HttpRequest, token: str) -> HttpResponse:
    """Show a saved answer beside today's, and the pieces of the difference."""
    found = Scenario.objects.visible_to(request.user).select_related("release")
    saved, live = get_object_or_404(found, token=token), catalog.live_release()
    context: dict[str, object] = {
        "saved": saved,
        "live": live,
        "is_current": scenarios.is_current(saved),
        "can_compare": saved.release_id != live.pk
        and Release.objects.visible_to(request.user).filter(pk=saved.release_id).exists(),
    }
    if not context["is_current"]:
        context |= _today(saved, live)
    response = render(request, "review/show_changes.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response


def _today(saved: Scenario, live: Release) -> dict[str, object]:
    try:
        now = scenarios.calculate(raw=saved.typed, release=live)
    except InvalidInput as error:
        return {"refused": [message for listed in error.errors.values() for message in listed]}
    names = (
        _("{release}, model {model}", release=saved.release.slug, model=saved.model_version),
        _("{release}, model {model}", release=live.slug, model=now["model_version"]),
    )
    found = bridges.of_scenario(saved, live)
    return {
        "numbers": tables.then_and_now(saved.result, now, names=names),
        "bridge": tables.scenario_bridge(found, names=(saved.release.slug, live.slug)),
        "moves": round(found.pinned, 2) != round(found.bridge.end, 2),
    }
