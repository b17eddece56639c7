"""Every road through the admin asks for a reason and ends in the audit log."""

import csv
import io

import pytest
from django.urls import reverse

from calculator.evidence import audit, services
from calculator.evidence.models import (
    Change,
    Claim,
    Finding,
    LensReplacement,
    Parameter,
    Source,
)
from tests.evidence import steps
from tests.evidence.browsing import change, fields_of, post

pytestmark = pytest.mark.django_db
SLUG = "s4-cleveland-21"


def log(release):
    return list(
        Change.objects.filter(release=release)
        .exclude(kind="release")
        .values_list("kind", "name", "action", "by__username", "reason")
    )


def test_a_change_without_a_reason_is_refused(editor, draft):
    claim = Claim.objects.get(release=draft, slug=SLUG)

    response = post(editor, claim, why="Mine.", reason="  ")

    assert "This field is required." in response.content.decode()
    claim.refresh_from_db()
    assert claim.why != "Mine."


def test_a_change_is_logged_field_by_field(editor, draft):
    claim = Claim.objects.get(release=draft, slug=SLUG)

    post(editor, claim, why="Mine.", verdict="confirmed", reason="Read it.")

    entry = Change.objects.latest("pk")
    assert log(draft) == [("claims", SLUG, "changed", "bob", "Read it.")]
    assert (entry.before["verdict"], entry.after["verdict"]) == (claim.verdict, "confirmed")
    assert entry.after["why"] == "Mine."


def test_an_added_record_is_logged(editor, draft):
    add = reverse("admin:evidence_source_add")
    filled = fields_of(editor.get(add)) | {
        "release": draft.pk,
        "slug": "new2027",
        "title": "New",
        "independence": "independent",
        "reason": "Found it.",
    }

    assert editor.post(add, filled).status_code == 302

    assert log(draft) == [("sources", "new2027", "added", "bob", "Found it.")]
    assert steps.in_review(draft).content_hash


def test_rows_edited_inside_another_are_logged_under_their_record(editor, draft):
    item = LensReplacement.objects.filter(parameter__release=draft, family="beta").first()

    post(editor, item, base=str(item.base * 1.01), reason="Newer.")

    assert log(draft) == [("parameters", item.parameter.slug, "changed", "bob", "Newer.")]
    assert "lenses" in Change.objects.latest("pk").after


def test_saving_without_a_change_adds_nothing_to_the_log(editor, draft):
    assert post(editor, Claim.objects.get(release=draft, slug=SLUG)).status_code == 302

    assert log(draft) == []


def test_a_deletion_asks_for_a_reason(editor, draft):
    claim = Claim.objects.get(release=draft, slug=SLUG)
    delete = reverse("admin:evidence_claim_delete", args=[claim.pk])
    assert 'name="reason"' in editor.get(delete).content.decode()

    editor.post(delete, {"post": "yes"})
    assert Claim.objects.filter(pk=claim.pk).exists()
    editor.post(delete, {"post": "yes", "reason": "Said twice."})

    assert not Claim.objects.filter(pk=claim.pk).exists()
    assert log(draft) == [("claims", SLUG, "removed", "bob", "Said twice.")]


def test_bulk_deletion_asks_for_a_reason_and_is_logged(editor, draft, bob):
    rows = Claim.objects.filter(release=draft)[:3]
    names = {row.slug for row in rows}
    form = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    changelist = reverse("admin:evidence_claim_changelist")
    assert 'name="reason"' in editor.post(changelist, form).content.decode()

    editor.post(changelist, form | {"post": "yes"})
    assert Claim.objects.filter(release=draft).count() == 111
    editor.post(changelist, form | {"post": "yes", "reason": "Said twice."})

    assert Claim.objects.filter(release=draft).count() == 108
    assert {(name, action) for _, name, action, *_ in log(draft)} == {(n, "removed") for n in names}
    assert audit.contributors(draft) == {bob.pk}


def test_bulk_deletion_over_two_drafts_is_logged_in_each(editor, draft, bob):
    other = services.start_draft(by=bob, name="Other")
    rows = Claim.objects.filter(release__in=[draft, other], slug=SLUG)
    form = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}

    editor.post(
        reverse("admin:evidence_claim_changelist"), form | {"post": "yes", "reason": "Twice."}
    )

    assert log(draft) == log(other) == [("claims", SLUG, "removed", "bob", "Twice.")]


def test_a_record_changed_past_the_log_cannot_be_edited_over(editor, draft):
    Claim.objects.filter(release=draft, slug=SLUG).update(why="By whom?")

    page = post(editor, Claim.objects.get(release=draft, slug=SLUG), why="Mine.")

    assert page.status_code == 302
    shown = editor.get(page.url).content.decode()
    assert "Nobody answers for changes of: claim" in shown
    assert Claim.objects.get(release=draft, slug=SLUG).why == "By whom?"


def test_the_history_of_a_record_shows_who_when_why_and_what(editor, draft):
    parameter = Parameter.objects.get(release=draft, slug="engagement")
    history = reverse("admin:evidence_parameter_history", args=[parameter.pk])
    assert "as the first release brought it" in editor.get(history).content.decode()
    post(editor, parameter, rationale="<i>New</i>", reason="A new study.")

    page = editor.get(history).content.decode()

    for text in ("bob", "A new study.", "next", "rationale", "&lt;i&gt;New&lt;/i&gt;"):
        assert text in page


@pytest.mark.parametrize("model", [Source, Finding, Claim, LensReplacement])
def test_histories_open(editor, draft, model):
    row = model.objects.last()

    page = editor.get(reverse(f"admin:evidence_{model._meta.model_name}_history", args=[row.pk]))

    assert page.status_code == 200


def test_the_history_of_a_release_shows_its_steps(editor, draft):
    steps.in_review(draft)

    page = editor.get(reverse("admin:evidence_release_history", args=[draft.pk]))

    assert [entry.what for entry in page.context["entries"]] == ["Submitted for review", "Started"]


def test_the_log_is_read_only_in_the_admin(admin_client, draft):
    entry = Change.objects.first()
    for name, args in (("add", []), ("delete", [entry.pk])):
        address = reverse(f"admin:evidence_change_{name}", args=args)
        assert admin_client.post(address, {"post": "yes"}).status_code == 403

    assert admin_client.get(change(entry)).status_code == 200
    assert admin_client.post(change(entry), {"reason": "x"}).status_code == 403
    bulk = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    admin_client.post(reverse("admin:evidence_change_changelist"), bulk)
    assert Change.objects.filter(pk=entry.pk).exists()


def test_the_log_is_exported_with_its_cells_defused(editor, draft):
    post(editor, Claim.objects.get(release=draft, slug=SLUG), why="=1+1", reason="@SUM(A1)")
    export = reverse("admin:evidence_change_export")
    listed = editor.get(reverse("admin:evidence_change_changelist"), {"kind": "claims"})
    assert f"{export}?kind=claims" in listed.content.decode()

    response = editor.get(export, {"kind": "claims"})

    text = b"".join(response.streaming_content).decode()
    assert response["Content-Type"].startswith("text/csv")
    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["release"], row["name"]) == ("next", SLUG)
    assert (row["by"], row["reason"]) == ("bob", "'@SUM(A1)")
    assert (row["field"], row["after"]) == ("why", "'=1+1")


def test_the_log_is_for_permitted_staff(client, mallory):
    export = reverse("admin:evidence_change_export")
    assert client.get(export).status_code == 302

    client.force_login(mallory)
    assert client.get(export).status_code == 403


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["releases", "parameters/engagement", "claims"])
def test_the_api_changes_no_evidence(editor, draft, method, path):
    before = Change.objects.count()

    response = getattr(editor, method)(f"/api/v1/evidence/{path}", {}, "application/json")

    assert response.status_code == 405
    assert Change.objects.count() == before
