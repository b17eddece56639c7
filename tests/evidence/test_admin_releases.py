"""The steps of the workflow in the admin: who is offered which, and what is refused."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from calculator.evidence.admin.steps import STEPS
from calculator.evidence.models import Change, Claim, Finding, Parameter, Release
from tests.accounts.factor import enroll
from tests.evidence import steps
from tests.evidence.browsing import MODELS, change, post

pytestmark = pytest.mark.django_db
WHY = {"reason": "Prices of 2027."}


def address(step: str, release) -> str:
    return reverse(f"admin:evidence_release_{step}", args=[release.pk])


def offered(client, user, release) -> set[str]:
    client.force_login(user)
    page = client.get(change(release)).content.decode()
    return {step.name for step in STEPS if f'href="{address(step.name, release)}"' in page}


def test_editor_starts_a_draft(editor):
    start = reverse("admin:evidence_release_start_draft")
    page = editor.get(reverse("admin:evidence_release_changelist")).content.decode()
    assert start in page

    response = editor.post(start, {"name": "Evidence release May 2027"})

    made = Release.objects.get(slug="evidence-release-may-2027")
    assert response.url == change(made)
    assert made.is_draft
    assert "already a release named" in editor.post(start, {"name": made.name}).content.decode()


def test_each_is_offered_what_is_theirs(client, draft, bob, rita, rosa):
    old = Release.objects.published().get()

    assert offered(client, bob, draft) == {"submit", "discard"}
    assert offered(client, rita, draft) == offered(client, rosa, draft) == set()
    steps.in_review(draft)
    assert offered(client, bob, draft) == {"return"}
    assert offered(client, rita, draft) == {"approve", "return"}
    assert offered(client, rosa, draft) == {"return"}
    steps.services.approve_release(release=draft, by=rita, reason="Read.")
    assert offered(client, rosa, draft) == {"publish", "schedule", "return"}
    steps.services.publish_release(release=draft, by=rosa, reason="Now.")
    assert offered(client, rosa, draft) == set()
    assert offered(client, rosa, old) == {"withdraw", "roll_back"}
    assert offered(client, bob, old) == set()


def test_a_release_leads_to_its_own_records(editor, draft):
    page = editor.get(change(draft)).content.decode()

    for name in ("parameter", "finding", "source", "claim"):
        address = f"{reverse(f'admin:evidence_{name}_changelist')}?of_release={draft.pk}"
        assert f'href="{address}"' in page
        assert editor.get(address).status_code == 200
    assert "Edit its" in page


def test_a_release_tells_only_what_has_happened(client, draft, rita):
    steps.in_review(draft)
    client.force_login(rita)

    page = client.get(change(draft)).content.decode()

    assert "Submit reason" in page
    assert "Approve reason" not in page
    assert "Withdraw reason" not in page


def test_a_superuser_who_contributed_is_not_offered_approval(client, draft):
    anna = enroll(get_user_model().objects.create_superuser("anna"))
    steps.edit(draft, Claim, "s4-cleveland-21", by=anna, why="Mine.")
    steps.in_review(draft)

    assert offered(client, anna, draft) == {"return"}
    page = client.post(address("approve", draft), WHY)
    assert "another person must" in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == Release.State.IN_REVIEW


def test_a_release_goes_all_the_way_through_the_admin(client, draft, bob, rita, rosa):
    steps.edit(draft, Parameter, "engagement", rationale="<b>Newer</b>.")
    for user, step, state in (
        (bob, "submit", "in_review"),
        (rita, "approve", "approved"),
        (rosa, "publish", "published"),
    ):
        client.force_login(user)
        page = client.get(address(step, draft)).content.decode()
        assert "&lt;b&gt;Newer&lt;/b&gt;." in page
        without = client.post(address(step, draft), {"reason": "  "})
        assert "This field is required." in without.content.decode()
        assert client.post(address(step, draft), WHY).url == change(draft)
        draft.refresh_from_db()
        assert draft.state == state
        assert f"is {draft.get_state_display().lower()}" in (
            client.post(address(step, draft), WHY).content.decode()
        )
    assert (draft.submitted_by, draft.approved_by, draft.published_by) == (bob, rita, rosa)


def test_publisher_schedules_and_takes_off(client, draft, rosa):
    steps.approved(draft)
    client.force_login(rosa)
    late = client.post(address("schedule", draft), WHY | {"scheduled_for": "2020-01-01T00:00"})
    assert "a time in the future" in late.content.decode()

    client.post(address("schedule", draft), WHY | {"scheduled_for": "2099-01-01T09:30"})

    draft.refresh_from_db()
    assert draft.state == Release.State.SCHEDULED
    assert draft.scheduled_for.isoformat() == "2099-01-01T09:30:00+00:00"
    assert offered(client, rosa, draft) == {"publish", "unschedule"}
    client.post(address("unschedule", draft), WHY)
    draft.refresh_from_db()
    assert draft.state == Release.State.APPROVED


def test_a_draft_that_was_overtaken_asks_for_a_second_reason(client, draft, bob, rita):
    other = steps.services.start_draft(by=bob, name="Faster")
    steps.edit(other, Parameter, "engagement", rationale="Faster.")
    steps.published(other)
    steps.in_review(draft)
    client.force_login(rita)

    asked = client.post(address("approve", draft), WHY).content.decode()
    assert "would undo what it changed: parameter engagement" in asked
    assert "Give a second reason." in asked
    client.post(address("approve", draft), WHY | {"second_reason": "Faster was wrong."})

    draft.refresh_from_db()
    assert (draft.approved_by, draft.second_reason) == (rita, "Faster was wrong.")
    assert draft.judged_against == other


def test_what_keeps_a_draft_from_review_is_listed(editor, draft, bob):
    with steps.services.editing(release=draft, by=bob, reason="Out."):
        Parameter.objects.filter(release=draft, slug="engagement").delete()

    page = editor.post(address("submit", draft), WHY)

    assert "engagement is missing" in page.content.decode()


def test_changes_without_an_author_are_adopted(client, editor, draft, bob):
    Parameter.objects.filter(release=draft, slug="engagement").update(rationale="By whom?")
    page = editor.post(address("submit", draft), WHY).content.decode()
    assert "Nobody answers for changes of: parameter engagement" in page
    assert "adopt" in offered(client, bob, draft)

    editor.post(address("adopt", draft), WHY)

    assert "adopt" not in offered(client, bob, draft)
    assert editor.post(address("submit", draft), WHY).status_code == 302


def test_publisher_rolls_back(client, draft, rosa):
    old = Release.objects.published().get()
    steps.edit(draft, Parameter, "engagement", rationale="Wrong.")
    steps.published(draft)
    client.force_login(rosa)

    client.post(address("roll_back", old), WHY | {"name": "Back again"})

    again = Release.objects.get(slug="back-again")
    assert again.is_draft
    assert Parameter.objects.get(release=again, slug="engagement").rationale != "Wrong."


def test_publisher_withdraws_a_superseded_release(client, rosa, draft):
    old = Release.objects.published().get()
    steps.published(draft)
    client.force_login(rosa)

    client.post(address("withdraw", old), {"reason": "An error."})

    old.refresh_from_db()
    assert old.state == Release.State.WITHDRAWN
    assert old.withdrawn_by == rosa


@pytest.mark.parametrize(
    ("person", "names"),
    [
        (steps.editor, {"approve", "publish", "schedule", "unschedule", "withdraw", "roll_back"}),
        (steps.reviewer, {"submit", "publish", "schedule", "withdraw", "discard", "adopt"}),
        (steps.publisher, {"submit", "approve", "discard", "adopt"}),
        (lambda: steps.a_person("mallory"), {step.name for step in STEPS}),
    ],
)
def test_steps_of_others_are_forbidden(client, draft, person, names):
    client.force_login(person())

    for name in names:
        assert client.get(address(name, draft)).status_code == 403
        assert client.post(address(name, draft), WHY).status_code == 403
    draft.refresh_from_db()
    assert draft.is_draft


def test_reviewer_and_publisher_may_not_edit(client, rita, rosa, draft):
    parameter = Parameter.objects.filter(release=draft).first()

    for user in (rita, rosa):
        client.force_login(user)
        assert client.post(change(parameter), {}).status_code == 403
        assert client.get(reverse("admin:evidence_release_start_draft")).status_code == 403


def test_outsider_sees_nothing(client, mallory):
    client.force_login(mallory)

    for model in [*MODELS, Change]:
        found = reverse(f"admin:evidence_{model._meta.model_name}_changelist")
        assert client.get(found).status_code == 403


def test_notes_of_a_draft_are_edited_and_logged(editor, draft, bob):
    response = post(editor, draft, notes="New prices.", reason="For readers.")

    assert response.status_code == 302
    entry = Change.objects.latest("pk")
    assert (entry.kind, entry.by, entry.reason) == ("release", bob, "For readers.")
    assert (entry.before["notes"], entry.after["notes"]) == ("", "New prices.")
    assert steps.in_review(draft).notes == "New prices."


def test_a_draft_can_be_thrown_away_and_a_release_cannot(editor, draft):
    live = Release.objects.published().get()
    steps.edit(draft, Claim, "s4-cleveland-21", why="Mine.")

    assert editor.post(address("discard", draft), {"reason": ""}).status_code == 200
    editor.post(address("discard", draft), WHY)
    refused = editor.post(reverse("admin:evidence_release_delete", args=[live.pk]), {"post": "yes"})

    assert refused.status_code == 403
    assert "not draft" in editor.post(address("discard", live), WHY).content.decode()
    assert list(Release.objects.all()) == [live]
    assert Finding.objects.count() == 544
    assert Change.objects.filter(release_slug=draft.slug).count() == 3
    log = editor.get(reverse("admin:evidence_change_changelist"), {"q": draft.slug})
    assert "Thrown away" in log.content.decode()


@pytest.mark.parametrize("path", ["0/publish/", "abc/change/", "999/change/"])
def test_unknown_releases_are_not_a_crash(admin_client, path):
    response = admin_client.get(f"/admin/evidence/release/{path}")

    assert response.status_code in (302, 404)
