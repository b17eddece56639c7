"""The pages on which a signed-in person manages endpoints and reads what became of messages."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calculator.language import gettext as _
from calculator.webhooks import services, tasks
from calculator.webhooks.events import EVENTS
from calculator.webhooks.forms import EndpointForm
from calculator.webhooks.models import Delivery, Endpoint

MOST_SHOWN = 50


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_endpoints(request: HttpRequest) -> HttpResponse:
    """List the endpoints of an account; make one, and show its secret this once."""
    form, made, status = EndpointForm(), None, HTTPStatus.OK
    if request.method == "POST":
        form = EndpointForm(request.POST)
        made = _made(form, request.user)
        status = HTTPStatus.CREATED if made else HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "form": EndpointForm() if made else form,
        "endpoints": Endpoint.objects.owned_by(request.user),
        "endpoint": made[0] if made else None,
        "secret": made[1] if made else "",
    }
    return render(request, "webhooks/list_endpoints.html", context, status=status)


@login_required
@never_cache
@require_safe
def show_endpoint(request: HttpRequest, key: str) -> HttpResponse:
    """Show an endpoint and what became of its latest messages."""
    return _page(request, _endpoint(request, key))


@login_required
@require_POST
def send_test(request: HttpRequest, key: str) -> HttpResponse:
    """Send a message that says nothing but that it arrives."""
    endpoint = _endpoint(request, key)
    tasks.start([services.send_test(endpoint=endpoint).pk])
    messages.success(request, _("A test message is on its way. Reload to see what came of it."))
    return redirect("webhooks:show-endpoint", key)


@login_required
@never_cache
@require_POST
def renew_secret(request: HttpRequest, key: str) -> HttpResponse:
    """Give the endpoint another secret, and show it this once."""
    endpoint = _endpoint(request, key)
    return _page(request, endpoint, secret=services.renew_secret(endpoint=endpoint))


@login_required
@require_POST
def enable_endpoint(request: HttpRequest, key: str) -> HttpResponse:
    """Take messages up again."""
    services.enable_endpoint(endpoint=_endpoint(request, key))
    messages.success(request, _("Messages are sent again."))
    return redirect("webhooks:show-endpoint", key)


@login_required
@require_POST
def remove_endpoint(request: HttpRequest, key: str) -> HttpResponse:
    """Remove an endpoint with its messages."""
    endpoint = _endpoint(request, key)
    endpoint.delete()
    said = _("{address} is removed. Nothing more is sent there.", address=endpoint.url)
    messages.success(request, said)
    return redirect("webhooks:list-endpoints")


@login_required
@require_POST
def send_again(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Send a message once more."""
    delivery = get_object_or_404(Delivery, endpoint=_endpoint(request, key), pk=pk)
    tasks.start([services.send_again(delivery=delivery).pk])
    messages.success(request, _("The message is on its way again."))
    return redirect("webhooks:show-endpoint", key)


def _endpoint(request: HttpRequest, key: str) -> Endpoint:
    return get_object_or_404(Endpoint.objects.owned_by(request.user), key=key)


def _page(request: HttpRequest, endpoint: Endpoint, secret: str = "") -> HttpResponse:
    context = {
        "endpoint": endpoint,
        "secret": secret,
        "told": [_(EVENTS[name]) for name in endpoint.events if name in EVENTS],
        "deliveries": endpoint.deliveries.all()[:MOST_SHOWN],
    }
    return render(request, "webhooks/show_endpoint.html", context)


def _made(form: EndpointForm, owner: object) -> tuple[Endpoint, str] | None:
    """Return a new endpoint and its secret; None, and errors in the form, where it cannot be."""
    if not form.is_valid():
        return None
    try:
        return services.add_endpoint(owner=owner, **form.cleaned_data)
    except services.TooManyEndpoints:
        full = _(
            "You have {n} endpoints, as many as one account may have. Remove one first.",
            n=services.MOST_ENDPOINTS,
        )
        form.add_error(None, full)
        return None
