"""Approved releases go live, at once or on a day; those that were live can be withdrawn."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from calculator.evidence import audit
from calculator.evidence.errors import NeedsSecondReason, WorkflowError
from calculator.evidence.models import Action, Release
from calculator.evidence.services.review import speaks_against, unchanged
from calculator.evidence.services.rules import held, live_release, require, said

MOVED_ON = "Another release was published after this one was scheduled."


@transaction.atomic
def publish_release(
    *, release: Release, by: AbstractBaseUser, reason: str, second_reason: str = ""
) -> Release:
    """Publish an approved release now; it supersedes the live one.

    Raises:
        WorkflowError: without permission, reason or approval.
        NeedsSecondReason: if another release went live since the approval.
    """
    require(by, "publish a release", "publish_release")
    reason = said(reason)
    ready = held(release, Release.State.APPROVED, Release.State.SCHEDULED)
    _compare(ready, second_reason)
    return go_live(ready, by=by, reason=reason)


@transaction.atomic
def schedule_release(
    *,
    release: Release,
    by: AbstractBaseUser,
    reason: str,
    scheduled_for: datetime,
    second_reason: str = "",
) -> Release:
    """Let the clock publish an approved release."""
    require(by, "schedule a release", "publish_release")
    reason = said(reason)
    if scheduled_for <= timezone.now():
        raise WorkflowError("Choose a time in the future, or publish now.")
    ready = held(release, Release.State.APPROVED)
    unchanged(ready)
    _compare(ready, second_reason)
    ready.state, ready.scheduled_for = Release.State.SCHEDULED, scheduled_for
    ready.scheduled_at, ready.scheduled_by = timezone.now(), by
    ready.schedule_reason = reason
    ready.save()
    after = {"scheduled_for": scheduled_for.isoformat()}
    audit.log(ready, Action.SCHEDULED, by=by, reason=reason, after=after)
    return ready


@transaction.atomic
def unschedule_release(*, release: Release, by: AbstractBaseUser, reason: str) -> Release:
    """Take a release off the schedule; it stays approved."""
    require(by, "take a release off the schedule", "publish_release")
    reason = said(reason)
    return _unschedule(held(release, Release.State.SCHEDULED), by=by, reason=reason)


def publish_due(*, now: datetime | None = None) -> list[Release]:
    """Publish every scheduled release whose time has come; a second call finds none.

    One that was overtaken by another publication, or does not hold together any more, goes back
    to approved: a person must look.
    """
    due = Release.objects.due(now or timezone.now())
    return [done for release in due if (done := _publish_or_stop(release))]


@transaction.atomic
def withdraw_release(*, release: Release, by: AbstractBaseUser, reason: str) -> Release:
    """Mark a superseded release as not to be relied upon; old calculations still open."""
    require(by, "withdraw a release", "publish_release")
    reason = said(reason)
    old = Release.objects.select_for_update().get(pk=release.pk)
    if old.state != Release.State.SUPERSEDED:
        raise WorkflowError("Only a superseded release can be withdrawn: publish a successor.")
    old.state = Release.State.WITHDRAWN
    old.withdrawn_at, old.withdrawn_by, old.withdraw_reason = timezone.now(), by, reason
    old.save()
    audit.log(old, Action.WITHDRAWN, by=by, reason=reason)
    return old


def go_live(release: Release, *, by: AbstractBaseUser | None, reason: str) -> Release:
    """Publish: the live release is superseded in the same moment."""
    if release.approved_at:
        unchanged(release)
    now = timezone.now()
    live = live_release()
    if live:
        live.state, live.superseded_at, live.successor = Release.State.SUPERSEDED, now, release
        live.save()
    release.state, release.published_at = Release.State.PUBLISHED, now
    release.published_by, release.publish_reason = by, reason
    release.save()
    audit.log(release, Action.PUBLISHED, by=by, reason=reason)
    return release


def _publish_or_stop(release: Release) -> Release | None:
    try:
        return _publish_scheduled(release)
    except WorkflowError as error:
        with transaction.atomic():
            _unschedule(held(release, Release.State.SCHEDULED), by=None, reason=str(error))
        return None


@transaction.atomic
def _publish_scheduled(release: Release) -> Release | None:
    ready = Release.objects.select_for_update().get(pk=release.pk)
    if ready.state != Release.State.SCHEDULED:
        return None  # another worker was here
    live = live_release()
    if live and live.pk != ready.judged_against_id:
        _unschedule(ready, by=None, reason=MOVED_ON)
        return None
    speaks_against(ready)
    return go_live(ready, by=ready.scheduled_by, reason=ready.schedule_reason)


def _unschedule(release: Release, *, by: AbstractBaseUser | None, reason: str) -> Release:
    release.state, release.scheduled_for = Release.State.APPROVED, None
    release.scheduled_at, release.scheduled_by, release.schedule_reason = None, None, ""
    release.save()
    audit.log(release, Action.UNSCHEDULED, by=by, reason=reason)
    return release


def _compare(release: Release, second_reason: str) -> None:
    """Ask for a second reason where the live release changed since the last judgement."""
    live, against = live_release(), speaks_against(release)
    if live is None or live.pk == release.judged_against_id:
        return
    if against and not second_reason.strip():
        raise NeedsSecondReason(against)
    release.second_reason = second_reason.strip()
    release.judged_against = live
