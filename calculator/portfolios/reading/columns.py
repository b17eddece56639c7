"""What the columns of a portfolio file mean: the group, its size, its inputs, and what is carried.

A column is named as the API names an input: ``design``, ``members_by_line.medicaid``,
``age_mix.commercial.65+``, ``overrides.engagement`` or ``overrides.engagement.low``. Every other
column is text of the analyst's own, carried along and open to totals.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import BANDS, Evidence
from calculator.engine.inputs.fields import FIELD
from calculator.engine.simulation import PERCENTILES
from calculator.language import gettext as _

GROUP = "group_id"
OURS = "__"  # begins the columns that we add
AGAIN = f"{OURS}again"
SIZES = ("employees", "members")
SIZE_FIELDS = (*SIZES, "members_by_line")
SHARED = ("draws", "seed")  # the same for all groups, or their totals would not add up
PARTS = ("base", "low", "high")
MAX_COLUMNS = 200
OUTPUTS = (
    "opinions",
    "surgeries_avoided",
    "savings",
    "program_cost",
    "net",
    "benefit_cost_ratio",
    "roi",
    *(f"net_p{percent:g}".replace(".", "_") for percent in PERCENTILES),
    "probability_net_positive",
    "best_design",
)
SEVERAL = ";"  # between the values of one cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of one file, each in exactly one part."""

    sizes: tuple[str, ...]
    mixes: Mapping[str, tuple[str, ...]]  # line: its four columns, in the order of the bands
    inputs: tuple[str, ...]
    labels: tuple[str, ...]
    doubts: tuple[str, ...]  # sentences about columns that look like misspelled inputs


def read_columns(header: Sequence[str], evidence: Evidence) -> Columns:
    """Return what the columns of a file mean.

    Raises:
        InvalidInput: under ``columns``, for a file that cannot be a portfolio.
    """
    _check(header, evidence)
    sizes = [c for c in header if c in SIZES or c.startswith("members_by_line.")]
    mixes = {
        line: tuple(f"age_mix.{line}.{band}" for band in BANDS)
        for line in evidence.line
        if f"age_mix.{line}.{BANDS[0]}" in header
    }
    known = {GROUP, *sizes, *(column for columns in mixes.values() for column in columns)}
    inputs = [c for c in header if c not in known and _is_input(c)]
    labels = [c for c in header if c not in known and c not in inputs]
    return Columns(
        sizes=tuple(sizes),
        mixes=mixes,
        inputs=tuple(inputs),
        labels=tuple(labels),
        doubts=tuple(_doubts(labels)),
    )


def raw_inputs(defaults: Mapping[str, Any], cells: Mapping[str, str | None]) -> dict[str, Any]:
    """Return raw inputs: the cells of a row over the defaults of all rows.

    >>> raw_inputs({"design": "targeted"}, {"members": "900", "overrides.engagement.low": "0.5"})
    {'design': 'targeted', 'members': '900', 'overrides': {'engagement': {'low': '0.5'}}}
    """
    raw = {name: dict(v) if isinstance(v, Mapping) else v for name, v in defaults.items()}
    for column, value in cells.items():
        if value is None:
            continue
        name, _dot, rest = column.partition(".")
        if not rest:
            raw[name] = _several(value) if FIELD[name].kind in {"many", "list"} else value
        elif name == "age_mix":
            line, _dot, band = rest.partition(".")
            raw.setdefault(name, {}).setdefault(line, {})[band] = value
        elif name == "overrides":
            _set_override(raw.setdefault(name, {}), rest, value)
        else:
            raw.setdefault(name, {})[rest] = value
    return raw


def without_size(defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return the defaults of all rows: each row brings its own size."""
    return {name: value for name, value in defaults.items() if name not in SIZE_FIELDS}


def column_of(field: str, columns: Iterable[str]) -> str:
    """Return the column that a message about a field belongs to: the longest that fits, or none.

    >>> column_of("age_mix.commercial", ["members", "age_mix.commercial.0-17"])
    'age_mix.commercial.0-17'
    """
    for column in columns:
        if field == column or column.startswith(f"{field}.") or field.startswith(f"{column}."):
            return column
    return ""


def _check(header: Sequence[str], evidence: Evidence) -> None:
    if len(header) > MAX_COLUMNS:
        many = _("{n} columns are too many: {most} at most.", n=len(header), most=MAX_COLUMNS)
        raise InvalidInput({"columns": [many]})
    said: list[str] = []
    twice = sorted({name for name in header if header.count(name) > 1})
    if GROUP not in header:
        said.append(
            _("There is no column {column}: each group needs a name of its own.", column=GROUP)
        )
    if twice:
        said.append(_("The column {column} stands there twice.", column=twice[0]))
    if not any(name in SIZES or name.startswith("members_by_line.") for name in header):
        said.append(_("There is no size: give employees, members or members_by_line.commercial."))
    said += [
        _("{column} is a column of the results: give yours another name.", column=c)
        for c in header
        if c in OUTPUTS
    ]
    said += [
        _("{column} is the same for all groups: leave the column out.", column=c)
        for c in header
        if c in SHARED
    ]
    said += [
        _("{column} begins with {ours}: give it another name.", column=c, ours=OURS)
        for c in header
        if c.startswith(OURS)
    ]
    said += [message for name in header if (message := _unknown(name, header, evidence))]
    if said:
        known = (GROUP, *SIZES, *FIELD)
        labels = [name for name in header if name not in known and "." not in name]
        raise InvalidInput({"columns": [*said, *_doubts(labels)]})


def _unknown(name: str, header: Sequence[str], evidence: Evidence) -> str:
    """Say what is wrong with a column that starts like an input."""
    head, _dot, rest = name.partition(".")
    if head == "overrides" and _parameter(rest) not in evidence.parameter:
        parameter = _parameter(rest) or _("without a name")
        return _("{column}: there is no parameter {parameter}.", column=name, parameter=parameter)
    if head == "members_by_line" and rest not in evidence.line:
        line, lines = rest or _("without a name"), ", ".join(evidence.line)
        return _("{column}: there is no line {line}: {lines}.", column=name, line=line, lines=lines)
    if head == "age_mix":
        line, _dot, band = rest.partition(".")
        if line not in evidence.line or band not in BANDS:
            example = f"age_mix.commercial.{BANDS[0]}"
            return _(
                "{column}: write age_mix.LINE.BAND, such as {example}.",
                column=name,
                example=example,
            )
        missing = [b for b in BANDS if f"age_mix.{line}.{b}" not in header]
        if missing:
            return _(
                "{column}: the band {band} of the same line is missing.",
                column=name,
                band=missing[0],
            )
    return ""


def _is_input(column: str) -> bool:
    return column.startswith("overrides.") or column in FIELD


def _doubts(labels: Sequence[str]) -> Iterable[str]:
    names = [GROUP, *FIELD, "members_by_line.commercial"]
    for label in labels:
        like = get_close_matches(label.lower().replace(" ", "_"), names, n=1, cutoff=0.84)
        if like:
            yield _(
                "“{label}” is carried along as text. Did you mean {column}?",
                label=label,
                column=like[0],
            )


def _parameter(rest: str) -> str:
    """Return the parameter of an override column, its part cut off."""
    name, _dot, part = rest.rpartition(".")
    return name if part in PARTS else rest


def _set_override(overrides: dict[str, Any], rest: str, value: str) -> None:
    name = _parameter(rest)
    if name == rest:
        overrides[name] = value
        return
    own = overrides.get(name)
    own = own if isinstance(own, dict) else {}
    overrides[name] = {**own, rest.rpartition(".")[2]: value}


def _several(value: str) -> list[str]:
    return [part.strip() for part in value.split(SEVERAL) if part.strip()]
