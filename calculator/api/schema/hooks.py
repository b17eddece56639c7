"""Completes the generated OpenAPI description: components of the engine, and errors everywhere."""

from typing import Any

from calculator.api.schema import (
    bundle,
    calculation,
    claims,
    examples,
    inputs,
    kept,
    portfolio,
    problem,
    report,
    sweep,
    trace,
    webhook,
)
from calculator.api.schema.rules import rules_of
from calculator.api.schema.typed import Schema

SOURCES = (
    bundle,
    calculation,
    claims,
    inputs,
    kept,
    portfolio,
    problem,
    report,
    sweep,
    trace,
    webhook,
)
# where a token is needed
OWN = ("/api/v1/portfolios", "/api/v1/scenarios", "/api/v1/webhooks")
ERRORS = {
    "401": "The token is not one of this site, or it expired or was revoked.",
    "403": "The token lacks the scope named in the problem.",
    "404": "Nothing is at this address.",
    "422": "Some inputs cannot be used; each error says where.",
    "429": "Too many requests; Retry-After says in how many seconds to try again.",
    "default": "Any other error.",
}
WORD, WHOLE = {"type": "string"}, {"type": "integer"}
HEADERS: dict[str, tuple[str, Schema]] = {
    "Model-Version": ("The model that calculated, or that would.", WORD),
    "Evidence-Release": ("The evidence release that the answer is made from.", WORD),
    "RateLimit-Policy": ('The limit: its name, requests and seconds: "reads";q=1200;w=60.', WORD),
    "RateLimit": ('What is left: requests and seconds until it is whole: "reads";r=9;t=5.', WORD),
    "RateLimit-Limit": ("The limit once more, in the older form.", WHOLE),
    "RateLimit-Remaining": ("What is left, in the older form.", WHOLE),
    "RateLimit-Reset": ("Seconds until the limit is whole, in the older form.", WHOLE),
}
TAG = {"ETag": {"description": "Send it as If-None-Match to be told 304.", "schema": WORD}}
LINK = {"Link": {"description": "The next page and the one before (RFC 8288).", "schema": WORD}}
UNCHANGED = "The answer that If-None-Match names is still the answer."
TOO_LONG = {
    "description": "The address has more than about 8,000 characters: said by the web server, as a "
    "page.",
    "content": {"text/html": {"schema": WORD}},
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A random word of yours. Sent again within 24 hours with the same body, the "
    "request has no second effect and gets the first answer.",
    "schema": {**WORD, "minLength": 1, "maxLength": 255, "pattern": r"^[\x21-\x7e]+$"},
}
REPLAY = {
    "Idempotency-Replayed": {
        "description": "true where this is the answer to an earlier request with the same key.",
        "schema": {**WORD, "enum": ["true"]},
    }
}
RUNNING = "The first request with this key still runs."
IF_NONE_MATCH = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "ETag of an earlier answer.",
    "schema": WORD,
}


def only_the_api(endpoints: list[Any], **kwargs: object) -> list[Any]:
    """Leave out the description itself and its page (drf-spectacular preprocessing hook)."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1/")]


def complete(result: Schema, **kwargs: object) -> Schema:
    """Add shared components, error responses and headers (drf-spectacular postprocessing hook)."""
    schemas = result.setdefault("components", {}).setdefault("schemas", {})
    for source in SOURCES:
        schemas.update(source.components())
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    answers = examples.recorded()
    for path, operations in result["paths"].items():
        for method, operation in operations.items():
            _complete_operation(path, method, operation)
            examples.complete(path, operation, answers)
    return result


def _complete_operation(path: str, method: str, operation: Schema) -> None:
    responses = operation["responses"]
    anonymous: list[Schema] = [] if path.startswith(OWN) else [{}]
    operation["security"] = [{"token": []}, *anonymous]
    takes = {each["name"] for each in operation.get("parameters", [])}
    rules = rules_of(operation["operationId"], takes)
    for reply in responses.values():  # those of the views; errors come below
        headers = reply.setdefault("headers", {})
        for name, (said, schema) in HEADERS.items():
            headers[name] = {"description": said, "schema": schema}
        headers.update(REPLAY if method == "post" else {})
        headers.update((LINK if "cursor" in takes else {}) | (TAG if method == "get" else {}))
    for status, said in ERRORS.items():
        if (status != "404" or "{" in path or "release" in takes) and (
            status != "422" or method == "post"
        ):
            responses.setdefault(status, problem.response(_joined(said, rules.get(status))))
    for status in sorted(rules.keys() - ERRORS.keys()):
        responses[status] = problem.response(rules[status])
    if any(each["in"] == "query" for each in operation.get("parameters", [])):
        responses["414"] = TOO_LONG
    if method == "post":
        operation.setdefault("parameters", []).append(KEY)
        responses["409"] = problem.response(_joined(RUNNING, rules.get("409")))
    elif method == "get":
        operation.setdefault("parameters", []).append(IF_NONE_MATCH)
        responses["304"] = {"description": UNCHANGED}


def _joined(said: str, rule: str | None) -> str:
    return f"{said} {rule}" if rule else said
