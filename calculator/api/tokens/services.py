"""Make, recognize and revoke tokens."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from calculator.api.tokens.models import ApiToken
from calculator.api.tokens.scopes import SCOPES
from calculator.api.tokens.secret import SHOWN, digest_of, is_well_formed, new_secret

MOST_TOKENS = 20  # of one person, usable at a time
USE_NOTED_EVERY = timedelta(minutes=1)


class TooManyTokens(Exception):
    """A person has as many usable tokens as one may have."""


class Unusable(Exception):
    """A secret that opens nothing; the message says why, to whoever sent it."""


@transaction.atomic
def issue_token(*, owner: Any, name: str, scopes: Sequence[str], days: int) -> tuple[ApiToken, str]:
    """Make a token; return it with its secret, which is told this once.

    Raises:
        TooManyTokens: if its owner has as many as one may have.
    """
    now = timezone.now()
    get_user_model().objects.select_for_update().get(pk=owner.pk)  # one at a time: the limit holds
    if ApiToken.objects.owned_by(owner).usable(now).count() >= MOST_TOKENS:
        raise TooManyTokens
    secret = new_secret()
    token = ApiToken.objects.create(
        owner=owner,
        name=name,
        digest=digest_of(secret),
        start=secret[:SHOWN],
        scopes=[scope for scope in SCOPES if scope in scopes],
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    return token, secret


def revoke_token(*, token: ApiToken) -> ApiToken:
    """End a token at once and for ever."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
    return token


def recognize(*, secret: str) -> ApiToken:
    """Return the token of a secret, and note that it is used.

    Raises:
        Unusable: if there is none, or if it ended.
    """
    if not is_well_formed(secret):
        raise Unusable("This is not a token of this site.")
    token = ApiToken.objects.select_related("owner").filter(digest=digest_of(secret)).first()
    if token is None:
        raise Unusable("There is no such token.")
    if token.state != "active":
        raise Unusable(f"This token is {token.state}.")
    if not token.owner.is_active:
        raise Unusable("The account of this token is closed.")
    note_use(token=token)
    return token


def note_use(*, token: ApiToken) -> None:
    """Keep when it was last used, to the minute: most requests write nothing."""
    now = timezone.now()
    due = now - USE_NOTED_EVERY
    if token.last_used_at is None or token.last_used_at <= due:
        long_ago = Q(last_used_at=None) | Q(last_used_at__lte=due)
        ApiToken.objects.filter(long_ago, pk=token.pk).update(last_used_at=now)
