"""Pages of portfolios: upload, check, run, progress, results. Each is seen by its owner alone."""

from collections.abc import Callable
from pathlib import Path

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calculator.engine.errors import InvalidInput
from calculator.portfolios import pages, services, tasks, uploads
from calculator.portfolios.errors import Refused
from calculator.portfolios.forms import RunForm, UploadForm
from calculator.portfolios.models import Portfolio, State
from calculator.portfolios.run.progress import progress_of

A_PAGE = 20
INVALID = 422


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def list_portfolios(request: HttpRequest) -> HttpResponse:
    """List a person's portfolios; take a new file, check it, and show what was understood."""
    form = UploadForm(owner=request.user)
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES, owner=request.user)
        portfolio = _uploaded(request, form)
        if portfolio is not None:
            return redirect(portfolio)
    found = Portfolio.objects.visible_to(request.user).defer("check_report", "ranking")
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    status = INVALID if form.errors else 200
    return render(request, "portfolios/list.html", context, status=status)


@require_safe
@never_cache
@login_required
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Say where a portfolio stands; to a poll that has seen this already, answer 204."""
    portfolio = own(request, token)
    if request.htmx:  # type: ignore[attr-defined]
        if request.GET.get("seen") == stand_of(portfolio):
            return HttpResponse(status=204)
        if not portfolio.is_moving:
            return HttpResponse(headers={"HX-Refresh": "true"})
    return page_of(request, portfolio)


@require_POST
@login_required
def run(request: HttpRequest, token: str) -> HttpResponse:
    """Start the calculation of a checked file."""
    portfolio = own(request, token)
    form = RunForm(request.POST, labels=portfolio.check_report["labels"])
    if not form.is_valid():
        return page_of(request, portfolio, form=form, status=INVALID)
    try:
        started = services.run_portfolio(portfolio=portfolio, **form.cleaned_data)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(portfolio)
    tasks.send_steps(started)
    return redirect(started)


@require_POST
@login_required
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Stop a running portfolio."""
    portfolio = own(request, token)
    try:
        services.cancel_portfolio(portfolio=portfolio)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(portfolio)


@require_POST
@login_required
def resume(request: HttpRequest, token: str) -> HttpResponse:
    """Go on with a stopped portfolio."""
    portfolio = own(request, token)
    try:
        tasks.send_steps(services.resume_portfolio(portfolio=portfolio))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(portfolio)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether a portfolio is to be deleted, and delete it with its files."""
    portfolio = own(request, token)
    if request.method != "POST":
        return render(request, "portfolios/delete.html", {"portfolio": portfolio})
    try:
        services.delete_portfolio(portfolio=portfolio)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(portfolio)
    return redirect("portfolios:list")


def own(request: HttpRequest, token: str) -> Portfolio:
    """Return this person's portfolio; 404 for any other."""
    found = Portfolio.objects.visible_to(request.user).select_related("release", "scenario")
    return get_object_or_404(found, token=token)


def stand_of(portfolio: Portfolio) -> str:
    """Return what a poll has seen: it changes when the words on the page do."""
    return f"{portfolio.state}-{progress_of(portfolio).rows_done}"


def page_of(
    request: HttpRequest, portfolio: Portfolio, *, form: RunForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the page of a portfolio, or the part of it that a poll replaces."""
    progress = progress_of(portfolio)
    context = {
        "portfolio": portfolio,
        "form": form or RunForm(labels=portfolio.check_report["labels"]),
        "progress": progress,
        "words": pages.progress_words(progress),
        "stand": stand_of(portfolio),
    }
    if portfolio.state == State.DRAFT:
        context["check"] = services.check_of(portfolio)
    if portfolio.state == State.DONE:
        context |= {
            "headline": pages.headline(portfolio),
            "totals": pages.totals_table(portfolio),
            "ranking": pages.ranking_table(portfolio),
        }
    template = "portfolios/_moving.html" if request.htmx else "portfolios/show.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=status)


def _uploaded(request: HttpRequest, form: UploadForm) -> Portfolio | None:
    """Return the portfolio of an uploaded file; nothing, and the errors in the form, if none."""

    def keep(path: Path, name: str) -> Portfolio:
        scenario = form.cleaned_data["scenario"]
        return services.upload_portfolio(by=request.user, path=path, name=name, scenario=scenario)

    return kept_file(request, form, keep)


def kept_file(
    request: HttpRequest, form: forms.Form, keep: Callable[[Path, str], Portfolio]
) -> Portfolio | None:
    """Return what ``keep`` makes of the form's file; nothing, and the errors in the form, if none.

    ``keep`` is called with where the file is and what it was called.
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > uploads.MAX_BYTES + uploads.SLACK:
        form.add_error("file", uploads.TOO_LARGE)
    if not form.is_valid():
        return None
    file = form.cleaned_data["file"]
    try:
        with uploads.received(file.chunks(), file.name) as path:
            return keep(path, file.name)
    except InvalidInput as error:
        for said in error.errors.values():
            form.add_error("file", list(said))
    except Refused as refused:
        form.add_error("file", str(refused))
    return None
