"""What the sign-in library asks of the site."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from calculator.accounts.models import User

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Sends mail; a mail server that is down breaks no page, nor does a button pressed twice."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send a mail; where it cannot be sent, say so in the log."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:
            logger.exception("A mail could not be sent (%s)", template_prefix)

    def save_user(self, request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> User:
        """Keep a new account; where the same form made it a moment before, lead to signing in."""
        try:
            with transaction.atomic():
                return super().save_user(request, user, *args, **kwargs)
        except IntegrityError:
            messages.info(request, _("This account was made a moment ago: sign in."))
            raise ImmediateHttpResponse(redirect("account_login")) from None
