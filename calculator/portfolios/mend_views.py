"""The page that takes refused cells back, mended."""

from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from calculator.portfolios import mending
from calculator.portfolios.errors import Refused
from calculator.portfolios.forms import MendForm
from calculator.portfolios.models import Portfolio
from calculator.portfolios.views import INVALID, kept_file, own


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def mend(request: HttpRequest, token: str) -> HttpResponse:
    """Take the mended file of refused cells, and show the check of the rows it mends."""
    portfolio, form = own(request, token), MendForm()
    try:
        mending.check_mendable(portfolio)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(portfolio)

    def keep(path: Path, name: str) -> Portfolio:
        return mending.mend_portfolio(portfolio=portfolio, by=request.user, path=path)

    if request.method == "POST":
        form = MendForm(request.POST, request.FILES)
        mended = kept_file(request, form, keep)
        if mended is not None:
            return redirect(mended)
    context = {"portfolio": portfolio, "form": form}
    status = INVALID if form.errors else 200
    return render(request, "portfolios/mend.html", context, status=status)
