"""Pages of those who keep calculations: the list, claim, name, copy, archive, delete."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calculator.scenarios import keeping, pages
from calculator.scenarios.errors import Refused
from calculator.scenarios.forms.kept import NameForm, searched
from calculator.scenarios.models import Scenario

A_PAGE = 20
INVALID = 422


@require_safe
@never_cache
@login_required
def list_calculations(request: HttpRequest) -> HttpResponse:
    """List a person's calculations, the newest first; archived ones apart."""
    query, archived = searched(request.GET.get("q", "")), "archived" in request.GET
    found = Scenario.objects.owned_by(request.user).kept(archived=archived)
    if query:
        found = found.filter(name__icontains=query)
    page = Paginator(found.select_related("release"), A_PAGE).get_page(request.GET.get("page"))
    context = {
        "query": query,
        "archived": archived,
        "page": page,
        "rows": [pages.row_of(saved) for saved in page],
        "in_archive": Scenario.objects.owned_by(request.user).kept(archived=True).count(),
    }
    return render(request, "scenarios/list_calculations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def claim(request: HttpRequest, token: str) -> HttpResponse:
    """Say what claiming a calculation means, and claim it; the first to confirm gets it."""
    saved = get_object_or_404(Scenario.objects.visible_to(request.user), token=token)
    if saved.created_by_id is not None:
        return redirect(saved)
    if request.method == "POST":
        try:
            return redirect(keeping.claim_scenario(scenario=saved, by=request.user))
        except Refused as refused:
            raise Http404 from refused
    context = {"saved": saved, "row": pages.row_of(saved)}
    return render(request, "scenarios/claim.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def name(request: HttpRequest, token: str) -> HttpResponse:
    """Give a calculation a name."""
    saved, status = own(request, token), 200
    form = NameForm(request.POST or None, initial={"name": saved.name})
    if request.method == "POST":
        if form.is_valid():
            given = form.cleaned_data["name"]
            keeping.name_scenario(scenario=saved, by=request.user, name=given)
            return redirect(f"{saved.get_absolute_url()}#keep")
        status = INVALID
    return render(request, "scenarios/name.html", {"saved": saved, "form": form}, status=status)


@require_POST
@login_required
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """Make a copy, and show it."""
    saved = own(request, token)
    try:
        return redirect(keeping.copy_scenario(scenario=saved, by=request.user))
    except Refused as refused:
        context = {"saved": saved, "refused": str(refused)}
        return render(request, "scenarios/refused.html", context, status=INVALID)


@require_POST
@login_required
def archive(request: HttpRequest, token: str) -> HttpResponse:
    """Put a calculation away."""
    keeping.archive_scenario(scenario=own(request, token), by=request.user)
    return redirect("scenarios:list-calculations")


@require_POST
@login_required
def restore(request: HttpRequest, token: str) -> HttpResponse:
    """Put an archived calculation back."""
    return redirect(keeping.restore_scenario(scenario=own(request, token), by=request.user))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether an archived calculation is to be deleted, and delete it."""
    saved = own(request, token)
    if saved.archived_at is None:
        raise Http404
    if request.method == "POST":
        keeping.delete_scenario(scenario=saved, by=request.user)
        return redirect("scenarios:list-calculations")
    return render(request, "scenarios/delete.html", {"saved": saved, "row": pages.row_of(saved)})


def own(request: HttpRequest, token: str) -> Scenario:
    """Return this person's calculation; 404 for any other."""
    found = Scenario.objects.owned_by(request.user).select_related("release")
    return get_object_or_404(found, token=token)
