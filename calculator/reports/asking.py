"""How a report is asked for: by any request, and by the form of a page with what it refuses."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from calculator.engine.errors import InvalidInput
from calculator.reports import services
from calculator.reports.forms import PaperForm
from calculator.reports.models import Report
from calculator.scenarios.models import Scenario

INVALID = 422


def ask(request: HttpRequest, scenario: Scenario, *, by: object, **chosen: Any) -> Report:
    """Return the report of what was chosen; it leads back to the site as the request reached it.

    Raises:
        InvalidInput: as ``services.request_report``.
    """
    address = request.build_absolute_uri(scenario.get_absolute_url())
    return services.request_report(scenario=scenario, address=address, by=by, **chosen)


def requested(
    request: HttpRequest, scenario: Scenario, form: PaperForm, *, by: object = None
) -> Report | None:
    """Return the report that a form asks for; None, with the reason at its field, if none."""
    if not form.is_valid():
        return None
    try:
        return ask(request, scenario, by=by, **form.cleaned_data)
    except InvalidInput as refused:
        form.refuse(refused)
        return None


def refused(request: HttpRequest, scenario: Scenario, form: PaperForm) -> HttpResponse:
    """Show each error at its field: in place, where a chosen file stays chosen, or as a page."""
    context = {"scenario": scenario, "asked": form}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "reports/_refused.html", context)
    return render(request, "reports/refused.html", context, status=INVALID)
