"""Reads the axes of a grid or a sweep: an input's name and its values, within its bounds."""

from collections.abc import Mapping, Sequence

from calculator.engine import twsa
from calculator.engine.case import Case
from calculator.engine.errors import InvalidInput
from calculator.engine.inputs import numbers
from calculator.engine.inputs.fields import FIELD
from calculator.engine.inputs.overrides import bounds
from calculator.engine.sweep import MOST_POINTS, Axis

EVENLY = ("low", "high", "steps")
SHAPE = "Give values, or low, high and steps."


def axes_of(case: Case, given: object) -> list[Axis]:
    """Return the axes of a sweep's body.

    Raises:
        InvalidInput: with every error by its place, such as ``axes.1.values.3``.
    """
    if not isinstance(given, list) or not 1 <= len(given) <= 2:
        raise InvalidInput({"axes": ["Give a list of one or two axes."]})
    errors: dict[str, list[str]] = {}
    found = [_axis(case, each, f"axes.{n}", errors) for n, each in enumerate(given, start=1)]
    if errors:
        raise InvalidInput(errors)
    return found


def values_of(
    case: Case, name: str, given: Sequence[object], field: str, errors: dict[str, list[str]]
) -> list[float]:
    """Return the values of an input; what cannot be used goes to the errors under ``field``."""
    low, high, unit = bounds_of(case, name)
    found = []
    for value in given:
        try:
            found.append(numbers.number(value, low=low, high=high, unit=unit))
        except numbers.Unreadable as error:
            errors.setdefault(field, []).append(str(error))
    return found


def unusable(case: Case, name: object) -> str:
    """Return why an input cannot be moved, nothing where it can."""
    if isinstance(name, str) and (name in case.parameters.by_name or name in twsa.FIELDS):
        return ""
    return f"{numbers.shown(name)} is neither a parameter nor a number of yours."


def bounds_of(case: Case, name: str) -> tuple[float, float, str]:
    """Return low, high and unit of an input."""
    if name in FIELD:
        return FIELD[name].low, FIELD[name].high, FIELD[name].unit
    parameter = case.parameters[name].parameter
    return *bounds(parameter.key, parameter.unit), parameter.unit


def _axis(case: Case, given: object, field: str, errors: dict[str, list[str]]) -> Axis:
    """Read one axis; an unusable one comes back empty, with its errors noted."""
    if not isinstance(given, Mapping):
        errors[field] = ["An axis is an object with input and values."]
        return Axis(name="", values=[])
    for name in given:
        if name not in ("input", "values", *EVENLY):
            errors[f"{field}.{numbers.name_of(name)}"] = ["There is no such member of an axis."]
    name, problem = given.get("input"), unusable(case, given.get("input"))
    if problem:
        errors[f"{field}.input"] = [problem]
        return Axis(name="", values=[])
    if "values" in given and not set(EVENLY) & set(given):
        return Axis(name=name, values=_listed(case, name, given["values"], field, errors))
    if "values" not in given and set(EVENLY) <= set(given):
        return Axis(name=name, values=_evenly(case, name, given, field, errors))
    errors[field] = [SHAPE]
    return Axis(name=name, values=[])


def _listed(
    case: Case, name: str, given: object, field: str, errors: dict[str, list[str]]
) -> list[float]:
    if not isinstance(given, list) or not 1 <= len(given) <= MOST_POINTS:
        errors[f"{field}.values"] = [f"Give a list of 1 to {MOST_POINTS:,} numbers."]
        return []
    found: list[float] = []
    for position, value in enumerate(given, start=1):
        found += values_of(case, name, [value], f"{field}.values.{position}", errors)
    return found


def _evenly(
    case: Case, name: str, given: Mapping[str, object], field: str, errors: dict[str, list[str]]
) -> list[float]:
    low = values_of(case, name, [given["low"]], f"{field}.low", errors)
    high = values_of(case, name, [given["high"]], f"{field}.high", errors)
    try:
        steps = numbers.whole(given["steps"], low=2, high=MOST_POINTS)
    except numbers.Unreadable as error:
        errors[f"{field}.steps"] = [str(error)]
        return []
    if not low or not high:
        return []
    width = (high[0] - low[0]) / (steps - 1)
    return [low[0] + width * n for n in range(steps - 1)] + high
