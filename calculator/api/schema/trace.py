"""The trace of a calculation, declared for the view, for OpenAPI and as a JSON Schema."""

import json
from typing import TypedDict

from calculator.api.schema.typed import Schema
from calculator.api.schema.typed import components as typed_components
from calculator.engine.trace.trace import SCHEMA, Labels, Step


class TracedParameter(TypedDict):
    """A parameter as it is in force: its value at base, where that is from, and what it rests on.

    ``origin`` is reference, design, lens or user; a user's own value rests on nothing here.
    """

    parameter: str
    label: str
    unit: str
    value: float
    low: float
    high: float
    distribution: str
    origin: str
    grade: str
    findings: list[str]
    sources: list[str]


class Trace(TypedDict):
    """Every intermediate of the base case by equation number, and the parameters they read."""

    schema: str
    labels: Labels
    steps: list[Step]
    parameters: list[TracedParameter]


def components() -> dict[str, Schema]:
    """Return the components of a trace, by name."""
    found = typed_components(Trace)
    found["Trace"]["properties"]["schema"]["enum"] = [SCHEMA]
    found["Step"]["properties"]["values"] = {
        "description": "A number or null without axes, else nested lists in the order of `axes`."
    }
    return found


def json_schema() -> str:
    """Return the schema of a trace as a file of its own (JSON Schema 2020-12)."""
    found = components()
    root = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:msoroi:{SCHEMA}",
        "title": "The trace of a calculation",
        **found.pop("Trace"),
        "$defs": found,
    }
    text = json.dumps(root, indent=2, ensure_ascii=False)
    return text.replace("#/components/schemas/", "#/$defs/") + "\n"
