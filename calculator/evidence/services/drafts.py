"""Drafts: begun, changed by named people with a reason, adopted, thrown away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.text import slugify

from calculator.evidence import audit
from calculator.evidence.canonical import differences, exporter, importer
from calculator.evidence.canonical.content import Content
from calculator.evidence.canonical.differences import Difference
from calculator.evidence.errors import NoLiveRelease, Unaudited, WorkflowError
from calculator.evidence.models import Action, Change, Release
from calculator.evidence.services.rules import held, live_release, require, said

BATCH = 200
BEGUN = "A copy of the live release."


@transaction.atomic
def start_draft(*, by: AbstractBaseUser, name: str) -> Release:
    """Copy the live release into a draft that staff can edit."""
    require(by, "start a draft", "add_release")
    return _begin(by, name, BEGUN)


@transaction.atomic
def roll_back(*, to: Release, by: AbstractBaseUser, name: str, reason: str) -> Release:
    """Begin a draft that holds exactly what an older release holds; it goes through review.

    Whoever rolls back answers for every difference, so another person approves it.
    """
    require(by, "roll back a release", "publish_release")
    reason = said(reason)
    to = Release.objects.get(pk=to.pk)
    if not to.is_public or to.is_live:
        raise WorkflowError("Roll back to a release that was live before.")
    draft = _begin(by, name, reason)
    before = audit.state_of(draft)
    _empty(draft)
    importer.write(draft, exporter.content_of(to))
    record_changes(release=draft, before=before, by=by, reason=reason)
    return draft


@contextmanager
def editing(*, release: Release, by: AbstractBaseUser, reason: str) -> Iterator[Release]:
    """Change a draft inside ``with``; what differs afterwards is logged, or nothing is kept.

    Raises:
        WorkflowError: without permission, reason or draft state.
        Unaudited: if a record was changed that someone had changed past the log.
    """
    said(reason)
    with transaction.atomic():
        draft, before = open_draft(release=release, by=by)
        yield draft
        record_changes(release=draft, before=before, by=by, reason=reason)


def open_draft(*, release: Release, by: AbstractBaseUser) -> tuple[Release, Content]:
    """Return the draft, locked, and its state before a change; inside a transaction only."""
    require(by, "change a draft", "change_release")
    draft = held(release, Release.State.DRAFT)
    return draft, audit.state_of(draft)


def record_changes(
    *, release: Release, before: Content, by: AbstractBaseUser, reason: str
) -> list[Change]:
    """Log every record that differs from the state before, field by field."""
    draft = Release.objects.get(pk=release.pk)
    found = differences.differences(before, audit.state_of(draft))
    unknown = audit.overwritten(draft, found)
    if unknown:
        raise Unaudited(unknown)
    return _log(draft, found, by=by, reason=said(reason))


@transaction.atomic
def adopt_changes(*, release: Release, by: AbstractBaseUser, reason: str) -> list[Change]:
    """Answer for what was changed without an author: who adopts it counts as who made it."""
    require(by, "adopt changes", "change_release")
    reason = said(reason)
    draft = held(release, Release.State.DRAFT)
    found = audit.unaudited(draft)
    if not found:
        raise WorkflowError("Every change of this draft has an author already.")
    return _log(draft, found, by=by, reason=reason, action=Action.ADOPTED)


@transaction.atomic
def discard_draft(*, release: Release, by: AbstractBaseUser, reason: str) -> None:
    """Throw a draft away with everything in it; its entries in the audit log stay."""
    require(by, "throw a draft away", "delete_release")
    reason = said(reason)
    draft = held(release, Release.State.DRAFT)
    audit.log(draft, Action.DISCARDED, by=by, reason=reason, before=audit.about(draft))
    _empty(draft)
    draft.delete()


def _begin(by: AbstractBaseUser, name: str, reason: str) -> Release:
    slug = slugify(name)
    if not slug:
        raise WorkflowError("Give the draft a name with letters or digits.")
    if len(name) > 200 or len(slug) > 60:
        raise WorkflowError("Give the draft a name of at most 60 letters.")
    live = live_release()
    if live is None:
        raise NoLiveRelease
    draft, is_new = Release.objects.get_or_create(
        slug=slug, defaults={"name": name, "date": date.today(), "created_by": by, "base": live}
    )
    if not is_new:
        raise WorkflowError(f"There is already a release named “{slug}”.")
    importer.write(draft, exporter.content_of(live))
    audit.log(draft, Action.STARTED, by=by, reason=reason, after=audit.about(draft))
    return draft


def _empty(draft: Release) -> None:
    """Remove the records of a draft, those that others point to last."""
    for name in ("claim", "program", "marketestimate", "programdesign", "parameter", "lens"):
        getattr(draft, f"{name}_set").all().delete()
    for name in ("finding", "source", "clinicalarea", "lineofbusiness"):
        getattr(draft, f"{name}_set").all().delete()


def _log(
    draft: Release,
    found: list[Difference],
    *,
    by: AbstractBaseUser,
    reason: str,
    action: Action | None = None,
) -> list[Change]:
    rows = [
        Change(
            release=draft,
            release_slug=draft.slug,
            kind=change.kind,
            name=change.name,
            action=action or change.action,
            by=by,
            reason=reason,
            before=change.before,
            after=change.after,
        )
        for change in found
    ]
    return Change.objects.bulk_create(rows, BATCH)
