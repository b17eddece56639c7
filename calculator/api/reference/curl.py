"""The example of an operation as a command that works: with what must be there before."""

import json
from collections.abc import Mapping
from shlex import quote
from typing import Any
from urllib.parse import quote_plus

from calculator.api.reference.operations import JSON, Operation
from calculator.api.schema.examples import made_by

WIDEST = 78
ID = """id() { python3 -c 'import json, sys; print(json.load(sys.stdin)["id"])'; }"""
BEARER = '-H "Authorization: Bearer $MSOROI_TOKEN"'
GROUPS = (
    r"printf 'group_id,members,region\nA-1,4200,North\nA-2,900,South\nA-3,,South\n' > groups.csv"
)
UPLOADS = {"run_portfolio": "groups.csv", "mend_portfolio": "refused.csv"}
FILES = {
    "read_draws": "draws.csv",
    "read_fiduciary_file_file": "fiduciary.zip",
    "read_portfolio_file": "results.csv",
    "read_portfolio_reports_file": "reports.zip",
    "read_report_file": "summary.pdf",
}
# what must have happened before, besides that the thing was made
BEFORE = {
    "discard_portfolio_reports": "request_portfolio_reports",
    "mend_portfolio": "read_portfolio_file",
    "read_portfolio_reports": "request_portfolio_reports",
    "read_portfolio_reports_file": "request_portfolio_reports",
    "resume_portfolio": "cancel_portfolio",
}
# refused until a worker has done its part
WAITS = frozenset(
    {
        *("read_fiduciary_file_file", "read_portfolio_file", "read_portfolio_reports_file"),
        *("read_report_file", "request_portfolio_reports"),
    }
)


def commands(
    operation: Operation, known: Mapping[str, Operation], root: str, body: Any = None
) -> str:
    """Return the commands that lead to an operation, and the one that calls it.

    ``root`` is the site's address without a slash; ``body`` takes the place of the first example.
    """
    lines = [*_before(operation, known, root), _waited(operation, _curl(operation, root, body))]
    if any("| id)" in line for line in lines):
        lines.insert(0, ID)
    return "\n".join(lines)


def _before(operation: Operation, known: Mapping[str, Operation], root: str) -> list[str]:
    """Return the commands that make what the address names, and those that it waits for."""
    lines = []
    name, maker = made_by(operation.path)
    if "{token}" in operation.path:
        made = known[maker]
        lines += [*_before(made, known, root), f"{name}=$({_curl(made, root)} | id)"]
    if operation.name in BEFORE:
        first = known[BEFORE[operation.name]]
        file = UPLOADS.get(operation.name)
        lines.append(_waited(first, _curl(first, root, file=file), quiet=file is None))
    if operation.name == "run_portfolio":
        lines.append(GROUPS)
    return lines


def _waited(operation: Operation, command: str, *, quiet: bool = False) -> str:
    """Return a command that is tried until it is no longer refused, where it may be too early."""
    if operation.name not in WAITS:
        return f"{command} > /dev/null" if quiet else command
    asked = command.replace("curl -s", "curl -sf", 1)
    return f"until {asked}{' > /dev/null' if quiet else ''}; do sleep 1; done"


def _curl(operation: Operation, root: str, body: Any = None, *, file: str | None = None) -> str:
    parts = ["curl -s"]
    if operation.name in FILES:
        parts[0] += f" -o {file or FILES[operation.name]}"
    if body is None and operation.is_json and operation.bodies[0].examples:
        body = operation.bodies[0].examples[0].value
    if operation.method != "GET" and body is None and operation.name not in UPLOADS:
        parts[0] += f" -X {operation.method}"
    parts[0] += f" {_address(operation, root, file)}"
    if operation.needs_token:
        parts.append(BEARER)
    if body is not None:
        parts += [f"-H 'Content-Type: {JSON}'", f"-d {quote(written(body))}"]
    if operation.in_form:
        parts.append(f"-F file=@{UPLOADS[operation.name]}")
    return " \\\n  ".join(parts)


def _address(operation: Operation, root: str, file: str | None) -> str:
    """Return the address with the example's values, quoted where a shell would read into it."""
    path, query = operation.path, []
    for each in operation.in_address:
        value = file if file and each.name == "name" else each.example
        if each.name == "token":
            path = path.replace("{token}", f"${made_by(path)[0]}")
        elif value is not None and each.where == "path":
            path = path.replace(f"{{{each.name}}}", str(value))
        elif value is not None:
            said = ",".join(map(str, value)) if isinstance(value, list) else str(value)
            query.append(f"{each.name}={quote_plus(said, safe=',')}")
    address = root + path + ("?" + "&".join(query) if query else "")
    return f'"{address}"' if query else address


def written(value: Any, indent: str = "") -> str:
    r"""Return JSON on one line where it fits, else with a line for each part.

    >>> written({"members": 10_000})
    '{"members": 10000}'
    >>> print(written({"a": "x" * 60, "b": [1, 2]}, "  "))
    {
        "a": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "b": [1, 2]
      }
    """
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(line) < WIDEST or not isinstance(value, dict | list) or not value:
        return line
    inner = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {written(part, inner)}" for key, part in value.items()]
    else:
        parts = [written(part, inner) for part in value]
    opened, closed = ("{", "}") if isinstance(value, dict) else ("[", "]")
    return f"{opened}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{closed}"
