"""Between the words of a command line and raw inputs, both ways."""

import shlex
from collections.abc import Iterable, Mapping
from typing import Any

from calculator.engine.errors import InvalidInput
from calculator.engine.inputs.fields import FIELD

OPTIONS = {
    "members": "--members",
    "employees": "--employees",
    "audience": "--audience",
    "design": "--design",
    "lens": "--lens",
    "horizon_years": "--years",
}
RANGE = ("base", "low", "high")


def raw_inputs(
    *,
    given: Mapping[str, Any],
    options: Mapping[str, str | None],
    lines: Iterable[str],
    settings: Iterable[str],
) -> dict[str, Any]:
    """Return the raw inputs of a file (``given``) with the words of the command line over them.

    Raises:
        InvalidInput: for words that are not ``name=value``, or a range without three parts.
    """
    raw = dict(given)
    raw.update({name: value for name, value in options.items() if value is not None})
    for word in lines:
        line, members = _pair("line", word)
        raw["members_by_line"] = {**_map(raw, "members_by_line"), line: members}
    for word in settings:
        name, value = _pair("set", word)
        if name in FIELD:
            raw[name] = _entered(name, value)
        else:
            raw["overrides"] = {**_map(raw, "overrides"), name: _override(name, value)}
    return raw


def words_of(raw: Mapping[str, Any]) -> str:
    """Return the command line that gives these inputs again.

    >>> words_of({"members": 10000, "overrides": {"engagement": {"base": 1, "low": 0, "high": 2}}})
    'python manage.py calculate --members 10000 --set engagement=1,0,2'
    """
    words = ["python", "manage.py", "calculate"]
    for name, value in raw.items():
        if value is None or value == "":
            continue
        if name in OPTIONS:
            words += [OPTIONS[name], str(value)]
        elif name == "members_by_line":
            words += [word for line, people in value.items() for word in _line(line, people)]
        elif name == "overrides":
            words += [word for key, own in value.items() for word in _set(key, own)]
        else:
            words += _set(name, value)
    return shlex.join(words)


def _line(line: str, people: object) -> list[str]:
    return ["--line", f"{line}={people}"]


def _set(name: str, value: object) -> list[str]:
    if isinstance(value, Mapping) and set(value) == set(RANGE):
        value = [value[part] for part in RANGE]
    if isinstance(value, list | tuple):
        value = ",".join(str(item) for item in value)
    return ["--set", f"{name}={value}"]


def _pair(option: str, word: str) -> tuple[str, str]:
    name, equals, value = word.partition("=")
    if not (name and equals and value):
        say = f"“{word}” is not name=value. Write --{option} name=value."
        raise InvalidInput({option: [say]})
    return name.strip(), value.strip()


def _map(raw: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = raw.get(name) or {}
    if not isinstance(found, Mapping):
        raise InvalidInput({name: ["Give a map from name to value."]})
    return dict(found)


def _entered(name: str, value: str) -> str | list[str]:
    """Return a field's value; fields that hold several take them with commas."""
    several = FIELD[name].kind in {"many", "list"}
    return [item.strip() for item in value.split(",")] if several else value


def _override(name: str, value: str) -> str | dict[str, str]:
    parts = [part.strip() for part in value.split(",")]
    if len(parts) == 1:
        return value
    if len(parts) != len(RANGE):
        say = f"“{value}” is neither one number nor three. Write base, or base,low,high."
        raise InvalidInput({f"overrides.{name}": [say]})
    return dict(zip(RANGE, parts, strict=True))
