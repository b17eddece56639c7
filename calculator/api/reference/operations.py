"""The operations of the description as records: pure reading, in the description's own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from calculator.api.reference.fields import Field, Reader, Schema

JSON = "application/json"
FORM = "multipart/form-data"
PROBLEM = "application/problem+json"
KEEPS_NOTHING = frozenset({"check_claim", "sweep"})


class Effect(Enum):
    """What a request leaves behind."""

    READS = "reads"
    CALCULATES = "calculates"
    KEEPS = "keeps"
    CHANGES = "changes"  # what an account holds
    REMOVES = "removes"


@dataclass(frozen=True, kw_only=True)
class Example:
    """A body that may be sent."""

    name: str
    value: Any


@dataclass(frozen=True, kw_only=True)
class Body:
    """What is sent as one media type."""

    media: str
    said: str
    fields: tuple[Field, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What comes back when all is well; ``media`` is empty where there is no body."""

    status: str
    said: str
    media: tuple[str, ...]
    kind: str
    kind_said: str
    fields: tuple[Field, ...]
    headers: tuple[Field, ...]
    example: Any


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method at one address. ``problems`` are the other statuses, each with its reason."""

    name: str
    method: str
    path: str
    group: str
    title: str
    said: str
    scope: str
    limit: str
    needs_token: bool
    effect: Effect
    parameters: tuple[Field, ...]
    bodies: tuple[Body, ...]
    answers: tuple[Answer, ...]
    problems: tuple[tuple[str, str], ...]

    @property
    def in_address(self) -> list[Field]:
        """The parameters within the address and its query."""
        return [each for each in self.parameters if each.where != "header"]

    @property
    def in_form(self) -> tuple[Field, ...]:
        """The fields of a form, where the body is one."""
        return self.bodies[0].fields if self.bodies and self.bodies[0].media == FORM else ()

    @property
    def beside_form(self) -> list[Field]:
        """The parameters of the address that the form has no field for."""
        names = {each.name for each in self.in_form}
        return [each for each in self.in_address if each.name not in names]

    @property
    def is_json(self) -> bool:
        """Whether the body is JSON."""
        return bool(self.bodies) and self.bodies[0].media == JSON


def operations_of(description: Schema) -> dict[str, Operation]:
    """Return every operation of an OpenAPI description by its name, in its order."""
    reader = Reader(description.get("components", {}).get("schemas", {}))
    found = (
        _operation(reader, method.upper(), path, operation)
        for path, operations in description["paths"].items()
        for method, operation in operations.items()
    )
    return {each.name: each for each in found}


def _operation(reader: Reader, method: str, path: str, found: Schema) -> Operation:
    summary, said = found.get("summary", ""), found.get("description", "")
    request = found.get("requestBody", {})
    replies = found["responses"]
    needs_token = {} not in found.get("security", ({},))
    return Operation(
        name=found["operationId"],
        method=method,
        path=path,
        group=found["tags"][0],
        title=summary or said.rstrip("."),
        said=said if summary else "",
        scope=found.get("x-scope", ""),
        limit=found.get("x-limit", ""),
        needs_token=needs_token,
        effect=_effect(method, found["operationId"], needs_token=needs_token),
        parameters=_parameters(reader, found.get("parameters", ())),
        bodies=tuple(
            _body(reader, media, content) for media, content in request.get("content", {}).items()
        ),
        answers=tuple(_answer(reader, status, reply) for status, reply in _good(replies).items()),
        problems=tuple(
            (status, reply["description"])
            for status, reply in sorted(replies.items())
            if status not in _good(replies)
        ),
    )


def _good(replies: Mapping[str, Schema]) -> dict[str, Schema]:
    return {status: reply for status, reply in sorted(replies.items()) if status.startswith("2")}


def _effect(method: str, name: str, *, needs_token: bool) -> Effect:
    if method == "GET":
        return Effect.READS
    if method == "DELETE":
        return Effect.REMOVES
    if name in KEEPS_NOTHING:
        return Effect.CALCULATES
    return Effect.CHANGES if needs_token else Effect.KEEPS


def _parameters(reader: Reader, found: list[Schema]) -> tuple[Field, ...]:
    order = ("path", "query", "header")
    return tuple(
        reader.field(
            each["name"],
            each["schema"],
            where=each["in"],
            is_required=bool(each.get("required")),
            said=each.get("description", ""),
            example=each.get("example"),
        )
        for each in sorted(
            found, key=lambda each: (order.index(each["in"]), not each.get("required"))
        )
    )


def _body(reader: Reader, media: str, content: Schema) -> Body:
    examples = content.get("examples", {})
    return Body(
        media=media,
        said=reader.field("", content["schema"]).said,
        fields=reader.fields(content["schema"]),
        examples=tuple(
            Example(name=each.get("summary", name), value=each["value"])
            for name, each in examples.items()
        ),
    )


def _answer(reader: Reader, status: str, reply: Schema) -> Answer:
    content = reply.get("content", {})
    first = next(iter(content.values()), {})
    schema = first.get("schema", {})
    return Answer(
        status=status,
        said=reply.get("description", ""),
        media=tuple(content),
        kind=reader.kind(schema) if content else "",
        kind_said=reader.field("", schema).said,
        fields=reader.fields(schema),
        headers=tuple(
            reader.field(name, each["schema"], said=each.get("description", ""))
            for name, each in sorted(reply.get("headers", {}).items())
        ),
        example=first.get("example"),
    )
