"""A sweep's body and reply, described from the engine's types."""

from calculator.api.schema.typed import Schema, ref
from calculator.api.schema.typed import components as typed_components
from calculator.engine.sweep import MOST_POINTS, Sweep

NUMBER: Schema = {"type": "number", "format": "double"}


def components() -> dict[str, Schema]:
    """Return the components of a sweep, by name."""
    found = typed_components(Sweep)
    found["Sweep"]["properties"]["points"]["maximum"] = MOST_POINTS
    return {
        **found,
        "SweepRequest": {
            "type": "object",
            "description": f"A scenario, and one or two axes with at most {MOST_POINTS:,} points.",
            "required": ["inputs", "axes"],
            "properties": {
                "inputs": ref("CalculationRequest"),
                "axes": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 2,
                    "items": ref("SweepAxisRequest"),
                },
            },
            "additionalProperties": False,
        },
        "SweepAxisRequest": {
            "type": "object",
            "description": "An input with its values, or with low, high and a number of steps.",
            "required": ["input"],
            "properties": {
                "input": {
                    "type": "string",
                    "description": "A parameter (/api/v1/evidence/parameters) or a number of the "
                    "scenario, such as members or savings_retained.",
                    "example": "engagement",
                },
                "values": {
                    "type": "array",
                    "items": NUMBER,
                    "minItems": 1,
                    "maxItems": MOST_POINTS,
                },
                "low": NUMBER,
                "high": NUMBER,
                "steps": {"type": "integer", "minimum": 2, "maximum": MOST_POINTS},
            },
            "additionalProperties": False,
        },
    }
