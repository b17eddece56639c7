"""Changes of state of a release: loaded, drafted, published, withdrawn. Each is all or nothing."""

from datetime import date
from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from calculator.evidence import checks, content, exporter, importer
from calculator.evidence.errors import BadRelease, NoLiveRelease, WorkflowError
from calculator.evidence.models import Release

FIRST_REASON = "First evidence release, shipped with the product."


@transaction.atomic
def load_release(*, folder: Path) -> tuple[Release, bool]:
    """Load a release from its files unless it is there; publish it where none is live.

    Returns the release and whether it was loaded now.

    Raises:
        BadRelease: if the files are malformed, incoherent, or differ from what was loaded before.
    """
    manifest = content.read_manifest(folder)
    slug, stated = folder.name, str(manifest["content_hash"])
    known = Release.objects.filter(slug=slug).first()
    if known:
        if not known.is_draft and known.content_hash != stated:
            raise BadRelease(
                [f"{slug} is loaded with other content: a correction is a new release"]
            )
        return known, False
    read = content.read_content(folder)
    found = checks.problems(read)
    if content.content_hash(read) != stated:
        found.append(f"content_hash in release.yaml should be {content.content_hash(read)}")
    if found:
        raise BadRelease(found)
    release = Release.objects.create(
        slug=slug,
        name=manifest["name"],
        date=manifest["date"],
        notes=manifest["notes"],
    )
    importer.write(release, read)
    if not Release.objects.published().exists():
        _publish(release, by=None, reason=FIRST_REASON)
    return release, True


@transaction.atomic
def start_draft(*, by: AbstractBaseUser, name: str) -> Release:
    """Copy the live release into a draft that staff can edit."""
    _require(by, "evidence.add_release", "start a draft")
    slug = slugify(name)
    if not slug:
        raise WorkflowError("Give the draft a name with letters or digits.")
    if len(name) > 200 or len(slug) > 60:
        raise WorkflowError("Give the draft a name of at most 60 letters.")
    if Release.objects.filter(slug=slug).exists():
        raise WorkflowError(f"There is already a release named “{slug}”.")
    live = Release.objects.published().first()
    if live is None:
        raise NoLiveRelease
    draft = Release.objects.create(slug=slug, name=name, date=date.today(), created_by=by)
    importer.write(draft, exporter.content_of(live))
    return draft


@transaction.atomic
def publish_release(*, release: Release, by: AbstractBaseUser, reason: str) -> Release:
    """Publish a draft: judge it, hash it, and let it supersede the live release.

    Raises:
        WorkflowError: without permission, reason or draft state.
        BadRelease: if the content does not hold together; ``problems`` says where.
    """
    _require(by, "evidence.publish_release", "publish a release")
    reason = _reason(reason)
    held = Release.objects.select_for_update().get(pk=release.pk)
    if not held.is_draft:
        raise WorkflowError(f"{held.name} is {held.get_state_display().lower()}, not a draft.")
    return _publish(held, by=by, reason=reason)


@transaction.atomic
def withdraw_release(*, release: Release, by: AbstractBaseUser, reason: str) -> Release:
    """Mark a superseded release as not to be relied upon; old calculations still open."""
    _require(by, "evidence.publish_release", "withdraw a release")
    reason = _reason(reason)
    held = Release.objects.select_for_update().get(pk=release.pk)
    if held.state != Release.State.SUPERSEDED:
        raise WorkflowError("Only a superseded release can be withdrawn: publish a successor.")
    held.state = Release.State.WITHDRAWN
    held.withdrawn_at, held.withdrawn_by, held.withdraw_reason = timezone.now(), by, reason
    held.save()
    return held


def _publish(release: Release, *, by: AbstractBaseUser | None, reason: str) -> Release:
    found = exporter.content_of(release)
    problems = checks.problems(found)
    if problems:
        raise BadRelease(problems)
    now = timezone.now()
    live = Release.objects.select_for_update().published().first()
    if live:
        live.state, live.superseded_at, live.successor = Release.State.SUPERSEDED, now, release
        live.save()
    release.state, release.published_at = Release.State.PUBLISHED, now
    release.published_by, release.publish_reason = by, reason
    release.content_hash = content.content_hash(found)
    release.save()
    return release


def _require(by: AbstractBaseUser, permission: str, act: str) -> None:
    if not by.has_perm(permission):
        raise WorkflowError(f"You are not allowed to {act}.")


def _reason(reason: str) -> str:
    if not reason.strip():
        raise WorkflowError("Give a reason.")
    return reason.strip()
