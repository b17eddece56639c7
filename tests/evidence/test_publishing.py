"""Releases that were overtaken, go live by the clock, or are rolled back."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from calculator.evidence import audit, catalog, services, tasks
from calculator.evidence.canonical import exporter
from calculator.evidence.errors import NeedsSecondReason, WorkflowError
from calculator.evidence.models import Action, Change, Claim, Parameter, Release
from msoroi.celery import app
from tests.evidence import steps

pytestmark = pytest.mark.django_db
State = Release.State


def test_an_overtaken_draft_is_not_approved_without_a_second_reason(draft):
    steps.published_by_another()
    steps.edit(draft, Claim, "s4-cleveland-21", why="Mine.")
    steps.in_review(draft)

    with pytest.raises(NeedsSecondReason) as caught:
        services.approve_release(release=draft, by=steps.reviewer(), reason="Read.")

    assert "parameter engagement" in caught.value.concerns[0]
    done = services.approve_release(
        release=draft, by=steps.reviewer(), reason="Read.", second_reason="Other was wrong."
    )
    note = Change.objects.filter(action=Action.APPROVED, release=draft).get().after
    assert note["second_reason"] == done.second_reason == "Other was wrong."
    assert note["concerns"] == caught.value.concerns


def test_a_draft_overtaken_by_the_same_change_says_that_nothing_is_undone(draft):
    steps.published_by_another()
    steps.edit(draft, Parameter, "engagement", rationale="Other.")

    assert services.concerns(draft) == [
        "Other was published after this draft began from Evidence release November 2026. "
        "Nothing that it changed would be undone."
    ]


def test_a_release_overtaken_after_approval_asks_again_at_publication(draft):
    ready = steps.approved(draft)
    steps.published_by_another()
    publish = {"release": ready, "by": steps.publisher(), "reason": "Now."}

    with pytest.raises(NeedsSecondReason, match="would undo"):
        services.publish_release(**publish)

    done = services.publish_release(**publish, second_reason="Known.")
    assert done.is_live
    assert done.judged_against.slug == "other"


def test_the_clock_publishes_when_the_time_has_come(draft):
    release = steps.scheduled(draft)
    assert services.publish_due() == []

    done = services.publish_due(now=release.scheduled_for)

    assert done == [release]
    release.refresh_from_db()
    assert release.is_live
    assert (release.published_by, release.publish_reason) == (steps.publisher(), "On the first.")
    assert services.publish_due(now=release.scheduled_for) == []
    assert Change.objects.filter(release=release, action=Action.PUBLISHED).count() == 1


def test_the_task_publishes_what_is_due_once(draft):
    release = steps.scheduled(draft)
    past = timezone.now() - steps.SOON
    with transaction.atomic(), pytest.raises(IntegrityError, match="not a draft"):
        Release.objects.filter(pk=release.pk).update(scheduled_for=past)
    services.unschedule_release(release=release, by=steps.publisher(), reason="Sooner.")
    services.schedule_release(
        release=release,
        by=steps.publisher(),
        reason="Sooner.",
        scheduled_for=timezone.now() + timedelta(milliseconds=300),
    )
    steps.wait(0.35)

    tasks.publish_due()
    tasks.publish_due()

    release.refresh_from_db()
    assert release.is_live


def test_two_releases_due_at_once_do_not_overtake_each_other(draft, bob):
    first = steps.scheduled(draft, steps.SOON)
    other = services.start_draft(by=bob, name="Other")
    second = steps.scheduled(other, 2 * steps.SOON)

    done = services.publish_due(now=second.scheduled_for)

    second.refresh_from_db()
    assert done == [first]
    assert second.state == State.APPROVED
    last = Change.objects.filter(release=second).last()
    assert (last.action, last.by) == (Action.UNSCHEDULED, None)
    assert "Another release was published" in last.reason


def test_what_no_longer_holds_together_goes_back_to_approved(draft, monkeypatch):
    release = steps.scheduled(draft)
    monkeypatch.setattr(
        "calculator.evidence.services.review.checks.problems", lambda *_, **__: ["It fell apart."]
    )

    assert services.publish_due(now=release.scheduled_for) == []

    release.refresh_from_db()
    assert release.state == State.APPROVED
    assert Change.objects.filter(release=release).last().reason == "It fell apart."


def test_the_clock_is_wound_up():
    entry = settings.CELERY_BEAT_SCHEDULE["publish-evidence"]
    app.loader.import_default_modules()

    assert entry["task"] in app.tasks
    assert entry["schedule"] == 60.0


def test_a_release_is_not_scheduled_for_the_past(draft):
    with pytest.raises(WorkflowError, match="in the future"):
        steps.scheduled(draft, -steps.SOON)


def test_a_rollback_equals_the_old_release_under_its_own_name(draft, rosa):
    old = catalog.live_release()
    steps.edit(draft, Parameter, "surgery_cost.cabg", base=81_000)
    with services.editing(release=draft, by=steps.editor(), reason="Out."):
        Claim.objects.filter(release=draft, slug="s4-cleveland-21").delete()
    wrong = steps.published(draft)

    back = services.roll_back(to=old, by=rosa, name="Back", reason="A wrong price.")

    assert (back.slug, back.state, back.base) == ("back", State.DRAFT, wrong)
    assert audit.contributors(back) == {rosa.pk}
    rows = Change.objects.filter(release=back).exclude(kind="release")
    assert {(row.name, row.action) for row in rows} == {
        ("surgery_cost.cabg", "changed"),
        ("s4-cleveland-21", "added"),
    }
    assert audit.unaudited(back) == []
    done = steps.published(back)
    assert done.content_hash == old.content_hash
    assert exporter.content_of(done) == exporter.content_of(old)


def test_whoever_rolls_back_may_not_approve_it(draft, admin_user):
    old = catalog.live_release()
    steps.published(draft)
    back = services.roll_back(to=old, by=admin_user, name="Back", reason="A wrong price.")
    steps.in_review(back)

    with pytest.raises(WorkflowError, match="another person must"):
        services.approve_release(release=back, by=admin_user, reason="Mine.")


def test_a_rollback_leads_to_what_was_live_before(draft, rosa, bob):
    for release in (draft, catalog.live_release()):
        with pytest.raises(WorkflowError, match="was live before"):
            services.roll_back(to=release, by=rosa, name="Back", reason="Why.")
    with pytest.raises(WorkflowError, match="not allowed"):
        services.roll_back(to=catalog.live_release(), by=bob, name="Back", reason="Why.")
