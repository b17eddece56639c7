"""Staff need a second factor. This is the one place that asks for it, before every page."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

ENROLL = "mfa_activate_totp"
OPEN = {ENROLL, "account_reauthenticate", "account_logout", "healthz"}
ASKED = noop(
    "Staff accounts need a second factor: without it a stolen password would be enough to change "
    "the evidence. Set it up here; then everything else opens."
)


def is_missing(user: object) -> bool:
    """Say whether this is a member of staff who signs in by password alone."""
    powers = getattr(user, "is_staff", False) or getattr(user, "is_superuser", False)
    return powers and not is_mfa_enabled(user)


class StaffNeedASecondFactor:
    """Leads staff without a second factor to enrolment, whatever page they ask for.

    Who has one was asked for it: the site has no other way in than its own sign-in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Answer in the place of a view that this person may not have yet.

        Without a session there is nobody to ask. Looking for one all the same would mark every
        public file as different for each visitor, which no shared cache could keep.
        """
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return None
        if request.resolver_match.view_name in OPEN or not is_missing(request.user):
            return None
        if not messages.get_messages(request):
            messages.warning(request, _(ASKED))
        return redirect(ENROLL)
