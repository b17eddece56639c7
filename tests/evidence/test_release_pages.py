"""What readers see of releases and of the history of a record."""

import pytest
from django.urls import reverse

from calculator.evidence import services
from calculator.evidence.models import Claim, Finding, Parameter, Release, Source
from calculator.evidence.pages import release_pages
from tests.evidence import steps

pytestmark = pytest.mark.django_db
LIST = "/evidence/releases/"


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_first_release_is_listed(client):
    page = text_of(client.get(LIST))

    assert "2026-11" in page
    assert "Live: the calculator reads it." in page
    assert Release.objects.published().get().content_hash in page


def test_releases_are_listed_with_notes_states_and_reasons(client, draft, rosa):
    old = Release.objects.published().get()
    with services.editing(release=draft, by=steps.editor(), reason="For readers."):
        Release.objects.filter(pk=draft.pk).update(notes="<b>New</b> prices.")
    steps.edit(draft, Parameter, "engagement", rationale="Newer.")
    new = steps.published(draft, "Prices of 2027.")

    page = text_of(client.get(LIST))

    assert page.index('id="next"') < page.index('id="2026-11"')
    assert "&lt;b&gt;New&lt;/b&gt; prices." in page
    assert "Prices of 2027." in page
    assert 'by a person who changed nothing in it: <span lang="en">Checked.</span>' in page
    assert "<dt>Records changed</dt><dd>1</dd>" in page
    assert f'<a href="#{new.slug}" lang="en">{new.name}</a>' in page
    services.withdraw_release(release=old, by=rosa, reason="A wrong price.")
    page = text_of(client.get(LIST))
    assert 'Should not be relied upon. <span lang="en">A wrong price.</span>' in page
    assert f'href="{old.get_absolute_url()}"' not in page


def test_a_release_published_while_the_list_is_read_is_shown_whole_or_not_at_all(
    client, draft, monkeypatch
):
    steps.edit(draft, Parameter, "engagement", rationale="Newer.")
    count = release_pages._records_changed

    def publish_then_count():
        if not Release.objects.published().filter(pk=draft.pk).exists():
            steps.published(draft)
        return count()

    monkeypatch.setattr(release_pages, "_records_changed", publish_then_count)
    meanwhile, after = text_of(client.get(LIST)), text_of(client.get(LIST))

    assert 'id="next"' not in meanwhile
    assert 'id="next"' in after
    for page in (meanwhile, after):
        assert page.count("<section") == page.count("Read the evidence of")


@pytest.mark.parametrize("state", ["draft", "in_review", "approved"])
def test_what_is_not_published_is_not_listed(client, draft, state):
    take = {"draft": lambda d: d, "in_review": steps.in_review, "approved": steps.approved}
    take[state](draft)

    page = text_of(client.get(LIST))
    assert 'id="next"' not in page
    assert draft.name not in page
    assert client.get("/evidence/", {"release": "next"}).status_code == 404


def test_no_page_names_a_person(client, draft):
    steps.edit(draft, Parameter, "engagement", rationale="Newer.")
    steps.published(draft)

    for address in (LIST, reverse("evidence:show-parameter", args=["engagement"])):
        page = text_of(client.get(address))
        assert not any(name in page for name in ("bob", "rita", "rosa"))


def test_the_history_of_a_record_is_public_once_published(client, draft, admin_user):
    address = reverse("evidence:show-parameter", args=["engagement"])
    steps.edit(draft, Parameter, "engagement", rationale="<i>Newer</i>.", reason="A new study.")
    steps.edit(
        draft, Parameter, "engagement", by=admin_user, rationale="<i>New</i>.", reason="A comma."
    )
    before = text_of(client.get(address))
    assert "Unchanged since the first release" in before
    assert "A new study." not in before

    steps.published(draft)

    page = text_of(client.get(address))
    for said in ("A new study.", "A comma.", "Editor 1", "Editor 2", "Rationale:"):
        assert said in page
    assert "→ &lt;i&gt;New&lt;/i&gt;." in page
    old = text_of(client.get(address, {"release": "2026-11"}))
    assert "A new study." not in old


def test_the_history_goes_on_over_releases(client, draft, bob):
    steps.edit(draft, Parameter, "engagement", rationale="One.", reason="First reason.")
    steps.published(draft)
    later = services.start_draft(by=bob, name="Later")
    steps.edit(later, Parameter, "engagement", rationale="Two.", reason="Second reason.")
    steps.published(later)

    page = text_of(client.get(reverse("evidence:show-parameter", args=["engagement"])))
    assert page.index("Second reason.") < page.index("First reason.")


def test_staff_see_the_history_of_a_draft_with_it(editor, draft):
    steps.edit(draft, Parameter, "engagement", rationale="One.", reason="First reason.")

    address = reverse("evidence:show-parameter", args=["engagement"])
    page = text_of(editor.get(address, {"release": draft.slug}))

    assert "First reason." in page
    assert "First reason." not in text_of(editor.get(address))


@pytest.mark.parametrize(
    ("model", "name", "slug"),
    [(Finding, "show-finding", "meyer-dx-change"), (Source, "show-source", "meyer2015")],
)
def test_findings_and_sources_show_theirs(client, draft, model, name, slug):
    steps.edit(draft, model, slug, note="Seen again.", reason="Read it twice.")
    steps.published(draft)

    assert "Read it twice." in text_of(client.get(reverse(f"evidence:{name}", args=[slug])))


def test_the_list_refuses_a_post(client):
    assert client.post(LIST).status_code == 405


def test_every_change_of_a_release_is_listed_with_its_reason(client, draft):
    steps.edit(draft, Claim, "s4-cleveland-21", why="<u>Checked</u>.", reason="Looked it up.")
    steps.edit(draft, Parameter, "engagement", rationale="Newer.", reason="A new study.")
    address = reverse("evidence:list-changes", args=["next"])
    assert client.get(address).status_code == 404

    steps.published(draft)

    assert f'href="{address}"' in text_of(client.get(LIST))
    page = text_of(client.get(address))
    assert page.index("Claim s4-cleveland-21") < page.index("Parameter engagement")
    for said in ("Looked it up.", "A new study.", "Editor 1", "→ &lt;u&gt;Checked&lt;/u&gt;."):
        assert said in page
    assert "bob" not in page


def test_many_changes_come_page_by_page(editor, draft):
    with services.editing(release=draft, by=steps.editor(), reason="All at once."):
        Claim.objects.filter(release=draft).update(why="Read again.")
    address = reverse("evidence:list-changes", args=["next"])

    assert "Page 1 of 3" in text_of(editor.get(address))
    assert "Page 3 of 3" in text_of(editor.get(address, {"page": "99"}))
    assert editor.get(address, {"page": "x"}).status_code == 200


def test_a_release_that_came_as_a_whole_says_so(client):
    page = text_of(client.get(reverse("evidence:list-changes", args=["2026-11"])))

    assert "the release came as a whole" in page
