"""Who answers for a draft: its state as the audit log tells it, against the state it is in."""

from dataclasses import dataclass
from functools import lru_cache

from calculator.evidence.canonical import differences, exporter
from calculator.evidence.canonical.content import Content
from calculator.evidence.canonical.differences import Difference, Key
from calculator.evidence.models import Action, Change, Release
from calculator.evidence.shapes import Row

KEPT = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreeStates:
    """A record as a draft found it, as the live release has it now, and as the draft has it."""

    record: str
    began: Row | None
    live: Row | None
    draft: Row | None


def state_of(release: Release) -> Content:
    """Return the content of a release together with its name, date and notes."""
    return {**exporter.content_of(release), differences.RELEASE: [about(release)]}


def about(release: Release) -> Row:
    """Return what a release says of itself."""
    return {
        "slug": release.slug,
        "name": release.name,
        "date": str(release.date),
        "notes": release.notes,
    }


def contributors(release: Release) -> set[int]:
    """Return the ids of all who contributed anything to a release since it began."""
    made = release.changes.contributions().exclude(by=None).order_by()
    return set(made.values_list("by_id", flat=True))


def unaudited(release: Release, state: Content | None = None) -> list[Difference]:
    """Return the records that are not as the audit log leaves them: nobody answers for them.

    The log is a chain: each entry begins where the one before it ended, the first at the release
    that the draft began from. A gap in it counts as much as a loose end.
    """
    now = state or state_of(release)
    held = differences.rows_of(now)
    told, broken = audited(release)
    base = _base_rows(release)
    known = {**base, **told}
    found = [
        Difference(kind=key[0], name=key[1], before=base.get(key), after=held.get(key))
        for key in dict.fromkeys([*held, *known])
        if key[0] != differences.ORDER and (held.get(key) != known.get(key) or key in broken)
    ]
    return found + _disordered(release, now, told)


def audited(release: Release) -> tuple[dict[Key, Row | None], set[Key]]:
    """Return the last state that the log tells of each record it names, and which have gaps."""
    told: dict[Key, Row | None] = {}
    broken: set[Key] = set()
    base = _base_rows(release)
    for change in release.changes.contributions().order_by("pk"):
        key = (change.kind, change.name)
        begins = base.get(key) if change.action == Action.ADOPTED else told.get(key, base.get(key))
        if change.action in (Action.ADOPTED, Action.STARTED):
            broken.discard(key)  # one person answers for the whole way from the base
        if change.before != begins and change.kind != differences.ORDER:
            broken.add(key)
        told[key] = change.after
    return told, broken


def overwritten(release: Release, changes: list[Difference]) -> list[Difference]:
    """Return those changes that began from a state which nobody answers for."""
    told, broken = audited(release)
    known = {**_base_rows(release), **told}
    return [
        change
        for change in changes
        if change.kind != differences.ORDER
        and (
            (change.kind, change.name) in broken
            or known.get((change.kind, change.name)) != change.before
        )
    ]


def changed(release: Release) -> list[Difference]:
    """Return what a release changes in the one that it began from."""
    return differences.differences(_base(release), exporter.content_of(release))


def undone(release: Release, live: Release) -> list[Difference]:
    """Return what the live release changed since the draft began and the draft would undo."""
    base = _base(release)
    draft, theirs = (differences.rows_of(exporter.content_of(r)) for r in (release, live))
    changed = differences.differences(base, exporter.content_of(live))
    return [
        Difference(kind=kind, name=name, before=theirs.get(key), after=draft.get(key))
        for kind, name in ((change.kind, change.name) for change in changed)
        if kind != differences.ORDER and theirs.get(key := (kind, name)) != draft.get(key)
    ]


def three_states(release: Release, live: Release) -> list[ThreeStates]:
    """Return each record that a draft would undo: as it began, as it is live, and as drafted."""
    base, draft = _base_rows(release), differences.rows_of(exporter.content_of(release))
    theirs = differences.rows_of(exporter.content_of(live))
    return [
        ThreeStates(
            record=str(change),
            began=base.get(key := (change.kind, change.name)),
            live=theirs.get(key),
            draft=draft.get(key),
        )
        for change in undone(release, live)
    ]


def log(release: Release, action: Action, *, by: object, reason: str, **what: object) -> Change:
    """Add one entry to the audit log: a step of the release unless ``what`` names a record."""
    named = {"kind": differences.RELEASE, "name": differences.RELEASE, **what}
    return Change.objects.create(
        release=release, release_slug=release.slug, action=action, by=by, reason=reason, **named
    )


def _disordered(release: Release, state: Content, told: dict[Key, Row | None]) -> list[Difference]:
    """Return the orders that differ from the base's and from what the log says of them."""
    without = {kind: rows for kind, rows in state.items() if kind != differences.RELEASE}
    found = []
    for change in differences.differences(_base(release), without):
        if change.kind != differences.ORDER:
            continue
        stated = (told.get((change.kind, change.name)) or {}).get("names", [])
        both = set(change.after["names"])
        if [name for name in stated if name in both] != change.after["names"]:
            found.append(change)
    return found


def _base_rows(release: Release) -> dict[Key, Row]:
    return differences.rows_of(_base(release))


def _base(release: Release) -> Content:
    """Return the content of the release that a draft began from; nothing where there is none."""
    return _published(release.base.pk, release.base.content_hash) if release.base_id else {}


@lru_cache(maxsize=KEPT)
def _published(pk: int, content_hash: str) -> Content:
    return exporter.content_of(Release(pk=pk))
