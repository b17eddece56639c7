"""Flat HTML names to the engine's nested raw inputs, and back.

``members_by_line.medicaid``, ``age_mix.commercial.0-17`` and
``overrides.surgery_cost.cabg.low`` carry their place in their name. The size of the group is one
field, ``size``, with ``size_is`` saying whether it counts employees or members.
"""

from collections.abc import Mapping

from django.utils.datastructures import MultiValueDict

from calculator.engine.inputs.fields import FIELDS
from calculator.engine.inputs.overrides import PARTS

Values = dict[str, list[str]]

PLAIN = tuple(
    field.name
    for field in FIELDS
    if field.kind not in {"map", "many"} and field.name not in {"employees", "members"}
)
SIZES = ("employees", "members")
EMPLOYER_ONLY = frozenset({"funding", "fee_per_employee_month", "include_productivity"})
GROUP = ("audience", "size", "members_by_line.")
RESET = "reset"


def values_of(data: MultiValueDict[str, str]) -> Values:
    """Return what a form or an address carries, with the one change of ``apply`` made."""
    values = {name: list(items) for name, items in data.lists() if items}
    for name in SIZES:  # an address may say ?members=10000
        if name in values and "size" not in values:
            values["size"], values["size_is"] = values[name], [name]
    apply = first(values, "apply")
    if apply == RESET:
        return {name: items for name, items in values.items() if name.startswith(GROUP)}
    if "=" in apply:
        change(values, *apply.split("=", 1))
    return values


def change(values: Values, name: str, value: str) -> None:
    """Set one input, or take it back where the value is empty.

    >>> values = {"overrides.engagement.base": ["1"], "overrides.engagement.low": ["0"]}
    >>> change(values, "overrides.engagement", "2.5"); values
    {'overrides.engagement.base': ['2.5']}
    """
    for known in [known for known in values if known == name or known.startswith(f"{name}.")]:
        del values[known]
    if name == "areas":
        values.pop("areas_shown", None)
    if not value:
        return
    if name.startswith("overrides.") and name.rpartition(".")[2] not in PARTS:
        name = f"{name}.base"
    values[name] = value.split(",") if name == "areas" else [value]


def nest(values: Values) -> dict[str, object]:
    """Return raw inputs for the engine: what the chosen audience is asked, as typed.

    >>> nest({"size": ["12,500"], "size_is": ["members"], "horizon_years": [" "]})
    {'members': '12,500'}
    """
    payer = first(values, "audience") == "payer"
    raw: dict[str, object] = {
        name: first(values, name)
        for name in PLAIN
        if first(values, name).strip() and not (payer and name in EMPLOYER_ONLY)
    }
    if payer:
        raw["members_by_line"] = under(values, "members_by_line.")
    elif first(values, "size").strip():
        size_is = first(values, "size_is")
        raw[size_is if size_is in SIZES else "employees"] = first(values, "size")
    mixes = _nested(values, "age_mix.")
    if not payer:
        mixes = {line: mix for line, mix in mixes.items() if line == "commercial"}
    if mixes:
        raw["age_mix"] = mixes
    overrides = _nested(values, "overrides.")
    if overrides:
        raw["overrides"] = overrides
    areas = values.get("areas", [])
    if areas or "areas_shown" in values:
        raw["areas"] = areas[0] if len(areas) == 1 else areas
    return raw


def flatten(raw: Mapping[str, object]) -> Values:
    """Return the form's values of raw inputs, as typed here or sent to the API."""
    values: Values = {}
    for name, value in raw.items():
        if name in SIZES and value not in (None, ""):
            values["size"], values["size_is"] = [_text(value)], [name]
        elif name == "overrides" and isinstance(value, Mapping):
            for key, own in value.items():
                _add(values, f"overrides.{key}", own if isinstance(own, Mapping) else {"base": own})
        elif name == "areas" and isinstance(value, list | tuple):
            values["areas"] = [_text(item) for item in value]
        elif isinstance(value, list | tuple):
            values[name] = [", ".join(_text(item) for item in value)]
        else:
            _add(values, name, value)
    return values


def first(values: Values, name: str) -> str:
    """Return the last thing entered under a name, or an empty text."""
    return values[name][-1] if values.get(name) else ""


def added(values: Values) -> set[str]:
    """Return the parameters whose boxes were asked for, from the list or beside an assumption."""
    return {first(values, "add_parameter"), first(values, "add")}


def under(values: Values, prefix: str) -> dict[str, str]:
    """Return what is not blank below a prefix, by the rest of the name."""
    return {
        name.removeprefix(prefix): first(values, name)
        for name in values
        if name.startswith(prefix) and first(values, name).strip()
    }


def _nested(values: Values, prefix: str) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for name, value in under(values, prefix).items():
        outer, _, part = name.rpartition(".")
        if prefix == "overrides." and part not in PARTS:
            outer, part = name, "base"
        found.setdefault(outer, {})[part] = value
    return found


def _add(values: Values, name: str, value: object) -> None:
    if isinstance(value, Mapping):
        for part, item in value.items():
            _add(values, f"{name}.{part}", item)
    elif value not in (None, ""):
        values[name] = [_text(value)]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
