"""Whoever contributed to a draft may not approve it, by whatever road they come."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from calculator.evidence import audit, groups, services
from calculator.evidence.errors import Unaudited, WorkflowError
from calculator.evidence.models import Action, Change, Claim, Finding, Parameter, Release, Source
from tests.evidence import steps

pytestmark = pytest.mark.django_db
APPROVAL = {"state": "approved", "approved_at": timezone.now(), "approve_reason": "Past it."}


@pytest.fixture
def anna():
    """A person who may do everything."""
    return get_user_model().objects.create_superuser("anna")


def refused(words: str, act) -> None:
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        act()


def test_a_superuser_may_not_approve_her_own_change(draft, anna):
    steps.edit(draft, Parameter, "engagement", by=anna, rationale="Mine.")
    steps.in_review(draft)

    with pytest.raises(WorkflowError, match="another person must"):
        services.approve_release(release=draft, by=anna, reason="Fine.")


def test_a_trivial_later_edit_by_another_hides_nobody(draft, anna):
    steps.edit(draft, Parameter, "engagement", by=anna, rationale="Mine.")
    steps.edit(draft, Parameter, "engagement", rationale="Mine, and a comma.")
    steps.in_review(draft)

    assert audit.contributors(draft) == {anna.pk, steps.editor().pk}
    with pytest.raises(WorkflowError, match="another person must"):
        services.approve_release(release=draft, by=anna, reason="Fine.")


def test_taking_ones_change_back_does_not_help(draft, anna):
    old = Parameter.objects.get(release=draft, slug="engagement").rationale
    steps.edit(draft, Parameter, "engagement", by=anna, rationale="Mine.")
    steps.edit(draft, Parameter, "engagement", by=anna, rationale=old)
    steps.in_review(draft)

    with pytest.raises(WorkflowError, match="another person must"):
        services.approve_release(release=draft, by=anna, reason="Fine.")


def test_a_contribution_outlives_a_return_to_draft(draft, anna):
    steps.edit(draft, Parameter, "engagement", by=anna, rationale="Mine.")
    steps.in_review(draft)
    services.return_to_draft(release=draft, by=steps.reviewer(), reason="Not yet.")
    steps.edit(draft, Parameter, "engagement", rationale="Bob's.")
    steps.in_review(draft)

    with pytest.raises(WorkflowError, match="another person must"):
        services.approve_release(release=draft, by=anna, reason="Fine.")


def test_whoever_began_the_draft_may_not_approve_it(anna):
    draft = services.start_draft(by=anna, name="Mine")
    steps.in_review(draft)

    with pytest.raises(WorkflowError, match="another person must"):
        services.approve_release(release=draft, by=anna, reason="Fine.")


def test_someone_who_only_submits_may_approve(draft, anna):
    services.submit_for_review(release=draft, by=anna, reason="Ready.")

    assert services.approve_release(release=draft, by=anna, reason="Read.").approved_by == anna


def test_the_database_refuses_a_contributor_as_approver(draft, anna):
    steps.edit(draft, Claim, "s4-cleveland-21", by=anna, why="Mine.")
    release = steps.in_review(draft)
    rows = Release.objects.filter(pk=draft.pk)

    refused("contributed to this", lambda: rows.update(**APPROVAL, approved_by=anna))
    for name, value in APPROVAL.items():
        setattr(release, name, value)
    release.approved_by = anna
    refused("contributed to this", release.save)


def test_the_database_refuses_an_approval_by_nobody(draft):
    steps.in_review(draft)

    refused("approved_complete", lambda: Release.objects.filter(pk=draft.pk).update(**APPROVAL))


def test_the_database_refuses_to_put_a_contributor_in_later(draft, anna):
    steps.edit(draft, Claim, "s4-cleveland-21", by=anna, why="Mine.")
    steps.approved(draft)
    rows = Release.objects.filter(pk=draft.pk)

    refused("contributed to|not a draft", lambda: rows.update(approved_by=anna))
    refused("contributed to|not a draft", lambda: rows.update(approved_by=steps.editor()))


@pytest.mark.parametrize("state", ["approved", "scheduled", "published", "superseded"])
def test_a_draft_skips_no_step(draft, state):
    columns = APPROVAL | {"state": state, "approved_by": steps.reviewer()}

    refused("no such step|approved", lambda: Release.objects.filter(pk=draft.pk).update(**columns))


def test_a_draft_is_not_published_past_review(draft):
    rows = Release.objects.filter(pk=draft.pk)
    columns = {"state": "published", "published_at": timezone.now(), "publish_reason": "Now."}

    refused("only the first", lambda: rows.update(**columns, content_hash="f" * 64, base=None))


@pytest.mark.parametrize("model", [Claim, Finding, Parameter, Source])
def test_what_is_in_review_is_frozen(draft, model):
    steps.in_review(draft)
    rows = model.objects.filter(release=draft)

    refused("not a draft", lambda: rows.filter(pk=rows[0].pk).update(position=7))
    refused("not a draft", rows[0].save)
    with pytest.raises(WorkflowError, match="in review, not draft"):
        steps.edit(draft, model, rows[0].slug, position=7)


@pytest.mark.parametrize("changes", [{"name": "Other"}, {"notes": "Other"}, {"base": None}])
def test_what_an_approved_release_says_of_itself_is_frozen(draft, changes):
    steps.approved(draft)

    refused("not a draft", lambda: Release.objects.filter(pk=draft.pk).update(**changes))


def test_the_log_is_only_added_to(draft):
    steps.edit(draft, Claim, "s4-cleveland-21", why="Mine.")
    entry = Change.objects.get(action=Action.CHANGED)

    refused("append-only", lambda: Change.objects.filter(pk=entry.pk).update(by=steps.reviewer()))
    refused("append-only", entry.delete)
    refused("append-only", entry.save)


def test_the_log_takes_no_contribution_after_the_draft(draft, anna):
    steps.in_review(draft)

    refused(
        "nothing can be contributed",
        lambda: audit.log(draft, Action.CHANGED, by=anna, reason="Late."),
    )


def test_the_log_needs_author_and_reason(draft):
    refused("has_author", lambda: audit.log(draft, Action.CHANGED, by=None, reason="None."))
    refused("reason_filled", lambda: audit.log(draft, Action.CHANGED, by=steps.editor(), reason=""))


def test_a_change_past_the_log_keeps_a_draft_from_review(draft, bob):
    Parameter.objects.filter(release=draft, slug="engagement").update(rationale="By whom?")
    Claim.objects.filter(release=draft, slug="s4-cleveland-21").delete()

    with pytest.raises(Unaudited, match="Nobody answers") as caught:
        services.submit_for_review(release=draft, by=bob, reason="Ready.")

    assert {str(d) for d in caught.value.differences} == {
        "parameter engagement",
        "claim s4-cleveland-21",
    }


def test_a_model_saved_in_the_shell_is_noticed(draft, bob):
    parameter = Parameter.objects.get(release=draft, slug="engagement")
    parameter.rationale = "By whom?"
    parameter.save()
    Release.objects.filter(pk=draft.pk).update(notes="By whom?")

    with pytest.raises(Unaudited) as caught:
        services.submit_for_review(release=draft, by=bob, reason="Ready.")

    assert {d.kind for d in caught.value.differences} == {"parameters", "release"}


def test_an_order_changed_past_the_log_is_noticed(draft, bob):
    Claim.objects.filter(release=draft, slug="s4-cleveland-21").update(position=9_999)

    with pytest.raises(Unaudited, match="order of claims"):
        services.submit_for_review(release=draft, by=bob, reason="Ready.")

    services.adopt_changes(release=draft, by=bob, reason="Last.")
    assert steps.approved(draft).approved_by == steps.reviewer()


def test_another_edit_does_not_launder_a_change_past_the_log(draft):
    Parameter.objects.filter(release=draft, slug="engagement").update(base=0.55)

    with pytest.raises(Unaudited, match="parameter engagement"):
        steps.edit(draft, Parameter, "engagement", rationale="A comma.")

    assert Parameter.objects.get(release=draft, slug="engagement").rationale != "A comma."


def test_a_forged_entry_leaves_a_gap(draft, bob):
    row = audit.state_of(draft)["claims"][0]
    Claim.objects.filter(release=draft, slug=row["id"]).update(why="Forged.")
    forged = {"kind": "claims", "name": row["id"], "before": {"id": "x"}}
    after = audit.state_of(draft)["claims"][0]
    audit.log(draft, Action.CHANGED, by=bob, reason="Forged.", after=after, **forged)

    with pytest.raises(Unaudited):
        services.submit_for_review(release=draft, by=bob, reason="Ready.")

    services.adopt_changes(release=draft, by=bob, reason="I read it.")
    assert steps.in_review(draft).state == Release.State.IN_REVIEW


def test_who_adopts_a_change_counts_as_its_author(draft, anna):
    Parameter.objects.filter(release=draft, slug="engagement").update(rationale="By whom?")

    made = services.adopt_changes(release=draft, by=anna, reason="It was I, in the shell.")

    assert [(c.kind, c.name, c.action) for c in made] == [("parameters", "engagement", "adopted")]
    assert made[0].before["rationale"] != made[0].after["rationale"] == "By whom?"
    steps.in_review(draft)
    with pytest.raises(WorkflowError, match="another person must"):
        services.approve_release(release=draft, by=anna, reason="Fine.")


def test_there_is_nothing_to_adopt_where_all_have_an_author(draft, bob):
    steps.edit(draft, Claim, "s4-cleveland-21", why="Mine.")

    with pytest.raises(WorkflowError, match="author already"):
        services.adopt_changes(release=draft, by=bob, reason="All.")


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no TRUNCATE")
def test_the_log_refuses_to_be_emptied():
    def empty() -> None:
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE evidence_change")

    refused("append-only", empty)


def test_each_group_has_its_own_step():
    steps_of = {
        group.name: {
            permission.codename
            for permission in group.permissions.all()
            if permission.codename in groups.STEPS
        }
        for group in Group.objects.all()
    }

    assert steps_of == {name: {step} for name, step in groups.STEP_OF.items()}
