"""Schemas of the description as fields: what each is called, holds, allows and means."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Schema = Mapping[str, Any]
REF = "#/components/schemas/"
BOUNDS = (("minimum", "maximum"), ("minItems", "maxItems"), ("minLength", "maxLength"))


@dataclass(frozen=True, kw_only=True)
class Field:
    """One name in a body, an answer or a request's address.

    ``kind`` is its JSON type, an object by its name: ``array of Year``. ``values``, ``items`` and
    ``letters`` hold the bounds of numbers, of how many, and of how long: (low, high) as words,
    empty where there is none. ``fields`` are those within.
    """

    name: str
    kind: str
    where: str = ""  # path, query or header
    is_required: bool = False
    is_nullable: bool = False
    said: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""
    example: Any = None
    pattern: str = ""
    values: tuple[str, str] = ("", "")
    items: tuple[str, str] = ("", "")
    letters: tuple[str, str] = ("", "")
    fields: "tuple[Field, ...]" = ()

    @property
    def has_bounds(self) -> bool:
        """Whether anything limits it."""
        bounds = (*self.values, *self.items, *self.letters)
        return bool(any(bounds) or self.choices or self.default or self.pattern)


@dataclass(frozen=True)
class Reader:
    """Reads schemas; ``components`` are the named ones that others refer to."""

    components: Mapping[str, Schema] = field(default_factory=dict)

    def fields(self, schema: Schema, within: tuple[str, ...] = ()) -> tuple[Field, ...]:
        """Return the fields of an object, of the items of an array, or of the values of a map."""
        name, found = self._followed(schema)
        if name in within:
            return ()
        within = (*within, name) if name else within
        if "properties" in found:
            required = found.get("required", ())
            return tuple(
                self.field(key, inner, is_required=key in required, within=within)
                for key, inner in found["properties"].items()
            )
        return tuple(each for inner in _inner(found) for each in self.fields(inner, within))

    def field(
        self,
        name: str,
        schema: Schema,
        *,
        where: str = "",
        is_required: bool = False,
        said: str = "",
        example: Any = None,
        within: tuple[str, ...] = (),
    ) -> Field:
        """Return one field with all that is within."""
        found = self._followed(schema)[1]
        values, items, letters = (
            (plain(found.get(low)), plain(found.get(high))) for low, high in BOUNDS
        )
        return Field(
            name=name,
            kind=self.kind(schema),
            where=where,
            is_required=is_required,
            is_nullable=bool(found.get("nullable")),
            said=said or found.get("description", "") or found.get("title", ""),
            choices=tuple(str(one) for one in self._choices(found) if one is not None),
            default=plain(found.get("default")),
            example=found.get("example") if example is None else example,
            pattern=found.get("pattern", ""),
            values=values,
            items=items,
            letters=("" if letters[0] == "0" else letters[0], letters[1]),
            fields=self.fields(schema, within),
        )

    def kind(self, schema: Schema) -> str:
        """Return the type in one phrase.

        >>> Reader({"Year": {"type": "object"}}).kind({"type": "array", "items": {"$ref": "Year"}})
        'array of Year'
        >>> Reader().kind({"type": "object", "additionalProperties": {"type": "number"}})
        'object of number'
        """
        name, found = self._followed(schema)
        if "oneOf" in found:
            return " or ".join(self.kind(one) for one in found["oneOf"])
        kind = found.get("type", "any")
        if kind == "array":
            return f"array of {self.kind(found.get('items', {}))}"
        if kind != "object":
            return {"binary": "file", "byte": "base64 text"}.get(found.get("format", ""), kind)
        values = found.get("additionalProperties")
        if "properties" not in found and isinstance(values, dict):
            return f"object of {self.kind(values)}"
        return name or "object"

    def _followed(self, schema: Schema) -> tuple[str, Schema]:
        """Return the name of what a schema refers to, and it with what is said beside."""
        for part in schema.get("allOf", ()):
            schema = {**part, **{key: value for key, value in schema.items() if key != "allOf"}}
        if "$ref" not in schema:
            return "", schema
        name = schema["$ref"].removeprefix(REF)
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        return name, {**self.components[name], **beside}

    def _choices(self, found: Schema) -> list[Any]:
        if found.get("type") == "array":
            return self._choices(self._followed(found.get("items", {}))[1])
        return list(found.get("enum", ()))


def _inner(found: Schema) -> Iterator[Schema]:
    """Yield what an array, a map or a choice of schemas is made of."""
    yield from found.get("oneOf", ())
    for key in ("items", "additionalProperties"):
        if isinstance(found.get(key), dict):
            yield found[key]


def plain(value: Any) -> str:
    """Return a value as people read it; empty for none.

    >>> plain(5_000_000), plain(0.0), plain(0.25), plain(True), plain(None)
    ('5,000,000', '0', '0.25', 'true', '')
    """
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return f"{value:,}" if isinstance(value, int | float) else str(value)
