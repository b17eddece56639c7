"""A report's request and its standing, declared for the view and for OpenAPI."""

from typing import TypedDict

from calculator.api.schema.typed import Schema
from calculator.api.schema.typed import components as typed_components
from calculator.jobs import Status
from calculator.reports.models import Paper


class ReportStanding(TypedDict):
    """Where a report stands. ``progress`` in percent; ``file`` is its address once it is done."""

    id: str
    calculation: str
    paper: str
    status: str
    progress: int
    error: str
    created_at: str
    finished_at: str | None
    file: str | None


def components() -> dict[str, Schema]:
    """Return the components of a report, by name."""
    found = typed_components(ReportStanding)
    properties = found["ReportStanding"]["properties"]
    properties["paper"]["enum"] = Paper.values
    properties["status"]["enum"] = Status.values
    for name in ("calculation", "file"):
        properties[name]["format"] = "uri"
    for name in ("created_at", "finished_at"):
        properties[name]["format"] = "date-time"
    found["ReportRequest"] = {
        "type": "object",
        "description": "How the report is printed. The body may be left out.",
        "properties": {
            "paper": {"type": "string", "enum": Paper.values, "default": Paper.LETTER.value}
        },
        "additionalProperties": False,
    }
    return found
