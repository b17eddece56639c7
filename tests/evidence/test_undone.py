"""A draft that was overtaken shows, field by field, what it would undo."""

import pytest
from django.urls import reverse

from calculator.evidence import services
from calculator.evidence.models import Claim, Parameter
from calculator.evidence.pages import history
from tests.evidence import steps

pytestmark = pytest.mark.django_db
SLUG = "engagement"


@pytest.fixture
def other(draft):
    """Another draft, begun from the same release."""
    return services.start_draft(by=steps.editor(), name="Other")


def shown(draft):
    draft.refresh_from_db()
    return history.undone(services.undone(draft))


def test_a_draft_that_nobody_overtook_undoes_nothing(draft):
    steps.edit(draft, Parameter, SLUG, base=1.2)

    assert shown(draft) == []


def test_only_what_the_other_release_changed_is_shown(draft, other):
    steps.edit(draft, Parameter, SLUG, high=2.6)
    steps.edit(draft, Parameter, "compliance", high=1.13)
    steps.edit(other, Parameter, SLUG, base=1.1, rationale="Counted anew.")
    steps.published(other)

    (found,) = shown(draft)

    assert (found.record, found.what) == (f"Parameter {SLUG}", "Changed there; would be put back")
    assert [field[0] for field in found.fields] == ["base", "rationale"]
    assert found.fields[0] == ("base", "1", "1.1", "1")


def test_what_both_changed_alike_is_not_undone(draft, other):
    for one in (draft, other):
        steps.edit(one, Parameter, SLUG, base=1.1, rationale="Counted anew.")
    steps.published(other)

    assert shown(draft) == []


def test_records_that_are_there_on_one_side_only_are_named(draft, other):
    gone, kept = Claim.objects.filter(release=other).order_by("slug")[:2]
    with services.editing(release=other, by=steps.editor(), reason="Said twice."):
        Claim.objects.filter(pk=gone.pk).delete()
        Claim.objects.create(
            release=other, slug="new", document="s1", claim="More.", verdict="unsupported"
        )
        Claim.objects.filter(pk=kept.pk).update(why="Looked again.")
    with services.editing(release=draft, by=steps.editor(), reason="Said twice."):
        Claim.objects.filter(release=draft, slug=kept.slug).delete()
    steps.published(other)

    found = {entry.record: entry for entry in shown(draft)}

    assert {name: entry.what for name, entry in found.items()} == {
        f"Claim {gone.slug}": "Removed there; would come back",
        f"Claim {kept.slug}": "Changed there; is not in this draft",
        "Claim new": "Added there; is not in this draft",
    }
    assert not any(entry.fields for entry in found.values())


def test_what_both_added_differs_field_by_field(draft, other):
    for one, claim in ((draft, "Less."), (other, "More.")):
        with services.editing(release=one, by=steps.editor(), reason="New."):
            Claim.objects.create(
                release=one, slug="new", document="s1", claim=claim, verdict="unsupported"
            )
    steps.published(other)

    (found,) = shown(draft)

    assert (found.what, found.fields) == (
        "Added there and here",
        [("claim", "—", "More.", "Less.")],
    )


def test_editor_and_reviewer_see_it_where_they_decide(client, draft, other):
    steps.edit(other, Parameter, SLUG, base=1.1)
    steps.published(other)
    client.force_login(steps.editor())
    address = reverse("admin:evidence_release_change", args=[draft.pk])

    page = client.get(address).content.decode()

    assert "What this draft would undo" in page
    assert "<td>base</td><td>1</td><td>1.1</td><td>1</td>" in page
    steps.in_review(draft)
    client.force_login(steps.reviewer())
    approve = client.get(reverse("admin:evidence_release_approve", args=[draft.pk]))
    assert "<td>base</td><td>1</td><td>1.1</td><td>1</td>" in approve.content.decode()


def test_a_published_release_undoes_nothing_any_more(draft, other):
    steps.edit(other, Parameter, SLUG, base=1.1)
    steps.published(other)
    other.refresh_from_db()
    steps.published(draft, second_reason="Ours stands.")
    draft.refresh_from_db()

    assert shown(draft) == shown(other) == []
