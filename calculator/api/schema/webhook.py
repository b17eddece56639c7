"""An endpoint of an account and its messages, for the views and for OpenAPI."""

from typing import TypedDict

from calculator.api.schema.typed import Schema
from calculator.api.schema.typed import components as typed_components
from calculator.webhooks.addresses import LONGEST
from calculator.webhooks.events import EVENTS
from calculator.webhooks.models import Delivery

MOST_EVENTS = 20


class Webhook(TypedDict):
    """Where messages go. ``disabled_reason`` says why nothing more is sent."""

    id: str
    url: str
    events: list[str]
    created_at: str
    failing_since: str | None
    disabled_at: str | None
    disabled_reason: str


class NewWebhook(Webhook):
    """A new endpoint with its secret, which is told this once."""

    secret: str


class WebhookList(TypedDict):
    """The endpoints of an account."""

    results: list[Webhook]


class Attempt(TypedDict):
    """One try to hand a message over: the status that was answered, or what went wrong."""

    at: str
    status: int | None
    error: str


class WebhookDelivery(TypedDict):
    """A message, and what came of it. ``id`` is the header webhook-id."""

    id: str
    type: str
    state: str
    created_at: str
    next_attempt_at: str | None
    attempts: list[Attempt]


class WebhookDeliveryList(TypedDict):
    """The latest messages of an endpoint, the newest first."""

    results: list[WebhookDelivery]


def components() -> dict[str, Schema]:
    """Return the components of webhooks, by name."""
    found: dict[str, Schema] = {}
    for root in (NewWebhook, WebhookList, WebhookDeliveryList):
        found.update(typed_components(root))
    for name in ("Webhook", "NewWebhook"):
        found[name]["properties"]["created_at"]["format"] = "date-time"
    states = [str(state) for state in Delivery.State.values]
    found["WebhookDelivery"]["properties"]["state"]["enum"] = states
    found["WebhookRequest"] = {
        "type": "object",
        "description": "Where messages go, and what they tell.",
        "required": ["url", "events"],
        "properties": {
            "url": {"type": "string", "maxLength": LONGEST, "pattern": "^https?://[!-~]+$"},
            "events": {
                "type": "array",
                "items": {"type": "string", "enum": list(EVENTS)},
                "minItems": 1,
                "maxItems": MOST_EVENTS,
            },
        },
        "additionalProperties": False,
    }
    return found
