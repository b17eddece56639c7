"""The shape of a release's rows, declared once: field names in the files and on the models.

Canonical rows hold numbers as floats, leave out what is empty and name other rows by slug; so
a release read from files, from the database or from a copy has the same content and hash.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

Row = dict[str, object]
EMPTY: tuple[object, ...] = (None, "", [], {})


class Malformed(ValueError):
    """A value of the wrong kind; the message says which kind is needed."""


def text(value: object) -> str:
    """Read a text."""
    if not isinstance(value, str):
        raise Malformed("must be a text")
    return value


def number(value: object) -> float:
    """Read a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise Malformed("must be a number")
    return float(value)


def whole(value: object) -> int:
    """Read a whole number, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Malformed("must be a whole number, 0 or more")
    return value


def flag(value: object) -> bool:
    """Read yes or no."""
    if not isinstance(value, bool):
        raise Malformed("must be true or false")
    return value


def day(value: object) -> str:
    """Read a date as its text, such as 2026-11-22."""
    with suppress(ValueError):
        if date.fromisoformat(str(value)).isoformat() == str(value):
            return str(value)
    raise Malformed("must be a date such as 2026-11-22")


def texts(value: object) -> list[str]:
    """Read a list of texts, none of them twice."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Malformed("must be a list of texts")
    if len(set(value)) != len(value):
        raise Malformed("names something twice")
    return value


def plain(value: object) -> object:
    """Read anything that JSON can hold."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise Malformed("must hold finite numbers")
    if not isinstance(value, str | int | float | None):
        raise Malformed("must be text, numbers, lists or maps")
    return value


def numbers(value: object) -> dict[str, float]:
    """Read a map from names to numbers."""
    if not isinstance(value, Mapping):
        raise Malformed("must be a map to numbers")
    return {str(key): number(item) for key, item in value.items()}


def reasons(value: object) -> dict[str, str]:
    """Read a map from names to reasons, none of them empty."""
    if not isinstance(value, Mapping) or not all(
        isinstance(item, str) and item for item in value.values()
    ):
        raise Malformed("must be a map to reasons")
    return {str(key): item for key, item in value.items()}


def span(value: object) -> list[float]:
    """Read a number, or a range such as ``5-8``, as low and high."""
    if isinstance(value, list) and len(value) == 2:
        return [number(item) for item in value]
    if isinstance(value, str):
        parts = re.fullmatch(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)", value)
        if not parts:
            raise Malformed("must be a number or a range such as 5-8")
        return [float(part) for part in parts.groups()]
    return [number(value)] * 2


def triple(value: object) -> dict[str, float]:
    """Read a number, or base, low and high, as base, low and high."""
    if isinstance(value, Mapping):
        if set(value) != {"base", "low", "high"}:
            raise Malformed("must be a number or base, low and high")
        return numbers(value)
    return dict.fromkeys(("base", "low", "high"), number(value))


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the files, how it is read, and where it stays on the model.

    ``attribute`` is empty where the field is kept in other tables or several columns.
    """

    name: str
    read: Callable[[object], object] = text
    attribute: str = ""
    required: bool = False


def kept(
    name: str, read: Callable[[object], object] = text, *, as_: str = "", required: bool = False
) -> Field:
    """Return a field kept in one column of the same or another name."""
    return Field(name, read, as_ or name, required)


SLUG = kept("id", as_="slug", required=True)
NAMED = (kept("slug", required=True), kept("name", required=True))
RANGE = (
    kept("distribution", as_="family", required=True),
    *(kept(name, number, required=True) for name in ("base", "low", "high")),
)

SHAPES: dict[str, tuple[Field, ...]] = {
    "areas": (
        *NAMED,
        kept("segment", required=True),
        kept("pathway", required=True),
        kept("evidence_topic"),
        kept("included_by_default", flag, required=True),
        kept("added_care_counted", flag, required=True),
        kept("caution"),
    ),
    "lines_of_business": (*NAMED, Field("age_mix", numbers, required=True)),
    "designs": (
        *NAMED,
        kept("description"),
        kept("fee_basis", required=True),
        Field("uptake", lambda v: v if v == "reference" else numbers(v), required=True),
        kept("uptake_multiplier", number, required=True),
        kept("engagement_applies", flag, required=True),
        kept("not_confirmed_multiplier", number, required=True),
        kept("fee_per_opinion", number),
        Field("overrides", lambda v: {str(k): triple(x) for k, x in dict(v).items()}),
        Field("findings", texts),
    ),
    "lenses": (*NAMED, kept("description")),
    "sources": (
        SLUG,
        kept("authors"),
        kept("title", required=True),
        kept("publisher"),
        kept("year", whole),
        kept("doi"),
        kept("pmid"),
        kept("url"),
        kept("kind"),
        kept("independence", required=True),
        kept("data_owner"),
        kept("population"),
        kept("note"),
    ),
    "findings": (
        SLUG,
        Field("source", required=True),
        kept("topic", required=True),
        kept("measure", required=True),
        kept("value", number),
        kept("unit"),
        kept("numerator", whole),
        kept("denominator", whole),
        kept("low", number),
        kept("high", number),
        kept("interval"),
        kept("population"),
        kept("setting"),
        kept("country"),
        kept("design"),
        kept("outcomes_from_claims", flag),
        kept("data_years"),
        kept("currency_year", whole),
        kept("independence", required=True),
        kept("verification", required=True),
        kept("data_owner"),
        kept("quality"),
        kept("seen_at"),
        kept("note"),
    ),
    "parameters": (
        kept("key", required=True),
        Field("area"),
        kept("name", as_="label", required=True),
        kept("unit", required=True),
        *RANGE,
        kept("grade", required=True),
        kept("grade_reason"),
        kept("rationale", required=True),
        kept("basis", required=True),
        *(kept(name, day) for name in ("checked_on", "next_check")),
        kept("synthesis"),
        Field("chosen"),
        Field("findings", texts),
        Field("left_out", reasons),
        Field("by_age_band", numbers),
        Field("lenses", plain),
    ),
    "replacements": (*RANGE, Field("findings", texts)),
    "claims": (
        SLUG,
        kept("document", required=True),
        kept("topic"),
        kept("claim", required=True),
        kept("numbers", plain),
        kept("verdict", required=True),
        kept("why"),
        Field("superseded_by", texts),
    ),
    "programs": (
        SLUG,
        kept("name", required=True),
        kept("kind"),
        kept("delivery"),
        kept("list_price_usd", plain),
        kept("pricing_basis"),
        kept("claims", texts),
        kept("status_of_claims"),
        Field("finding_ids", texts),
        kept("documents", texts),
        kept("named_in_documents", flag, required=True),
    ),
    "market": (
        SLUG,
        kept("publisher", required=True),
        kept("document"),
        kept("base_year", whole, required=True),
        kept("end_year", whole, required=True),
        Field("base_usd_bn", span),
        Field("end_usd_bn", span),
        Field("cagr_stated", span),
        Field("source", required=True),
        kept("verification", required=True),
        kept("note"),
    ),
}


def read_row(kind: str, raw: object, problems: list[str]) -> Row:
    """Return the canonical row, adding to ``problems`` what is wrong with it."""
    if not isinstance(raw, Mapping):
        problems.append(f"{kind}: a row must be a map")
        return {}
    label = f"{kind} {raw.get('id') or raw.get('slug') or raw.get('key') or '?'}"
    fields = {field.name: field for field in SHAPES[kind]}
    problems += [f"{label}: unknown key “{key}”" for key in raw if key not in fields]
    row: Row = {}
    for field in fields.values():
        try:
            value = field.read(raw[field.name]) if raw.get(field.name) is not None else None
        except (Malformed, TypeError, ValueError) as error:
            problems.append(f"{label}: {field.name} {error}")
            continue
        if value not in EMPTY:
            row[field.name] = value
        elif field.required:
            problems.append(f"{label}: {field.name} is missing")
    return row


def columns(kind: str, row: Row) -> Row:
    """Return the model's columns that are in a row."""
    return {f.attribute: row[f.name] for f in SHAPES[kind] if f.attribute and f.name in row}


def kept_values(kind: str, record: object) -> Iterator[tuple[str, object]]:
    """Yield the canonical name and value of each filled column of a record."""
    for field in SHAPES[kind]:
        value = getattr(record, field.attribute) if field.attribute else None
        if value not in EMPTY:
            yield field.name, value.isoformat() if isinstance(value, date) else value
