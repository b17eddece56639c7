"""The calculation's request body, described from the declared fields (engine.inputs.fields)."""

from typing import Any, TypedDict

from calculator.api.schema.typed import Schema, ref
from calculator.api.schema.typed import components as typed_components
from calculator.engine.evidence import BANDS, LINES
from calculator.engine.inputs.fields import FIELDS, MAX_PAYER_MEMBERS, Field
from calculator.engine.inputs.overrides import MAX_OVERRIDES, PARTS

EXAMPLES: dict[str, Any] = {
    "design": "voluntary",
    "lens": "reference",
    "areas": ["lumbar_fusion", "cancer"],
    "uptake_ramp": [0.5, 0.8, 1],
    "members_by_line": {"commercial": 200_000, "medicare_advantage": 40_000},
    "age_mix": {"commercial": {"0-17": 0.2, "18-44": 0.4, "45-64": 0.35, "65+": 0.05}},
    "overrides": {
        "surgery_cost.lumbar_fusion": {"base": 80_000, "low": 60_000, "high": 110_000},
        "engagement": 1.2,
    },
}
SHARE: Schema = {"type": "number", "minimum": 0, "maximum": 1}
NUMBER: Schema = {"type": "number", "format": "double"}


class Input(TypedDict):
    """One input of a calculation. ``low`` and ``high`` bound numbers; ``choices`` lists words."""

    name: str
    label: str
    kind: str
    unit: str
    low: float | None
    high: float | None
    choices: list[str]
    default: str
    help: str


class InputList(TypedDict):
    """All inputs, with the choices of one evidence release."""

    release: str
    inputs: list[Input]


def components() -> dict[str, Schema]:
    """Return the components of the request and of the judged inputs in a reply, by name."""
    request = {field.name: request_of(field) for field in FIELDS}
    judged = {field.name: judged_of(field) for field in FIELDS}
    return {
        **typed_components(InputList),
        "CalculationRequest": {
            "type": "object",
            "description": "Only the number of people is required: employees or members of an "
            "employer, members_by_line of a payer. Null and an absent input mean the default. "
            "Any other name is refused.",
            "properties": request,
            "additionalProperties": False,
        },
        "Inputs": {
            "type": "object",
            "description": "The inputs in force, as judged. Null: not entered, so that the design "
            "or the evidence supplies the value. Sent again, they give the same result.",
            "required": list(judged),
            "properties": judged,
            "additionalProperties": False,
        },
        "AgeMix": {
            "type": "object",
            "description": "The share of members in each age band; the four add up to 1.",
            "required": list(BANDS),
            "properties": dict.fromkeys(BANDS, SHARE),
            "additionalProperties": False,
        },
        "OverrideRange": {
            "type": "object",
            "description": "A mean with its 95 % interval, low <= base <= high; sampled.",
            "required": list(PARTS),
            "properties": dict.fromkeys(PARTS, NUMBER),
            "additionalProperties": False,
        },
    }


def request_of(field: Field) -> Schema:
    """Return a field as a body may give it."""
    schema = {**_kind(field), "nullable": True, "description": _said(field)}
    if field.name in EXAMPLES:
        schema["example"] = EXAMPLES[field.name]
    return schema


def judged_of(field: Field) -> Schema:
    """Return a field as a reply gives it back."""
    return {**_kind(field), "nullable": True, "title": field.label}


def _kind(field: Field) -> Schema:
    bounds = {"minimum": field.low, "maximum": field.high}
    if field.kind == "whole":
        exact = {name: int(value) for name, value in bounds.items()}
        return {"type": "integer", "format": "int64", **exact}
    if field.kind in ("number", "share", "money"):
        return {**NUMBER, **bounds}
    if field.kind == "choice":
        words: list[str | None] = [*field.choices, None] if field.choices else []
        return {"type": "string", **({"enum": words} if words else {})}
    return {
        "yes_no": {"type": "boolean"},
        "many": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "list": {"type": "array", "items": {**NUMBER, **bounds}, "minItems": 1, "maxItems": 10},
    }.get(field.kind) or MAPS[field.name]


def _said(field: Field) -> str:
    parts = [f"{field.label}."]
    if field.help:
        parts.append(field.help)
    if field.unit:
        parts.append(f"Unit: {field.unit}.")
    if field.default:
        parts.append(f"Default: {field.default}.")
    if field.name in SAID:
        parts.append(SAID[field.name])
    return " ".join(parts)


SAID = {
    "design": "One of /api/v1/evidence/designs.",
    "lens": "One of /api/v1/evidence/lenses.",
    "areas": "Names from /api/v1/evidence/areas.",
    "overrides": "By name of a parameter (/api/v1/evidence/parameters), such as engagement or "
    "surgery_cost.lumbar_fusion: a number fixes it, a range is sampled.",
    "seed": "Readers that keep numbers as 64-bit floats should choose one below 2^53.",
}
MAPS: dict[str, Schema] = {
    "members_by_line": {
        "type": "object",
        "properties": {
            line: {"type": "integer", "minimum": 0, "maximum": MAX_PAYER_MEMBERS} for line in LINES
        },
        "additionalProperties": False,
    },
    "age_mix": {
        "type": "object",
        "properties": {line: ref("AgeMix") for line in LINES},
        "additionalProperties": False,
    },
    "overrides": {
        "type": "object",
        "maxProperties": MAX_OVERRIDES,
        "additionalProperties": {"oneOf": [NUMBER, ref("OverrideRange")]},
    },
}
