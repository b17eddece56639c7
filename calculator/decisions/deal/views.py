"""The deal designer's page: a contract in the address, answered on a saved calculation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from calculator.decisions.deal.forms import DealForm
from calculator.decisions.deal.pages import answer_of
from calculator.engine.errors import InvalidInput
from calculator.engine.version import MODEL_VERSION
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

INVALID = 422


@require_safe
@vary_on_headers("HX-Request")
def design_deal(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for the terms of a contract, and answer what they mean for this calculation."""
    visible = Scenario.objects.visible_to(request.user).select_related("release")
    saved = get_object_or_404(visible, token=token)
    context: dict[str, object] = {"saved": saved, "model_version": MODEL_VERSION}
    status = 200
    try:
        case = scenarios.case_of(saved)
        form = context["form"] = DealForm.from_request(request.GET, case)
        context["answer"] = answer_of(case, form.raw, saved.release)
    except InvalidInput as error:
        status = 200 if request.htmx else INVALID
        if "form" in context:
            form.refuse(error)
    response = render(request, "decisions/design_deal.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response
