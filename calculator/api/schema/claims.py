"""The claim checker's body and reply, described from the declared fields and the result types."""

from calculator.api.schema.inputs import judged_of, request_of
from calculator.api.schema.typed import Schema, ref
from calculator.api.schema.typed import components as typed_components
from calculator.engine.claims.check import LEVELS
from calculator.engine.claims.fields import FIELDS
from calculator.engine.claims.result import ClaimCheck

OWN: dict[str, Schema] = {
    "url": {"type": "string", "format": "uri", "description": "The page that shows it."},
    "headline": {"type": "string", "description": "The claim and its verdict in one sentence."},
    "sentence": {"type": "string", "description": "What decides the verdict."},
}
LEVEL: Schema = {"type": "string", "enum": list(LEVELS)}


def components() -> dict[str, Schema]:
    """Return the components of a claim check, by name."""
    found = typed_components(ClaimCheck)
    found["Needed"]["properties"]["level"] = LEVEL
    check = found["ClaimCheck"]
    properties = {**OWN, **check["properties"], "verdict": LEVEL, "claim": ref("StatedClaim")}
    found["ClaimCheck"] = {**check, "required": list(properties), "properties": properties}
    judged = {field.name: judged_of(field) for field in FIELDS}
    found["StatedClaim"] = {
        "type": "object",
        "description": "The claim as judged. Null: not stated, so that the evidence supplies it.",
        "required": list(judged),
        "properties": judged,
        "additionalProperties": False,
    }
    request = {field.name: request_of(field) for field in FIELDS}
    found["ClaimCheckRequest"] = {
        "type": "object",
        "description": "A claim: its amount, and members or employees. Null and an absent field "
        "mean the default. Any other name is refused.",
        "required": ["amount"],
        "properties": request | {"amount": {**request["amount"], "nullable": False}},
        "additionalProperties": False,
    }
    return found
