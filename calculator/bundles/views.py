"""The page of a portfolio's reports: ask for them, see how far they are, take the ZIP, discard it.

All of it is the portfolio's owner's alone: 404 for anybody else.
"""

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calculator.bundles import pages, services, tasks
from calculator.bundles.forms import BundleForm
from calculator.bundles.models import Bundle
from calculator.bundles.progress import progress_of
from calculator.jobs import Status
from calculator.portfolios import uploads
from calculator.portfolios.errors import Refused
from calculator.portfolios.models import Portfolio
from calculator.portfolios.views import INVALID, own

HEADERS = {"X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}
MEDIA_TYPE = "application/zip"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def show(request: HttpRequest, token: str) -> HttpResponse:
    """Say where the reports stand, or ask for them; to a poll that has seen this, answer 204."""
    portfolio = own(request, token)
    if request.method == "POST":
        return _requested(request, portfolio)
    bundle = _bundle(portfolio)
    if request.htmx:  # type: ignore[attr-defined]
        if bundle is not None and request.GET.get("seen") == _stand(bundle):
            return HttpResponse(status=204)
        if bundle is None or bundle.is_finished:
            return HttpResponse(headers={"HX-Refresh": "true"})
    return _page(request, portfolio, bundle, BundleForm())


@require_POST
@login_required
def retry(request: HttpRequest, token: str) -> HttpResponse:
    """Go on with reports that failed."""
    bundle = services.retry_bundle(bundle=_own(request, token))
    tasks.send_bundle(bundle)
    return redirect(bundle)


@require_POST
@login_required
def discard(request: HttpRequest, token: str) -> HttpResponse:
    """Delete the reports, or stop making them."""
    services.discard_bundle(bundle=_own(request, token))
    return redirect("bundles:show", token)


@require_safe
@cache_control(private=True, no_cache=True)
@login_required
def download(request: HttpRequest, token: str) -> HttpResponseBase:
    """Give the ZIP; before it is done, show where it stands."""
    bundle = _own(request, token)
    return answer(bundle) if bundle.status == Status.DONE else redirect(bundle)


def answer(bundle: Bundle) -> FileResponse:
    """Return the ZIP as a response, in blocks."""
    return FileResponse(
        default_storage.open(bundle.source),
        as_attachment=True,
        filename=f"{uploads.stem_of(bundle.portfolio.name)}-reports.zip",
        content_type=MEDIA_TYPE,
        headers=HEADERS,
    )


def _requested(request: HttpRequest, portfolio: Portfolio) -> HttpResponse:
    form = BundleForm(request.POST)
    if form.is_valid():
        try:
            bundle = services.request_bundle(portfolio=portfolio, paper=form.cleaned_data["paper"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            tasks.send_bundle(bundle)
            return redirect(bundle)
    return _page(request, portfolio, _bundle(portfolio), form, status=INVALID)


def _own(request: HttpRequest, token: str) -> Bundle:
    mine = Bundle.objects.visible_to(request.user).select_related("portfolio")
    return get_object_or_404(mine, portfolio__token=token)


def _bundle(portfolio: Portfolio) -> Bundle | None:
    return Bundle.objects.filter(portfolio=portfolio).select_related("portfolio").first()


def _page(
    request: HttpRequest,
    portfolio: Portfolio,
    bundle: Bundle | None,
    form: BundleForm,
    *,
    status: int = 200,
) -> HttpResponse:
    """Return the page, or the part of it that a poll replaces."""
    context = {"portfolio": portfolio, "bundle": bundle, "form": form}
    if bundle is None:
        context["wait"] = pages.wait(services.groups_of(portfolio))
        context["obstacle"] = _obstacle(portfolio)
    else:
        progress = progress_of(bundle)
        words = pages.progress_words(progress)
        context |= {"progress": progress, "words": words, "stand": _stand(bundle)}
    template = "bundles/_making.html" if request.htmx else "bundles/show.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=status)


def _obstacle(portfolio: Portfolio) -> str:
    """Return why no reports can be made of a portfolio; nothing where they can."""
    try:
        services.check_bundled(portfolio)
    except Refused as refused:
        return str(refused)
    return ""


def _stand(bundle: Bundle) -> str:
    """Return what a poll has seen: it changes when the words on the page do."""
    return f"{bundle.status}-{progress_of(bundle).groups_done}"
