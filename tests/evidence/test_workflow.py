"""Each step of a release: what it asks, what it refuses, what it leaves behind."""

import pytest
from django.utils import timezone

from calculator.evidence import audit, catalog, services
from calculator.evidence.canonical import exporter, importer
from calculator.evidence.errors import BadRelease, Unaudited, WorkflowError
from calculator.evidence.models import Change, Claim, Parameter, Release
from tests.evidence import steps

pytestmark = pytest.mark.django_db
State = Release.State
SOON = steps.SOON


def a_release_that_is(state, draft):
    take = {
        State.DRAFT: lambda: draft,
        State.IN_REVIEW: lambda: steps.in_review(draft),
        State.APPROVED: lambda: steps.approved(draft),
        State.SCHEDULED: lambda: steps.scheduled(draft),
        State.PUBLISHED: lambda: steps.published(draft),
        State.SUPERSEDED: lambda: superseded(draft),
        State.WITHDRAWN: lambda: services.withdraw_release(
            release=superseded(draft), by=steps.publisher(), reason="An error."
        ),
    }
    return take[state]()


def superseded(draft):
    steps.published(draft)
    steps.published_by_another()
    draft.refresh_from_db()
    return draft


ACTS = {
    "submit": (services.submit_for_review, steps.editor, {State.DRAFT}),
    "adopt": (services.adopt_changes, steps.editor, {State.DRAFT}),
    "discard": (services.discard_draft, steps.editor, {State.DRAFT}),
    "approve": (services.approve_release, steps.reviewer, {State.IN_REVIEW}),
    "return": (services.return_to_draft, steps.reviewer, {State.IN_REVIEW, State.APPROVED}),
    "publish": (services.publish_release, steps.publisher, {State.APPROVED, State.SCHEDULED}),
    "schedule": (services.schedule_release, steps.publisher, {State.APPROVED}),
    "unschedule": (services.unschedule_release, steps.publisher, {State.SCHEDULED}),
    "withdraw": (services.withdraw_release, steps.publisher, {State.SUPERSEDED}),
}


def asked(name, **more):
    later = {"scheduled_for": timezone.now() + SOON} if name == "schedule" else {}
    return {"reason": "Because.", **later, **more}


@pytest.mark.parametrize("state", list(State))
def test_a_step_is_refused_in_every_other_state(draft, state):
    release = a_release_that_is(state, draft)

    for name, (act, who, states) in ACTS.items():
        if state not in states:
            with pytest.raises(WorkflowError, match=r"not|Only a superseded"):
                act(release=release, by=who(), **asked(name))
    release.refresh_from_db()
    assert release.state == state


@pytest.mark.parametrize("name", ACTS)
def test_a_step_needs_its_permission(draft, name):
    act, _, states = ACTS[name]
    release = a_release_that_is(min(states), draft)

    with pytest.raises(WorkflowError, match="not allowed"):
        act(release=release, by=steps.a_person("mallory"), **asked(name))


@pytest.mark.parametrize("reason", ["", " \n\t "])
@pytest.mark.parametrize("name", ACTS)
def test_a_step_needs_a_reason(draft, name, reason):
    act, who, _ = ACTS[name]

    with pytest.raises(WorkflowError, match="Give a reason"):
        act(release=draft, by=who(), **asked(name, reason=reason))


def test_every_step_is_in_the_log(draft):
    steps.scheduled(draft)
    services.unschedule_release(release=draft, by=steps.publisher(), reason="Not yet.")
    services.return_to_draft(release=draft, by=steps.reviewer(), reason="A doubt.")
    steps.published(draft)

    log = Change.objects.filter(release=draft).values_list("action", "by__username", "reason")
    assert list(log) == [
        ("started", "bob", "A copy of the live release."),
        ("submitted", "bob", "Ready."),
        ("approved", "rita", "Checked."),
        ("scheduled", "rosa", "On the first."),
        ("unscheduled", "rosa", "Not yet."),
        ("returned", "rita", "A doubt."),
        ("submitted", "bob", "Ready."),
        ("approved", "rita", "Checked."),
        ("published", "rosa", "New figures."),
    ]


def test_a_return_to_draft_forgets_the_review(draft):
    steps.approved(draft)

    back = services.return_to_draft(release=draft, by=steps.reviewer(), reason="A doubt.")

    assert (back.state, back.content_hash) == (State.DRAFT, "")
    assert (back.submitted_by, back.approved_by, back.approve_reason) == (None, None, "")
    steps.edit(back, Claim, "s4-cleveland-21", why="Better.")
    assert steps.published(back).is_live


def test_what_was_submitted_is_what_is_published(draft):
    steps.edit(draft, Parameter, "surgery_cost.cabg", base=81_000)
    submitted = steps.in_review(draft).content_hash
    services.approve_release(release=draft, by=steps.reviewer(), reason="Read.")

    done = services.publish_release(release=draft, by=steps.publisher(), reason="Now.")

    assert done.content_hash == submitted
    assert catalog.evidence_of(done).parameter["surgery_cost.cabg"].base == 81_000


def test_several_drafts_live_side_by_side(draft, bob):
    other = services.start_draft(by=bob, name="Other")
    steps.edit(other, Parameter, "engagement", rationale="Other.")

    assert Release.objects.drafts().count() == 2
    assert audit.contributors(draft) == {bob.pk}
    assert Parameter.objects.get(release=draft, slug="engagement").rationale != "Other."


def test_a_discarded_draft_leaves_only_its_log(draft, bob):
    steps.edit(draft, Claim, "s4-cleveland-21", why="Mine.")

    services.discard_draft(release=draft, by=bob, reason="Began wrong.")

    assert not Release.objects.filter(slug="next").exists()
    assert Claim.objects.count() == 111
    assert [c.action for c in Change.objects.filter(release_slug="next")] == [
        "started", "changed", "discarded",
    ]  # fmt: skip
    with pytest.raises(WorkflowError, match="thrown away"):
        services.submit_for_review(release=draft, by=bob, reason="Too late.")


def test_an_edit_that_fails_leaves_nothing(draft):
    with (
        pytest.raises(ZeroDivisionError),
        services.editing(release=draft, by=steps.editor(), reason="Why."),
    ):
        Claim.objects.filter(release=draft).delete()
        raise ZeroDivisionError

    assert Claim.objects.filter(release=draft).count() == 111
    assert Change.objects.filter(release=draft).count() == 1


def test_editing_needs_permission_and_a_reason(draft):
    with pytest.raises(WorkflowError, match="not allowed"):
        steps.edit(draft, Claim, "s4-cleveland-21", by=steps.reviewer(), why="Mine.")
    with pytest.raises(WorkflowError, match="Give a reason"):
        steps.edit(draft, Claim, "s4-cleveland-21", reason=" ", why="Mine.")


def test_a_draft_made_in_the_shell_has_no_author(bob):
    release = Release.objects.create(slug="shell", name="Shell", date="2027-01-01")
    content = exporter.content_of(catalog.live_release())
    importer.write(release, content)

    with pytest.raises(Unaudited, match="and 1"):
        services.submit_for_review(release=release, by=bob, reason="Ready.")


def test_a_broken_draft_is_refused_before_anything_else(draft, bob):
    with services.editing(release=draft, by=bob, reason="Out."):
        Parameter.objects.filter(release=draft, slug="surgery_cost.cabg").delete()

    with pytest.raises(BadRelease, match=r"surgery_cost\.cabg is missing"):
        services.submit_for_review(release=draft, by=bob, reason="Ready.")
