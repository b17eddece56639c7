"""Compare saved calculations; keep a variant of one to compare it with."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from calculator.decisions.comparison import pages
from calculator.decisions.comparison.forms import CompareForm
from calculator.decisions.comparison.variants import VariantForm

INVALID = 422


@require_safe
@vary_on_headers("HX-Request")
def compare(request: HttpRequest) -> HttpResponse:
    """Compare the calculations that the address names, or ask for them."""
    form = CompareForm.from_request(request.GET, request.user)
    first = form.chosen[0] if form.chosen and not form.is_full else None
    variant = VariantForm(first.saved, first.case) if first else None
    status = INVALID if form.summary and not request.htmx else 200
    return _page(request, form, variant, status)


@require_POST
def keep_variant(request: HttpRequest) -> HttpResponse:
    """Keep the first calculation with another design or fee, and compare it with the others."""
    form = CompareForm.from_request(request.POST, request.user)
    if not form.chosen or form.is_full:
        raise Http404
    first = form.chosen[0]
    variant = VariantForm(first.saved, first.case, request.POST)
    kept = variant.keep(request.user)
    if kept is not None:
        return redirect(form.with_one_more(kept.token))
    return _page(request, form, variant, INVALID)


def _page(
    request: HttpRequest, form: CompareForm, variant: VariantForm | None, status: int
) -> HttpResponse:
    context = {
        "form": form,
        "variant": variant,
        "entries": pages.entries(form),
        "offers": pages.offers(form),
        "page": pages.page_of(form) if form.is_ready else None,
    }
    response = render(request, "decisions/compare.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-cache"
    return response
