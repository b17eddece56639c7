"""Where the reports of a portfolio stand, declared for the views and for OpenAPI."""

from typing import TypedDict

from calculator.api.schema.report import language
from calculator.api.schema.typed import Schema
from calculator.api.schema.typed import components as typed_components
from calculator.jobs import Status
from calculator.reports.models import Language, Paper


class BundleStanding(TypedDict):
    """Where the ZIP with one PDF a group stands; ``file``, once it is done, is its address."""

    portfolio: str
    paper: str
    language: str
    status: str
    error: str
    groups: int
    groups_done: int
    seconds_left: float | None
    file: str | None
    size: int | None
    sha256: str


def components() -> dict[str, Schema]:
    """Return the components of a portfolio's reports, by name."""
    found = typed_components(BundleStanding)
    row = found["BundleStanding"]["properties"]
    row["status"]["enum"], row["paper"]["enum"] = Status.values, Paper.values
    row["language"]["enum"] = Language.values
    row["portfolio"]["format"] = row["file"]["format"] = "uri"
    found["BundleRequest"] = {
        "type": "object",
        "description": "The paper and the language of the PDFs. The body may be left out.",
        "properties": {
            "paper": {"type": "string", "enum": Paper.values, "default": Paper.LETTER.value},
            "language": language(),
        },
        "additionalProperties": False,
    }
    return found
