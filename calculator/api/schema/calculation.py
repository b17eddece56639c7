"""The calculation's reply and the two-way grid, described from the engine's result types."""

from calculator.api.schema.typed import Schema, ref
from calculator.api.schema.typed import components as typed_components
from calculator.engine.result import Result, Twsa

OWN: dict[str, Schema] = {
    "id": {"type": "string", "description": "The key of the calculation; unguessable."},
    "url": {"type": "string", "format": "uri", "description": "The page that shows it."},
    "created_at": {"type": "string", "format": "date-time"},
}

DRAWS: Schema = {
    "type": "object",
    "description": "Where the draws are, with ?draws=true.",
    "required": ["csv", "arrow"],
    "properties": {kind: {"type": "string", "format": "uri"} for kind in ("csv", "arrow")},
    "additionalProperties": False,
}


def components() -> dict[str, Schema]:
    """Return the components of a reply, by name."""
    found = {**typed_components(Result), **typed_components(Twsa)}
    result = found.pop("Result")
    properties = {**OWN, **result["properties"], "inputs": ref("Inputs")}
    found["Calculation"] = {
        **result,
        "description": "The whole answer to one scenario, unrounded. Totals: counts summed over "
        "the contract years, money at present value. years: undiscounted.",
        "required": list(properties),
        "properties": {**properties, "trace": ref("Trace"), "draws": DRAWS},
    }
    return found
