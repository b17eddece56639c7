"""A kept calculation in a list, and the body that makes one, for the views and for OpenAPI."""

from typing import TypedDict

from calculator.api.schema.typed import Schema, ref
from calculator.api.schema.typed import components as typed_components
from calculator.scenarios.models import LONGEST_NAME


class KeptScenario(TypedDict):
    """A calculation that the token's owner keeps. ``calculation`` answers with the whole of it."""

    id: str
    name: str
    calculation: str
    url: str
    created_at: str
    archived_at: str | None
    fingerprint: str
    model_version: str
    evidence_release: str
    net: float
    benefit_cost_ratio: float | None
    probability_net_positive: float


class KeptList(TypedDict):
    """A page of kept calculations, the newest first."""

    count: int
    next: str | None
    results: list[KeptScenario]


def components() -> dict[str, Schema]:
    """Return the components of kept calculations, by name."""
    found = typed_components(KeptList)
    row = found["KeptScenario"]["properties"]
    for name in ("calculation", "url"):
        row[name]["format"] = "uri"
    for name in ("created_at", "archived_at"):
        row[name]["format"] = "date-time"
    found["KeptList"]["properties"]["next"]["format"] = "uri"
    found["KeptRequest"] = {
        "type": "object",
        "description": "A scenario, and a name for it.",
        "required": ["inputs"],
        "properties": {
            "inputs": ref("CalculationRequest"),
            "name": {"type": "string", "maxLength": LONGEST_NAME, "default": ""},
        },
        "additionalProperties": False,
    }
    return found
