"""A report's request and its standing, declared for the view and for OpenAPI."""

from typing import TypedDict

from calculator.api.schema.typed import Schema
from calculator.api.schema.typed import components as typed_components
from calculator.jobs import Status
from calculator.reports.models import Format, Paper


class ReportStanding(TypedDict):
    """Where a report stands. ``progress`` in percent; ``file`` is its address once it is done."""

    id: str
    calculation: str
    paper: str
    format: str
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
    properties["format"]["enum"] = [*Format.values, "zip"]
    properties["status"]["enum"] = Status.values
    for name in ("calculation", "file"):
        properties[name]["format"] = "uri"
    for name in ("created_at", "finished_at"):
        properties[name]["format"] = "date-time"
    paper: Schema = {"type": "string", "enum": Paper.values, "default": Paper.LETTER.value}
    kind: Schema = {"type": "string", "enum": Format.values, "default": Format.PDF.value}
    found["ReportRequest"] = {
        "type": "object",
        "description": "Which file, and a PDF's paper. The body may be left out.",
        "properties": {"paper": paper, "format": kind},
        "additionalProperties": False,
    }
    found["FiduciaryFileRequest"] = {
        "type": "object",
        "description": "The paper of its PDFs. The body may be left out.",
        "properties": {"paper": paper},
        "additionalProperties": False,
    }
    return found
