"""OpenAPI components from the engine's TypedDicts, so that the description is the declaration."""

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints, is_typeddict

Schema = dict[str, Any]
NO_NUL = r"^[^\u0000]*$"  # the one character that no record has
PLAIN: dict[object, Schema] = {
    float: {"type": "number", "format": "double"},
    int: {"type": "integer"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    object: {},
}


def components(root: type) -> dict[str, Schema]:
    """Return the schema of a TypedDict and of all it is made of, by name."""
    found: dict[str, Schema] = {}
    _collect(root, found)
    return found


def ref(name: str) -> Schema:
    """Return a reference to a component."""
    return {"$ref": f"#/components/schemas/{name}"}


def nullable(schema: Schema) -> Schema:
    """Return the schema with null allowed."""
    return (
        {"allOf": [schema], "nullable": True} if "$ref" in schema else {**schema, "nullable": True}
    )


def _collect(typed: type, found: dict[str, Schema]) -> None:
    if typed.__name__ in found:
        return
    hints = get_type_hints(typed)
    found[typed.__name__] = {}  # keeps the place, should a type hold itself
    properties = {name: _schema(hint, found) for name, hint in hints.items()}
    found[typed.__name__] = {
        "type": "object",
        "description": (typed.__doc__ or "").strip(),
        "required": [name for name in hints if name in typed.__required_keys__],
        "properties": properties,
        "additionalProperties": False,
    }


def _schema(hint: Any, found: dict[str, Schema]) -> Schema:
    if is_typeddict(hint):
        _collect(hint, found)
        return ref(hint.__name__)
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        (kind,) = (each for each in inner if each is not NoneType)
        return nullable(_schema(kind, found))
    if origin is list:
        return {"type": "array", "items": _schema(inner[0], found)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(inner[1], found)}
    return dict(PLAIN[hint])
