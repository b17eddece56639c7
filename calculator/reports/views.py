"""The pages of a report: ask for it, see where it stands, take the file, try again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import condition, require_POST, require_safe

from calculator.jobs import Status
from calculator.reports import asking, files, services, tasks
from calculator.reports.forms import ReportForm
from calculator.reports.models import Format, Report
from calculator.scenarios.models import Scenario

MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def _etag(request: HttpRequest, token: str) -> str | None:
    return files.etag(Report.objects.visible_to(request.user), token)


@require_POST
def request_report(request: HttpRequest, token: str) -> HttpResponse:
    """Queue the PDF or workbook of a calculation, or show the one that exists."""
    scenario = get_object_or_404(Scenario.objects.visible_to(request.user), token=token)
    form = ReportForm(request.POST, request.FILES)
    report = asking.requested(request, scenario, form, by=request.user)
    if report is None:
        return asking.refused(request, scenario, form)
    tasks.send_report(report)
    return _answer(request, report, asked=form)


@require_safe
@never_cache
def show_report(request: HttpRequest, token: str) -> HttpResponse:
    """Say where a report stands; to a poll that has seen this already, answer 204."""
    report = _report(request, token)
    if request.htmx and request.GET.get("seen") == files.stand(report):
        return HttpResponse(status=204)
    return _page(request, report)


@require_POST
def retry_report(request: HttpRequest, token: str) -> HttpResponse:
    """Queue a failed report again."""
    report = services.retry_report(report=_report(request, token))
    tasks.send_report(report)
    return _answer(request, report)


@require_safe
@cache_control(private=True, no_cache=True)
@condition(etag_func=_etag)
def download_report(request: HttpRequest, token: str) -> HttpResponse:
    """Give the file; before it is done, show where it stands."""
    report = get_object_or_404(
        Report.objects.visible_to(request.user).select_related("scenario"), token=token
    )
    if report.status != Status.DONE:
        return redirect(report)
    return files.sent(report, media_type=MEDIA_TYPES[report.format])


def _report(request: HttpRequest, token: str) -> Report:
    """Return a report without its file."""
    reports = Report.objects.visible_to(request.user).select_related("scenario")
    return get_object_or_404(reports.without_files(), token=token)


def _answer(request: HttpRequest, report: Report, **more: object) -> HttpResponse:
    """Answer a button: with the panel in place, or by the report's own page."""
    return _page(request, report, **more) if request.htmx else redirect(report)


def _page(request: HttpRequest, report: Report, **more: object) -> HttpResponse:
    template = "reports/_status.html" if request.htmx else "reports/show_report.html"
    context = {"report": report, "scenario": report.scenario, "stand": files.stand(report)}
    response = render(request, template, context | more)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
