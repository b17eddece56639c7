"""Completes the generated OpenAPI description: components of the engine, and errors everywhere."""

from typing import Any

from calculator.api.schema import calculation, claims, inputs, problem, report
from calculator.api.schema.typed import Schema

ERRORS = {
    "404": "Nothing is at this address.",
    "422": "Some inputs cannot be used; each error says where.",
    "429": "Too many requests; Retry-After says in how many seconds to try again.",
    "default": "Any other error.",
}
LIMITS = {
    "RateLimit-Limit": "Requests allowed in the period.",
    "RateLimit-Remaining": "Requests left of them.",
    "RateLimit-Reset": "Seconds until the oldest request no longer counts.",
}


def only_the_api(endpoints: list[Any], **kwargs: object) -> list[Any]:
    """Leave out the description itself and its page (drf-spectacular preprocessing hook)."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def complete(result: Schema, **kwargs: object) -> Schema:
    """Add shared components, error responses and headers (drf-spectacular postprocessing hook)."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    for source in (calculation, claims, inputs, problem, report):
        schemas.update(source.components())
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _complete_operation(path, method, operation)
    return result


def _complete_operation(path: str, method: str, operation: Schema) -> None:
    responses = operation["responses"]
    for reply in responses.values():  # those of the views; errors come below
        headers = reply.setdefault("headers", {})
        for name, said in LIMITS.items():
            headers[name] = {"description": said, "schema": {"type": "integer"}}
    for status, said in ERRORS.items():
        if (status != "404" or "{" in path) and (status != "422" or method == "post"):
            responses.setdefault(status, problem.response(said))
