"""Whose failed sign-ins are counted together: one address of mail from one address of the net."""

from collections.abc import Mapping

from allauth.account.adapter import get_adapter
from django.http import HttpRequest


def who(request: HttpRequest, credentials: Mapping[str, object] | None = None) -> str | None:
    """Return the e-mail address as it was tried, in lower case.

    >>> who(HttpRequest(), {"email": " Alice@Example.org"})
    'alice@example.org'
    """
    tried = credentials or {"email": request.POST.get("login")}
    found = tried.get("email") or tried.get("username")
    return str(found).strip().lower() if found else None


def where_from(request: HttpRequest) -> str | None:
    """Return the client's address, behind a proxy the one that the proxy saw; of no client, None.

    >>> where_from(HttpRequest())
    """
    return get_adapter().get_client_ip(request) if "REMOTE_ADDR" in request.META else None
