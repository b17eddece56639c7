"""The page of a record that no other page shows whole: its fields in words, and where it stands.

Parameters, findings and sources have pages of their own; ``address_of`` knows which record has
which.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.urls import reverse

from calculator.evidence import presentation as say
from calculator.evidence.canonical import differences, exporter
from calculator.evidence.models import Finding, Release, Source
from calculator.evidence.pages import history
from calculator.evidence.shapes import SHAPES, Row
from calculator.exhibits.exhibit import Lang
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

MODELS = {kind: model for model, kind in history.KIND_OF.items() if kind in SHAPES}
OWN_PAGES = {
    "parameters": "evidence:show-parameter",
    "findings": "evidence:show-finding",
    "sources": "evidence:show-source",
}
KINDS = tuple(kind for kind in MODELS if kind not in OWN_PAGES)
FRAME = {
    "areas": noop("Clinical areas"),
    "designs": noop("Program designs"),
    "lenses": noop("Lenses"),
    "lines_of_business": noop("Lines of business"),
}
LISTS = {
    "claims": (noop("Claims"), "evidence:list-claims"),
    "programs": (noop("Programs"), "evidence:list-programs"),
    "market": (noop("Market estimates"), "evidence:list-market"),
}
NAMES = frozenset({"id", "slug"})
NAMED = frozenset({"name", "segment", "caution", "description"})  # in the catalog, by kind: FRAME
LINKED: dict[str, tuple[type[models.Model], str]] = {
    "superseded_by": (Finding, "findings"),
    "finding_ids": (Finding, "findings"),
    "findings": (Finding, "findings"),
    "source": (Source, "sources"),
}
LABELS = {
    "superseded_by": noop("What stands in its place"),
    "finding_ids": noop("Findings"),
    "document": noop("Document"),
    "topic": noop("Topic"),
    "claim": noop("Claim"),
    "verdict": noop("Verdict"),
    "why": noop("Why"),
    "numbers": noop("Numbers"),
    "name": noop("Name"),
    "segment": noop("Segment"),
    "pathway": noop("Pathway"),
    "evidence_topic": noop("Evidence topic"),
    "included_by_default": noop("Included by default"),
    "added_care_counted": noop("Added care counted"),
    "caution": noop("Caution"),
    "description": noop("Description"),
    "age_mix": noop("Age mix"),
    "publisher": noop("Publisher"),
    "base_year": noop("Base year"),
    "end_year": noop("End year"),
    "source": noop("Source"),
    "verification": noop("Verification"),
    "note": noop("Note"),
    "kind": noop("Kind"),
    "delivery": noop("Delivery"),
    "pricing_basis": noop("Pricing basis"),
    "claims": noop("Claims"),
    "status_of_claims": noop("Status of claims"),
    "documents": noop("Documents"),
    "named_in_documents": noop("Named in documents"),
    "fee_basis": noop("Fee basis"),
    "uptake": noop("Uptake"),
    "findings": noop("Findings"),
    "uptake_multiplier": noop("Uptake multiplier"),
    "engagement_applies": noop("Engagement applies"),
    "not_confirmed_multiplier": noop("Not confirmed multiplier"),
    "fee_per_opinion": noop("Fee per opinion"),
    "overrides": noop("Overrides"),
    "list_price_usd": noop("List price"),
    "base_usd_bn": noop("First value"),
    "end_usd_bn": noop("Last value"),
    "cagr_stated": noop("Growth a year, stated"),
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
    """One field of a record: its label, its value in words, or what it leads to.

    ``inside`` is the name of a part of the field, in the words of the record. ``lang`` is "en"
    where the value is said in them; what it leads to is named in them.
    """

    label: str
    text: str = ""
    links: tuple[Link, ...] = ()
    lang: Lang = ""
    inside: str = ""


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
        title, page = LISTS[kind]
        return _(title), f"{reverse(page)}{keep}#{name}"
    return _("The frame of the calculation"), f"{reverse('evidence:list-parameters')}{keep}#frame"


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
    value, label = row[name], _label(name)
    if name in LINKED:
        yield Fact(label=label, links=_links(record.release, name, value, keep))
    elif isinstance(value, Mapping) and name not in SAID:
        for inner, part in differences.values({name: value}).items():
            rest = _spelled_inside(inner.partition(".")[2])
            lang: Lang = "en" if isinstance(part, str | list) else ""
            words = history.value_in_words(part)
            yield Fact(label=label, inside=rest, text=words, lang=lang)
    else:
        text, lang = _said(record, name, value)
        yield Fact(label=label, text=text, lang=lang)


def _said(record: models.Model, name: str, value: object) -> tuple[str, Lang]:
    """Return a value in words, and "en" where these are the record's own."""
    display = getattr(record, f"get_{name}_display", None)
    if name in SAID:
        is_own = name == "topic" or (name == "list_price_usd" and say.is_worded(value))
        return SAID[name](value), "en" if is_own else ""
    if display:
        return display(), ""
    if isinstance(value, bool):
        return _("yes") if value else _("no"), ""
    if isinstance(value, str) and name in NAMED and history.KIND_OF[type(record)] in FRAME:
        return named(value), ""
    return history.said(name, value), "en" if isinstance(value, str | list) else ""


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


def _label(name: str) -> str:
    return _(LABELS[name])


def _spelled_inside(name: str) -> str:
    return name.replace("_", " ").replace(".", ": ")
