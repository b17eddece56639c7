"""Who keeps the money: a page of one saved calculation. The address holds the plan terms."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from calculator.decisions.split import pages, services
from calculator.decisions.split.forms import SplitForm
from calculator.engine.errors import InvalidInput
from calculator.scenarios.models import Scenario
from calculator.scenarios.views import needs_release

INVALID = 422


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@needs_release
def show_split(request: HttpRequest, token: str) -> HttpResponse:
    """Show who keeps the savings under the terms of the address; a POST puts them to use."""
    found = Scenario.objects.visible_to(request.user).select_related("release")
    saved = get_object_or_404(found, token=token)
    form = SplitForm.from_request(
        request.GET, audience=services.audience_of(saved), funding=services.funding_of(saved)
    )
    context, status = {"saved": saved, "form": form}, 200
    try:
        if request.method == "POST":
            return redirect(services.use_split(saved=saved, raw=form.raw, by=request.user))
        split = services.split_savings(saved=saved, raw=form.raw)
        context |= {"answer": pages.answer_of(split), "claim": pages.claim_of(split)}
    except InvalidInput as error:
        form.refuse(error)
        status = 200 if request.htmx else INVALID
    return _private(render(request, "decisions/who_keeps.html", context, status=status))


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response
