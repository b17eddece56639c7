"""The pages of a fiduciary file: ask for it, see where it stands, take it, try again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import condition, require_POST, require_safe

from calculator.jobs import Status
from calculator.reports import asking, files, tasks
from calculator.reports.fiduciary import services
from calculator.reports.forms import PaperForm
from calculator.reports.models import FiduciaryFile
from calculator.scenarios.models import Scenario


def _etag(request: HttpRequest, token: str) -> str | None:
    return files.etag(FiduciaryFile.objects.visible_to(request.user), token)


@require_POST
def request_file(request: HttpRequest, token: str) -> HttpResponse:
    """Queue the fiduciary file of a calculation, or show the one that exists."""
    scenario = get_object_or_404(Scenario.objects.visible_to(request.user), token=token)
    form = PaperForm(request.POST, request.FILES)
    report = asking.requested(request, scenario, form)
    if report is None:
        return asking.refused(request, scenario, form)
    file = services.request_file(report=report)
    tasks.send_report(report)
    tasks.send_fiduciary_file(file)
    return _answer(request, file, asked=form)


@require_safe
@never_cache
def show_file(request: HttpRequest, token: str) -> HttpResponse:
    """Say where a file stands; to a poll that has seen this already, answer 204."""
    file = _file(request, token)
    if request.htmx and request.GET.get("seen") == files.stand(file):
        return HttpResponse(status=204)
    return _page(request, file)


@require_POST
def retry_file(request: HttpRequest, token: str) -> HttpResponse:
    """Queue a failed file again."""
    file = services.retry_file(file=_file(request, token))
    tasks.send_fiduciary_file(file)
    return _answer(request, file)


@require_safe
@cache_control(private=True, no_cache=True)
@condition(etag_func=_etag)
def download_file(request: HttpRequest, token: str) -> HttpResponse:
    """Give the file; before it is done, show where it stands."""
    found = FiduciaryFile.objects.visible_to(request.user).select_related("report__scenario")
    file = get_object_or_404(found, token=token)
    if file.status != Status.DONE:
        return redirect(file)
    return files.sent(file, media_type="application/zip")


def _file(request: HttpRequest, token: str) -> FiduciaryFile:
    """Return a file without its content."""
    found = FiduciaryFile.objects.visible_to(request.user).select_related("report__scenario")
    return get_object_or_404(found.without_files(), token=token)


def _answer(request: HttpRequest, file: FiduciaryFile, **more: object) -> HttpResponse:
    return _page(request, file, **more) if request.htmx else redirect(file)


def _page(request: HttpRequest, file: FiduciaryFile, **more: object) -> HttpResponse:
    name = "_fiduciary_status" if request.htmx else "show_fiduciary_file"
    context = {"file": file, "scenario": file.scenario, "stand": files.stand(file)}
    response = render(request, f"reports/{name}.html", context | more)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
