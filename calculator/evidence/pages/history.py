"""The history of a record as it is shown: who, in which release, when, why, and what."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q, QuerySet

from calculator.evidence import audit
from calculator.evidence import presentation as say
from calculator.evidence.canonical import differences
from calculator.evidence.models import (
    Action,
    Change,
    Claim,
    ClinicalArea,
    Finding,
    Lens,
    LensReplacement,
    LineOfBusiness,
    MarketEstimate,
    Parameter,
    Program,
    ProgramDesign,
    Release,
    Source,
)
from calculator.evidence.shapes import Row
from calculator.language import gettext as _

KIND_OF = {
    Claim: "claims",
    ClinicalArea: "areas",
    Finding: "findings",
    Lens: "lenses",
    LineOfBusiness: "lines_of_business",
    MarketEstimate: "market",
    Parameter: "parameters",
    Program: "programs",
    ProgramDesign: "designs",
    Release: differences.RELEASE,
    Source: "sources",
}
SYSTEM = "The system"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a record before and after, in words."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a history; ``href`` leads to its record where a list names several."""

    who: str
    when: datetime
    what: str
    reason: str
    release: str
    fields: list[Field]
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A record whose live state a draft would undo: what happens, and field by field in words.

    Each field is its name, its value when the draft began, the live one and the draft's.
    """

    record: str
    what: str
    fields: list[tuple[str, str, str, str]]


def for_staff(record: object) -> list[Entry]:
    """Return the history of a record in every release, newest first, with user names."""
    found = _changes(record).select_related("by").order_by("-pk")
    return [_entry(change, change.by.get_username() if change.by else SYSTEM) for change in found]


def for_readers(record: object, shown: Release) -> list[Entry]:
    """Return what led to a record as a release shows it, newest first.

    Readers see no names: the people are numbered in the order in which they come.
    """
    until = Q(release=shown)
    if shown.published_at:
        until |= Q(release__published_at__lte=shown.published_at, release__in=_readable())
    elif shown.base:
        until |= Q(release__in=_readable())
    found = _numbered(_changes(record).contributions().filter(until))
    return [_entry(change, editor) for change, editor in reversed(found)]


def of_release(release: Release) -> list[tuple[Change, str]]:
    """Return every change of a release with its author's number, oldest first."""
    return _numbered(release.changes.contributions().exclude(kind=differences.RELEASE))


def of_record(change: Change, who: str) -> Entry:
    """Return a change under the name of its record rather than of its release."""
    kind = _(differences.KINDS.get(change.kind, change.kind))
    return replace(_entry(change, who), release=f"{kind} {change.name}")


def summary(changes: Iterable[differences.Difference]) -> list[Entry]:
    """Return differences as entries: what a release changes, whoever did it."""
    return [
        Entry(
            who="",
            when=None,
            what=str(change.action.label),
            reason="",
            release=str(change).capitalize(),
            fields=_fields(change.before, change.after),
        )
        for change in changes
    ]


def undone(states: Iterable[audit.ThreeStates]) -> list[Undone]:
    """Return what a draft would undo of what was published since it began, in words."""
    return [
        Undone(record=found.record.capitalize(), what=_what_happens(found), fields=_three(found))
        for found in states
    ]


def _what_happens(found: audit.ThreeStates) -> str:
    if found.live is None:
        return "Removed there; would come back"
    if found.draft is None:
        return f"{'Added' if found.began is None else 'Changed'} there; is not in this draft"
    return "Changed there; would be put back" if found.began else "Added there and here"


def _three(found: audit.ThreeStates) -> list[tuple[str, str, str, str]]:
    if found.live is None or found.draft is None:
        return []
    states = [differences.values(row) for row in (found.began, found.live, found.draft)]
    return [
        (_spelled(name), *(said(name, state.get(name)) for state in states))
        for name in differences.taken_back(found.began or {}, found.live, found.draft)
    ]


def fields_of(change: Change) -> list[Field]:
    """Return the fields that an entry of the log changed, in words."""
    return _fields(change.before, change.after)


def raw_fields_of(change: Change) -> list[tuple[str, object, object]]:
    """Return name, value before and value after of each field, as they are kept."""
    found = differences.fields(change.before, change.after)
    return [(field.name, _raw(field.before), _raw(field.after)) for field in found]


def _raw(value: object) -> object:
    return value if isinstance(value, str | int | float | None) else json.dumps(value)


def _numbered(changes: QuerySet[Change]) -> list[tuple[Change, str]]:
    """Return changes, oldest first, each with its author by number: readers see no names."""
    found = list(changes.order_by("pk"))
    numbers = {by: n for n, by in enumerate(dict.fromkeys(change.by_id for change in found), 1)}
    return [(change, _("Editor {n}", n=numbers[change.by_id])) for change in found]


def _readable() -> object:
    return Release.objects.filter(state__in=[Release.State.PUBLISHED, Release.State.SUPERSEDED])


def _changes(record: object) -> object:
    if isinstance(record, Release):
        return Change.objects.filter(release=record, kind=differences.RELEASE)
    owner = record.parameter if isinstance(record, LensReplacement) else record
    return Change.objects.of_record(KIND_OF[type(owner)], owner.slug)


def _entry(change: Change, who: str) -> Entry:
    return Entry(
        who=who,
        when=change.at,
        what=str(Action(change.action).label),
        reason=change.reason,
        release=change.release_slug,
        fields=fields_of(change),
    )


def _fields(before: Row | None, after: Row | None) -> list[Field]:
    return [
        Field(
            name=_spelled(field.name),
            before=said(field.name, field.before),
            after=said(field.name, field.after),
        )
        for field in differences.fields(before, after)
    ]


def _spelled(name: str) -> str:
    return name.replace("_", " ").replace(".", ": ")


def said(name: str, value: object) -> str:
    """Return the value of a field as it is kept; a year has no commas.

    >>> said("currency_year", 2019), said("denominator", 2019)
    ('2019', '2,019')
    """
    return str(value) if name.endswith("year") and value else value_in_words(value)


def value_in_words(value: object) -> str:
    """Return a value as it is kept: numbers unrounded, lists with commas.

    >>> value_in_words(0.5), value_in_words(70000.0), value_in_words([1.5, "x"])
    ('0.5', '70,000', '1.5, x')
    >>> value_in_words(None), value_in_words(True), value_in_words([])
    ('—', 'yes', '—')
    """
    if value in (None, "") or value == []:
        return say.DASH
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,.15g}".replace("-", say.MINUS)
    if isinstance(value, list):
        return ", ".join(value_in_words(item) for item in value)
    return str(value)
