"""The measurement plan of one saved calculation, and the actuals that its owner enters."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from calculator.decisions.measurement import pages, services
from calculator.decisions.measurement.forms import ActualForm, RatioForm
from calculator.decisions.models import Actual
from calculator.exhibits.measurement import measure_page
from calculator.scenarios.models import Scenario

INVALID = 422


@require_safe
@vary_on_headers("HX-Request")
def show_measure(request: HttpRequest, token: str) -> HttpResponse:
    """Show what to count, against whom and for how long; and, to the owner, the actuals."""
    saved, form = _visible(request, token), RatioForm(request.GET)
    plan, bands = services.plan_of(saved, ratio=form.ratio), services.bands_of(saved, year=1)
    is_owner = services.may_enter(saved, request.user)
    context = {
        "saved": saved,
        "form": form,
        "plan": measure_page(saved.result, plan, bands, ratio=form.ratio),
        "is_owner": is_owner,
        "actuals": pages.actuals_of(saved) if is_owner else None,
    }
    status = INVALID if form.errors and not request.htmx else 200
    return _private(render(request, "decisions/show_measure.html", context, status=status))


@require_http_methods(["GET", "HEAD", "POST"])
def edit_actual(request: HttpRequest, token: str, year: int) -> HttpResponse:
    """Enter or change what a contract year brought; for the calculation's owner alone."""
    saved = _own(request, token, year)
    actual = Actual.objects.filter(scenario=saved, contract_year=year).first()
    form, status = ActualForm.of(actual), 200
    if request.method == "POST":
        form = ActualForm(request.POST)
        if form.is_valid():
            services.enter_actual(saved=saved, year=year, values=form.values, by=request.user)
            return redirect(f"{_address(saved)}#year-{year}")
        status = INVALID
    context = {"saved": saved, "form": form, "year": year, "actual": actual}
    return _private(render(request, "decisions/edit_actual.html", context, status=status))


@require_POST
def remove_actual(request: HttpRequest, token: str, year: int) -> HttpResponse:
    """Remove what was entered for a contract year."""
    saved = _own(request, token, year)
    if not services.remove_actual(saved=saved, year=year, by=request.user):
        raise Http404("Nothing was entered for this year.")
    return redirect(f"{_address(saved)}#actuals")


def _visible(request: HttpRequest, token: str) -> Scenario:
    found = Scenario.objects.visible_to(request.user).select_related("release")
    return get_object_or_404(found, token=token)


def _own(request: HttpRequest, token: str, year: int) -> Scenario:
    saved = _visible(request, token)
    if not services.may_enter(saved, request.user) or year not in services.years_of(saved):
        raise Http404("There is no such year of a calculation of yours.")
    return saved


def _address(saved: Scenario) -> str:
    return reverse("decisions:show-measure", args=[saved.token])


def _private(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response
