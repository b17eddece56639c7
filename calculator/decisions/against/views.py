"""The page that argues against an answer, and the button that shows the turned one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from calculator.decisions.against import services
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario
from calculator.scenarios.views import needs_release


@require_safe
@needs_release
def show_against(request: HttpRequest, token: str) -> HttpResponse:
    """Show the strongest single cases against an answer, and who reports such values."""
    saved = _visible(request, token)
    context = {
        "saved": saved,
        "is_current": scenarios.is_current(saved),
        "found": services.case_of(saved),
    }
    response = render(request, "decisions/show_against.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response


@require_POST
@needs_release
def try_flip(request: HttpRequest, token: str) -> HttpResponse:
    """Save the calculation with one number at its turning point, and open it."""
    saved = _visible(request, token)
    if not scenarios.is_current(saved):
        raise Http404("An outdated calculation is calculated anew first.")
    lever, way = request.POST.get("lever", ""), request.POST.get("way", "")
    turned = services.try_flip(saved=saved, lever=lever, way=way, by=request.user)
    if turned is None:
        raise Http404("Nothing of this name turns the answer.")
    return redirect(turned)


def _visible(request: HttpRequest, token: str) -> Scenario:
    found = Scenario.objects.visible_to(request.user).select_related("release")
    return get_object_or_404(found, token=token)
