"""Pages of the account that the sign-in library lacks."""

from urllib.parse import urlencode

from allauth.account.models import EmailAddress
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
@login_required
def show_account(request: HttpRequest) -> HttpResponse:
    """Show how one signs in, with the ways to change it."""
    address = EmailAddress.objects.filter(user=request.user, email__iexact=request.user.email)
    context = {
        "is_confirmed": address.filter(verified=True).exists(),
        "has_second_factor": is_mfa_enabled(request.user),
    }
    return render(request, "account/show_account.html", context)


@never_cache
def sign_in_to_admin(request: HttpRequest, extra_context: object = None) -> HttpResponse:
    """Lead staff to the site's own sign-in; for everybody else who is signed in, nothing is here.

    Stands in the place of the admin's login page, which knows no second factor.
    """
    onward = get_next_redirect_url(request) or reverse("admin:index")
    if request.user.is_anonymous:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': onward})}")
    if not request.user.is_staff:
        raise Http404
    return redirect(onward)
