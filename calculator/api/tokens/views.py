"""The page on which a signed-in person makes and revokes tokens."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from calculator.api.tokens import services
from calculator.api.tokens.forms import TokenForm
from calculator.api.tokens.models import ApiToken
from calculator.language import gettext as _

MOST_SHOWN = 100


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_tokens(request: HttpRequest) -> HttpResponse:
    """List the tokens of an account; make one, and show its secret this once."""
    form, secret, status = TokenForm(), "", HTTPStatus.OK
    if request.method == "POST":
        form = TokenForm(request.POST)
        secret = _issued(form, request.user)
        status = HTTPStatus.CREATED if secret else HTTPStatus.UNPROCESSABLE_ENTITY
    tokens = ApiToken.objects.owned_by(request.user)[:MOST_SHOWN]
    context = {"form": TokenForm() if secret else form, "tokens": tokens, "secret": secret}
    return render(request, "api/tokens.html", context, status=status)


@login_required
@require_POST
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token of the account."""
    token = get_object_or_404(ApiToken.objects.owned_by(request.user), pk=pk)
    services.revoke_token(token=token)
    said = _("“{name}” is revoked. Programs that use it are refused now.", name=token.name)
    messages.success(request, said)
    return redirect("tokens:list-tokens")


def _issued(form: TokenForm, owner: object) -> str:
    """Return the secret of a new token; nothing, and the errors in the form, where it cannot be."""
    if not form.is_valid():
        return ""
    try:
        return services.issue_token(owner=owner, **form.cleaned_data)[1]
    except services.TooManyTokens:
        full = _(
            "You have {n} tokens in use, as many as one account may have. Revoke one first.",
            n=services.MOST_TOKENS,
        )
        form.add_error(None, full)
        return ""
