"""Examples in the description: values of parameters, and answers that a site gave.

``python -m tests.api.record_answers`` writes the answers anew; long lists are cut to two.
"""

import json
from pathlib import Path
from typing import Any

from calculator.api.schema.typed import Schema

A_FEW = 2  # rows on a page
ANSWERS = Path(__file__).with_name("answers.json")

# by operation and parameter
VALUES: dict[str, dict[str, Any]] = {
    "evidence_findings_retrieve": {"slug": "meyer-dx-change"},
    "evidence_parameters_retrieve": {"slug": "surgery_cost.lumbar_fusion"},
    "evidence_releases_retrieve": {"slug": "2026-11"},
    "evidence_sources_retrieve": {"slug": "meyer2015"},
    "read_draws": {"format": "csv"},
    "read_portfolio_file": {"name": "results.csv"},
    "vary_two_inputs": {
        "x": "engagement",
        "x_values": [0.5, 1, 2],
        "y": "savings_retained",
        "y_values": [0.8, 1],
    },
}

# what names a thing in an address: the collection, and the operation whose answer has its ``id``
MADE_BY = {
    "/api/v1/calculations/{token}": ("calculation", "create_calculation"),
    "/api/v1/fiduciary-files/{token}": ("fiduciary_file", "request_fiduciary_file"),
    "/api/v1/portfolios/{token}": ("portfolio", "run_portfolio"),
    "/api/v1/reports/{token}": ("report", "request_report"),
    "/api/v1/scenarios/{token}": ("scenario", "keep_scenario"),
    "/api/v1/webhooks/{token}": ("webhook", "create_webhook"),
}


def made_by(path: str) -> tuple[str, str]:
    """Return what the ``{token}`` of an address names, and the operation that makes one.

    >>> made_by("/api/v1/calculations/{token}/draws"), made_by("/api/v1/inputs")
    (('calculation', 'create_calculation'), ('', ''))
    """
    found = (made for start, made in MADE_BY.items() if path.startswith(start))
    return next(found, ("", ""))


def complete(path: str, operation: Schema, answers: dict[str, Any]) -> None:
    """Put the examples into an operation, and say of each part of its address what it is."""
    name = operation["operationId"]
    thing, maker = made_by(path)
    said = {
        "name": "The file.",
        "slug": "The `slug` of the record, as its list gives it.",
        "token": f"The `id` of the {thing.replace('_', ' ')}, from the answer of `{maker}`.",
    }
    for parameter in operation.get("parameters", []):
        if parameter["in"] == "path":
            parameter.setdefault("description", said[parameter["name"]])
        values = {"limit": A_FEW, **VALUES.get(name, {})}
        if parameter["name"] in values:
            parameter["example"] = values[parameter["name"]]
    for status, reply in operation["responses"].items():
        body = reply.get("content", {}).get("application/json")
        if status.startswith("2") and body is not None and name in answers:
            body["example"] = answers[name]


def recorded() -> dict[str, Any]:
    """Return the answers that were recorded, by operation."""
    return json.loads(ANSWERS.read_text("utf-8"))
