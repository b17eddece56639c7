"""Webhooks of a token's owner: make endpoints, read what became of messages, remove them."""

from http import HTTPStatus

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from calculator.api.errors import Problem, an_object, invalid_input
from calculator.api.idempotency.replay import idempotent
from calculator.api.paging import bounded
from calculator.api.schema.typed import ref
from calculator.api.schema.webhook import MOST_EVENTS, Webhook, WebhookDelivery
from calculator.api.tokens.scopes import SCENARIOS_WRITE
from calculator.api.views.base import ApiView, found_or_404
from calculator.webhooks import services, tasks
from calculator.webhooks.addresses import Refused
from calculator.webhooks.events import EVENTS
from calculator.webhooks.models import Delivery, Endpoint

A_PAGE, MOST_ROWS = 20, 100
FULL = f"This account has {services.MOST_ENDPOINTS} endpoints, as many as one may. Remove one."
LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[201], description="Where it stays."
)
LIMIT = OpenApiParameter(
    "limit",
    {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": A_PAGE},
    description="Messages to list.",
)
EXAMPLE = OpenApiExample(
    "Reports and releases",
    value={"url": "https://example.com/hooks/savings", "events": list(EVENTS)},
    request_only=True,
)
ONE = OpenApiResponse(ref("Webhook"), description="The endpoint.")


class Webhooks(ApiView):
    """What needs a token that may keep things in an account."""

    needs_token = True
    scope = SCENARIOS_WRITE
    http_method_names = ("get", "head", "post", "delete")

    def endpoint(self, request: Request, token: str) -> Endpoint:
        """Return an endpoint of the owner; 404 where there is none."""
        found: Endpoint = found_or_404(Endpoint.objects.owned_by(request.user).filter, key=token)
        return found


@extend_schema(tags=["webhooks"])
class WebhookCollection(Webhooks):
    """List endpoints and make them."""

    @extend_schema(
        operation_id="list_webhooks",
        summary="Your endpoints",
        responses={200: OpenApiResponse(ref("WebhookList"), description="All of them.")},
    )
    def get(self, request: Request) -> Response:
        """Answer with the endpoints of the account."""
        mine = Endpoint.objects.owned_by(request.user)
        return Response({"results": [described(endpoint) for endpoint in mine]})

    @extend_schema(
        operation_id="create_webhook",
        summary="Make an endpoint; its secret is told this once",
        request={"application/json": ref("WebhookRequest")},
        parameters=[LOCATION],
        responses={201: OpenApiResponse(ref("NewWebhook"), description="The endpoint.")},
        examples=[EXAMPLE],
    )
    @idempotent
    def post(self, request: Request) -> Response:
        """Answer with the endpoint and its secret."""
        url, events = read(request.data)
        try:
            made, secret = services.add_endpoint(owner=request.user, url=url, events=events)
        except Refused as error:
            raise invalid_input({"url": [str(error)]}, request.data) from None
        except services.TooManyEndpoints:
            raise Problem(HTTPStatus.CONFLICT, FULL) from None
        location = reverse("api:read-webhook", [made.key], request=request)
        body = {**described(made), "secret": secret}
        return Response(body, status=HTTPStatus.CREATED, headers={"Location": location})


@extend_schema(tags=["webhooks"])
class WebhookDetail(Webhooks):
    """Read an endpoint and remove it."""

    @extend_schema(operation_id="read_webhook", summary="One endpoint", responses={200: ONE})
    def get(self, request: Request, token: str) -> Response:
        """Answer with the endpoint, without its secret."""
        return Response(described(self.endpoint(request, token)))

    @extend_schema(
        operation_id="delete_webhook",
        summary="Remove an endpoint with its messages",
        responses={204: OpenApiResponse(description="It is gone.")},
    )
    def delete(self, request: Request, token: str) -> Response:
        """Remove it; nothing more is sent there."""
        self.endpoint(request, token).delete()
        return Response(status=HTTPStatus.NO_CONTENT)


@extend_schema(tags=["webhooks"])
class WebhookTest(Webhooks):
    """Try an endpoint."""

    throttle_scope = "reports"

    @extend_schema(
        operation_id="test_webhook",
        summary="Send a message that says nothing but that it arrives",
        request=None,
        responses={
            202: OpenApiResponse(ref("WebhookDelivery"), description="The message, on its way.")
        },
    )
    @idempotent
    def post(self, request: Request, token: str) -> Response:
        """Queue the message; what came of it is in the list of messages."""
        delivery = services.send_test(endpoint=self.endpoint(request, token))
        tasks.start([delivery.pk])
        return Response(message(delivery), status=HTTPStatus.ACCEPTED)


@extend_schema(tags=["webhooks"])
class WebhookDeliveries(Webhooks):
    """Read what became of messages."""

    query = frozenset({"limit"})

    @extend_schema(
        operation_id="list_webhook_deliveries",
        summary="The latest messages of an endpoint",
        parameters=[LIMIT],
        responses={
            200: OpenApiResponse(ref("WebhookDeliveryList"), description="The newest first.")
        },
    )
    def get(self, request: Request, token: str) -> Response:
        """Answer with the messages and every attempt at each."""
        limit = bounded(request, "limit", low=1, high=MOST_ROWS, default=A_PAGE)
        latest = self.endpoint(request, token).deliveries.all()[:limit]
        return Response({"results": [message(delivery) for delivery in latest]})


def read(body: object) -> tuple[str, list[str]]:
    """Return the address and the events of a body.

    Raises:
        Problem: if they cannot be used.
    """
    body, known = an_object(body), ("url", "events")
    errors = {name[:80]: ["There is no such member."] for name in body if name not in known}
    url, events = body.get("url"), body.get("events")
    if not isinstance(url, str) or not url:
        errors["url"] = ["Give the address that messages are sent to."]
    named = isinstance(events, list) and 0 < len(events) <= MOST_EVENTS
    if not named or any(not isinstance(e, str) or e not in EVENTS for e in events or ()):
        errors["events"] = [f"Give a list of any of {', '.join(EVENTS)}."]
    if errors:
        raise invalid_input(errors, body)
    return str(url), list(events or ())


def described(endpoint: Endpoint) -> Webhook:
    """Return an endpoint without its secret."""
    failing, disabled = endpoint.failing_since, endpoint.disabled_at
    return {
        "id": endpoint.key,
        "url": endpoint.url,
        "events": endpoint.events,
        "created_at": endpoint.created_at.isoformat(),
        "failing_since": failing.isoformat() if failing else None,
        "disabled_at": disabled.isoformat() if disabled else None,
        "disabled_reason": endpoint.disabled_reason,
    }


def message(delivery: Delivery) -> WebhookDelivery:
    """Return a message and its attempts."""
    following = delivery.next_attempt_at
    return {
        "id": delivery.message,
        "type": delivery.kind,
        "state": str(delivery.state),
        "created_at": delivery.created_at.isoformat(),
        "next_attempt_at": following.isoformat() if following else None,
        "attempts": delivery.attempts,
    }
