"""How the pages of the PDF and of the fiduciary file are asked: the form, and what it refuses."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from calculator.engine.errors import InvalidInput
from calculator.reports import services
from calculator.reports.forms import PaperForm
from calculator.reports.models import Report
from calculator.scenarios.models import Scenario

INVALID = 422


def requested(
    request: HttpRequest, scenario: Scenario, form: PaperForm, *, by: object = None
) -> Report | None:
    """Return the report that a form asks for; None, with the reason at its field, if none."""
    if not form.is_valid():
        return None
    try:
        return services.request_report(
            scenario=scenario,
            **form.cleaned_data,
            address=request.build_absolute_uri(scenario.get_absolute_url()),
            by=by,
        )
    except InvalidInput as refused:
        form.refuse(refused)
        return None


def refused(request: HttpRequest, scenario: Scenario, form: PaperForm) -> HttpResponse:
    """Show each error at its field: in place, where a chosen file stays chosen, or as a page."""
    context = {"scenario": scenario, "asked": form}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "reports/_refused.html", context)
    return render(request, "reports/refused.html", context, status=INVALID)
