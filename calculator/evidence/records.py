"""The page of a record that no other page shows whole: its fields in words, and where it stands.

Parameters, findings and sources have pages of their own; ``address_of`` knows which record has
which.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.urls import reverse

from calculator.evidence import differences, exporter, history
from calculator.evidence import presentation as say
from calculator.evidence.models import Finding, Release, Source
from calculator.evidence.shapes import SHAPES, Row

MODELS = {kind: model for model, kind in history.KIND_OF.items() if kind in SHAPES}
OWN_PAGES = {
    "parameters": "evidence:show-parameter",
    "findings": "evidence:show-finding",
    "sources": "evidence:show-source",
}
KINDS = tuple(kind for kind in MODELS if kind not in OWN_PAGES)
FRAME = {
    "areas": "Clinical areas",
    "designs": "Program designs",
    "lenses": "Lenses",
    "lines_of_business": "Lines of business",
}
LISTS = {
    "claims": "evidence:list-claims",
    "programs": "evidence:list-programs",
    "market": "evidence:list-market",
}
NAMES = frozenset({"id", "slug"})
LINKED: dict[str, tuple[type[models.Model], str]] = {
    "superseded_by": (Finding, "findings"),
    "finding_ids": (Finding, "findings"),
    "findings": (Finding, "findings"),
    "source": (Source, "sources"),
}
LABELS = {
    "superseded_by": "What stands in its place",
    "finding_ids": "Findings",
    "list_price_usd": "List price",
    "base_usd_bn": "First value",
    "end_usd_bn": "Last value",
    "cagr_stated": "Growth a year, stated",
}
SAID: dict[str, Callable[..., str]] = {
    "list_price_usd": say.prices,
    "base_usd_bn": lambda ends: say.billions(*ends),
    "end_usd_bn": lambda ends: say.billions(*ends),
    "cagr_stated": lambda ends: say.stated_growth(*ends),
    "topic": say.words,
}
Link = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One field of a record: its label, its value in words, or what it leads to."""

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()


def address_of(kind: str, name: str, keep: str = "") -> str:
    """Return the address of a record's page; ``keep`` is the query that keeps an older release."""
    if kind in OWN_PAGES:
        return reverse(OWN_PAGES[kind], args=[name]) + keep
    return reverse("evidence:show-record", args=[kind, name]) + keep


def facts(kind: str, record: models.Model, keep: str) -> list[Fact]:
    """Return every filled field of a record."""
    rows = exporter.rows_of(kind, record.release)
    row = next(row for row in rows if differences.name_of(kind, row) == record.slug)
    names = [name for name in row if name not in NAMES]
    return [fact for name in names for fact in _facts(record, row, name, keep)]


def back_to(kind: str, name: str, keep: str) -> Link:
    """Return the list that a record stands in, with the address of its place there."""
    if kind in LISTS:
        return f"{differences.KINDS[kind]}s", f"{reverse(LISTS[kind])}{keep}#{name}"
    return "The frame of the calculation", f"{reverse('evidence:list-parameters')}{keep}#frame"


def frame(release: Release, keep: str) -> list[tuple[str, list[Link]]]:
    """Return the records that hold the calculation together, by kind, each with its page."""
    return [
        (title, [(str(row), address_of(kind, row.slug, keep)) for row in _rows(kind, release)])
        for kind, title in FRAME.items()
    ]


def existing(release: Release, kinds: Iterable[str]) -> set[differences.Key]:
    """Return kind and name of the records that a release still has."""
    found: set[differences.Key] = set()
    for kind in set(kinds) & set(MODELS):
        found |= {(kind, slug) for slug in _rows(kind, release).values_list("slug", flat=True)}
    return found


def _rows(kind: str, release: Release) -> models.QuerySet:
    return MODELS[kind].objects.filter(release=release)


def _facts(record: models.Model, row: Row, name: str, keep: str) -> Iterable[Fact]:
    value = row[name]
    if name in LINKED:
        yield Fact(label=_label(record, name), links=_links(record.release, name, value, keep))
    elif isinstance(value, Mapping) and name not in SAID:
        for inner, part in differences.values({name: value}).items():
            yield Fact(label=_spelled(inner), text=history.value_in_words(part))
    else:
        words = SAID.get(name) or partial(_in_words, record, name)
        yield Fact(label=_label(record, name), text=words(value))


def _in_words(record: models.Model, name: str, value: object) -> str:
    display = getattr(record, f"get_{name}_display", None)
    return display() if display else history.said(name, value)


def _links(release: Release, name: str, value: object, keep: str) -> tuple[Link, ...]:
    model, kind = LINKED[name]
    slugs = value if isinstance(value, list) else [value]
    found = {row.slug: row for row in model.objects.filter(release=release, slug__in=slugs)}
    return tuple((_title(found[slug]), address_of(kind, slug, keep)) for slug in slugs)


def _title(record: Finding | Source) -> str:
    if isinstance(record, Source):
        return f"{say.cited(record.authors, record.year)}. {record.title}"
    value = say.with_interval(record.value, record.low, record.high, record.unit)
    return f"{say.words(record.measure)} {value}: {record.topic}"


def _label(record: models.Model, name: str) -> str:
    if name in LABELS:
        return LABELS[name]
    try:
        return _spelled(str(record._meta.get_field(name).verbose_name))
    except FieldDoesNotExist:
        return _spelled(name)


def _spelled(name: str) -> str:
    words = name.replace("_", " ").replace(".", ": ")
    return words[:1].upper() + words[1:]
