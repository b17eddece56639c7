"""Problem details (RFC 9457) for OpenAPI."""

from calculator.api.schema.typed import Schema, ref

TEXT: Schema = {"type": "string"}


def components() -> dict[str, Schema]:
    """Return the components of an error reply, by name."""
    return {
        "Problem": {
            "type": "object",
            "description": "What went wrong (RFC 9457).",
            "required": ["type", "title", "status", "detail", "instance"],
            "properties": {
                "type": {**TEXT, "format": "uri", "example": "urn:msoroi:problem:invalid-input"},
                "title": {**TEXT, "example": "Some inputs cannot be used"},
                "status": {"type": "integer", "example": 422},
                "detail": {**TEXT, "example": "1 input cannot be used."},
                "instance": {**TEXT, "example": "/api/v1/calculations"},
                "scope": {
                    **TEXT,
                    "description": "The scope that a token lacks.",
                    "example": "calculations:run",
                },
                "errors": {"type": "array", "items": ref("ProblemError")},
            },
        },
        "ProblemError": {
            "type": "object",
            "description": "One error. `pointer` leads into the body, `parameter` names a query "
            "parameter.",
            "required": ["field", "message"],
            "properties": {
                "pointer": {**TEXT, "example": "/members"},
                "parameter": {**TEXT, "example": "limit"},
                "field": {**TEXT, "example": "members"},
                "message": {
                    **TEXT,
                    "example": "“0” is too small. Enter 1 to 5,000,000 people.",
                },
            },
        },
    }


def response(description: str) -> Schema:
    """Return an error response."""
    return {
        "description": description,
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
