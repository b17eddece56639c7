"""The review of a draft: submitted, approved by someone who added nothing to it, or sent back."""

from collections.abc import Callable

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from calculator.evidence import audit
from calculator.evidence.canonical import checks, exporter
from calculator.evidence.canonical.content import Content, content_hash
from calculator.evidence.errors import BadRelease, NeedsSecondReason, Unaudited, WorkflowError
from calculator.evidence.models import Action, Release
from calculator.evidence.services.rules import held, live_release, require, said

SHOWN = 8
CONCERNS: list[Callable[[Release], list[str]]] = []
"""What else may speak against an approval: each says why a second reason is needed, or raises."""


@transaction.atomic
def submit_for_review(*, release: Release, by: AbstractBaseUser, reason: str) -> Release:
    """Freeze a draft for review: judged as a whole, hashed, and every difference has an author.

    Raises:
        WorkflowError: without permission, reason or draft state.
        BadRelease: if the content does not hold together.
        Unaudited: if records differ for which nobody answers.
    """
    require(by, "submit a draft for review", "submit_release")
    reason = said(reason)
    draft = held(release, Release.State.DRAFT)
    found = judged(draft)
    draft.state, draft.content_hash = Release.State.IN_REVIEW, content_hash(found)
    draft.submitted_at, draft.submitted_by, draft.submit_reason = timezone.now(), by, reason
    draft.save()
    audit.log(draft, Action.SUBMITTED, by=by, reason=reason)
    return draft


@transaction.atomic
def approve_release(
    *, release: Release, by: AbstractBaseUser, reason: str, second_reason: str = ""
) -> Release:
    """Approve a release in review, as someone who contributed nothing to it.

    Raises:
        WorkflowError: without permission, reason or review state, or to a contributor.
        NeedsSecondReason: if something speaks against it and no second reason was given.
    """
    require(by, "approve a release", "review_release")
    reason = said(reason)
    seen = held(release, Release.State.IN_REVIEW)
    if by.pk in audit.contributors(seen):
        raise WorkflowError(
            "You contributed to this draft, so you may not approve it: another person must."
        )
    unchanged(seen)
    against = speaks_against(seen)
    if against and not second_reason.strip():
        raise NeedsSecondReason(against)
    seen.state, seen.approved_at = Release.State.APPROVED, timezone.now()
    seen.approved_by, seen.approve_reason = by, reason
    seen.second_reason = second_reason.strip()
    seen.judged_against = live_release()
    seen.save()
    audit.log(seen, Action.APPROVED, by=by, reason=reason, after=_note(seen, against))
    return seen


@transaction.atomic
def return_to_draft(*, release: Release, by: AbstractBaseUser, reason: str) -> Release:
    """Send a release that is in review or approved back to be edited; review begins anew."""
    require(by, "send a release back", "submit_release", "review_release", "publish_release")
    reason = said(reason)
    seen = held(release, Release.State.IN_REVIEW, Release.State.APPROVED)
    seen.state, seen.content_hash, seen.second_reason = Release.State.DRAFT, "", ""
    seen.judged_against = None
    seen.submitted_at, seen.submitted_by, seen.submit_reason = None, None, ""
    seen.approved_at, seen.approved_by, seen.approve_reason = None, None, ""
    seen.save()
    audit.log(seen, Action.RETURNED, by=by, reason=reason)
    return seen


def judged(release: Release) -> Content:
    """Return the content, once it holds together and somebody answers for each difference."""
    found = exporter.content_of(release)
    problems = checks.problems(found, year=release.date.year)
    if problems:
        raise BadRelease(problems)
    unaudited = audit.unaudited(release)
    if unaudited:
        raise Unaudited(unaudited)
    return found


def unchanged(release: Release) -> None:
    """Raise WorkflowError unless the content is still what was submitted, and fully answered."""
    if content_hash(judged(release)) != release.content_hash:
        raise WorkflowError("The content is not what was submitted. Send it back to draft.")


def speaks_against(release: Release) -> list[str]:
    """Return all that asks for a second reason; raise WorkflowError where one does not help."""
    return [*concerns(release), *(text for ask in CONCERNS for text in ask(release))]


def warnings(release: Release) -> list[str]:
    """Return what whoever judges a release should know first: concerns, or what is missing."""
    if release.is_draft:
        return concerns(release)
    try:
        return speaks_against(release)
    except WorkflowError as error:
        return [str(error)]


def concerns(release: Release) -> list[str]:
    """Return why a release may be out of date: what the live one has that it would undo."""
    live = live_release()
    if live is None or live.pk == release.base_id:
        return []
    undone = [str(change) for change in audit.undone(release, live)]
    began = release.base.name if release.base else "nothing"
    says = f"{live.name} was published after this draft began from {began}."
    if not undone:
        return [f"{says} Nothing that it changed would be undone."]
    more = f" and {len(undone) - SHOWN} more" if len(undone) > SHOWN else ""
    return [f"{says} This draft would undo what it changed: {', '.join(undone[:SHOWN])}{more}."]


def undone(release: Release) -> list[audit.ThreeStates]:
    """Return what a release that is not live would undo of what was published since it began."""
    live = live_release()
    overtaken = live and not release.is_public and live.pk != release.base_id
    return audit.three_states(release, live) if overtaken else []


def _note(release: Release, against: list[str]) -> dict[str, object] | None:
    return {"concerns": against, "second_reason": release.second_reason} if against else None
