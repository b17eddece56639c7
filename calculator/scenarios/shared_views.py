"""Links to a calculation: make and revoke them, and what they show to others."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calculator.scenarios import keeping, pages
from calculator.scenarios.errors import Refused
from calculator.scenarios.forms.kept import EVERYTHING, ShareForm
from calculator.scenarios.kept_views import INVALID, own
from calculator.scenarios.models import Scenario, ShareLink


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def share(request: HttpRequest, token: str) -> HttpResponse:
    """List the links of a calculation, and make another."""
    saved, status = own(request, token), 200
    form = ShareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if form.is_valid() and _made(request, saved, form):
            return redirect("scenarios:share", token=token)
        status = INVALID
    context = {
        "saved": saved,
        "form": form,
        "links": saved.links.working(),
        "origin": f"{request.scheme}://{request.get_host()}",
    }
    return render(request, "scenarios/share.html", context, status=status)


@require_POST
@login_required
def revoke(request: HttpRequest, token: str, pk: int) -> HttpResponse:
    """Let a link open nothing from now on."""
    link = get_object_or_404(own(request, token).links.select_related("scenario"), pk=pk)
    keeping.revoke_link(link=link, by=request.user)
    return redirect("scenarios:share", token=token)


@require_safe
@never_cache
def show_shared(request: HttpRequest, token: str) -> HttpResponse:
    """Show to whoever has the link what its maker chose to show."""
    links = ShareLink.objects.working().select_related("scenario__release")
    link = links.filter(token=token).first()
    if link is None:
        response = render(request, "scenarios/link_gone.html", status=404)
    else:
        page = pages.shared_page(link)
        context = {"link": link, "page": page, "read_only": True}
        response = render(request, "scenarios/show_shared.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response


def _made(request: HttpRequest, saved: Scenario, form: ShareForm) -> bool:
    """Make the link that was asked for; where it is refused, say why at the form."""
    chosen = form.cleaned_data
    try:
        keeping.share_scenario(
            scenario=saved,
            by=request.user,
            with_inputs=chosen["shows"] == EVERYTHING,
            label=chosen["label"],
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        return False
    return True
