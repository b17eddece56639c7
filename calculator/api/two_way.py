"""Reads the query of the two-way grid and asks the engine."""

from collections.abc import Mapping

from drf_spectacular.utils import OpenApiParameter

from calculator.api import axes
from calculator.api.schema.typed import NO_NUL
from calculator.engine import twsa
from calculator.engine.case import Case
from calculator.engine.errors import InvalidInput
from calculator.engine.result import Twsa

MOST_VALUES = 21
LONGEST_NAME = 100
PARAMETERS = ("x", "y", "x_values", "y_values")
NAMES = "A parameter (/api/v1/evidence/parameters) or one of " + ", ".join(twsa.FIELDS) + "."
DESCRIBED = [
    OpenApiParameter(
        axis,
        {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME, "pattern": NO_NUL},
        required=True,
        description=f"The input of one axis. {NAMES}",
        examples=None,
    )
    for axis in ("x", "y")
] + [
    OpenApiParameter(
        f"{axis}_values",
        {"type": "array", "items": {"type": "number"}, "minItems": 1, "maxItems": MOST_VALUES},
        required=True,
        explode=False,
        style="form",
        description=f"Its values, in its unit, with commas between: at most {MOST_VALUES}.",
    )
    for axis in ("x", "y")
]


def grid(case: Case, query: Mapping[str, str]) -> Twsa:
    """Return net over the grid that the query asks for.

    Raises:
        InvalidInput: with the messages of each query parameter that cannot be used.
    """
    missing = {
        name: ["This query parameter is required."] for name in PARAMETERS if not query.get(name)
    }
    if missing:
        raise InvalidInput(missing)
    errors: dict[str, list[str]] = {}
    x_values = _values(case, query, "x", errors)
    y_values = _values(case, query, "y", errors)
    if errors:
        raise InvalidInput(errors)
    return twsa.grid(case, x=query["x"], y=query["y"], x_values=x_values, y_values=y_values)


def _values(
    case: Case, query: Mapping[str, str], axis: str, errors: dict[str, list[str]]
) -> list[float]:
    name, key = query[axis], f"{axis}_values"
    problem = axes.unusable(case, name)
    if problem:
        errors[axis] = [problem]
        return []
    texts = query[key].split(",")
    if len(texts) > MOST_VALUES:
        errors[key] = [f"At most {MOST_VALUES} values; {len(texts):,} found."]
        return []
    return axes.values_of(case, name, texts, key, errors)
