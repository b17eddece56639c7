"""Where a portfolio stands, its totals and files, declared for the views and for OpenAPI."""

from collections.abc import Mapping
from typing import Any, TypedDict

from calculator.api.schema.typed import NO_NUL, Schema
from calculator.api.schema.typed import components as typed_components
from calculator.portfolios.models import LONGEST_NAME, State
from calculator.portfolios.run.totals import PortfolioTotal


class PortfolioFile(TypedDict):
    """A file of the results; ``size`` and ``sha256`` are null for one made as it is read."""

    name: str
    url: str
    size: int | None
    sha256: str | None


class PortfolioStanding(TypedDict):
    """Where a portfolio stands; ``refused`` counts rows, ``doubts`` speak of columns.

    ``mends`` is the portfolio whose refused rows these are.
    """

    id: str
    name: str
    url: str
    status: str
    error: str
    created_at: str
    finished_at: str | None
    rows: int | None
    rows_done: int
    rows_per_second: float | None
    seconds_left: float | None
    refused: int | None
    mends: str | None
    totals_by: str
    doubts: list[str]
    totals: list[PortfolioTotal]
    files: list[PortfolioFile]
    sha256: str
    model_version: str
    evidence_release: str


class PortfolioPage(TypedDict):
    """A page of portfolios, the newest first."""

    count: int
    next: str | None
    results: list[PortfolioStanding]


FIELDS: dict[str, Schema] = {
    "name": {
        "type": "string",
        "pattern": NO_NUL,
        "maxLength": LONGEST_NAME,
        "description": "A name for the portfolio; by default that of the file.",
    },
    "scenario": {
        "type": "string",
        "maxLength": 43,
        "pattern": "^[-A-Za-z0-9_]*$",
        "description": "A calculation that you keep: its inputs hold where a row is silent.",
    },
    "inputs": {
        "type": "string",
        "maxLength": 20_000,
        "pattern": NO_NUL,
        "description": "A JSON object of inputs that hold where a row is silent.",
    },
    "totals_by": {
        "type": "string",
        "pattern": NO_NUL,
        "maxLength": 200,
        "description": "A text column of the file to total by, besides all groups together.",
    },
}
LONGEST_IN_QUERY = 2_000  # an address holds no more
IN_QUERY: dict[str, Schema] = {
    **FIELDS,
    "inputs": {**FIELDS["inputs"], "maxLength": LONGEST_IN_QUERY, "pattern": "^[ -~]*$"},
}
BINARY: Schema = {"type": "string", "format": "binary"}


def multipart(said: str, fields: Mapping[str, Schema]) -> dict[str, Any]:
    """Return the body of a form with a file and other fields."""
    return {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {**BINARY, "description": said}, **fields},
    }


def components() -> dict[str, Schema]:
    """Return the components of portfolios, by name."""
    found = typed_components(PortfolioPage)
    row = found["PortfolioStanding"]["properties"]
    row["status"]["enum"] = State.values
    for name in ("created_at", "finished_at"):
        row[name]["format"] = "date-time"
    found["PortfolioFile"]["properties"]["url"]["format"] = "uri"
    found["PortfolioPage"]["properties"]["next"]["format"] = row["url"]["format"] = "uri"
    return found
