import re

import pytest
from django.urls import reverse

from calculator.evidence.models import Finding, Release
from calculator.review import bridges
from calculator.scenarios.models import Scenario
from tests.evidence import steps
from tests.review.conftest import edit

pytestmark = pytest.mark.django_db


def compare(before, after):
    return reverse("review:compare-releases", args=[before.slug, after.slug])


def changes(saved):
    return reverse("review:show-changes", args=[saved.token])


def dollars(text):
    found = re.search(r"([+−]?)\u2060?\$([\d,]+)", text)
    return int(found[2].replace(",", "")) * (-1 if found[1] == "−" else 1)


def columns(table):
    """Every money column of a bridge: start, what each piece adds, end."""
    for index in range(1, len(table.columns)):
        first, *added, last = (dollars(row.cells[index].text) for row in table.rows)
        yield first, added, last


def test_two_releases_stand_side_by_side_at_their_address(client, live, draft):
    steps.published(draft)
    live.refresh_from_db()

    response = client.get(f"/evidence/releases/{live.slug}...next/")
    page = response.content.decode()

    assert response.status_code == 200
    assert "0 records were added, 3 changed and 0 removed" in page
    assert "$80,000" in page
    assert "$60,000" in page
    assert reverse("evidence:show-parameter", args=["surgery_cost.lumbar_fusion"]) in page


def test_any_two_releases_are_chosen_from_the_list(client, live, draft):
    assert "Show what moved" not in client.get("/evidence/releases/").content.decode()
    steps.published(draft)

    page = client.get("/evidence/releases/").content.decode()
    chosen = re.findall(r'<option lang="en" value="(\S+)" selected>', page)
    answer = client.get("/evidence/releases/compare/", {"before": chosen[0], "after": "next"})

    assert chosen == [live.slug]
    assert answer.url == f"/evidence/releases/{live.slug}...next/"


@pytest.mark.parametrize("after", ["next", "", "\x00", "none such"])
def test_a_release_nobody_may_read_cannot_be_chosen(client, live, draft, after):
    asked = {"before": live.slug, "after": after}

    assert client.get("/evidence/releases/compare/", asked).status_code == 404


def test_every_column_of_the_bridge_adds_up_to_the_dollar(client, live, draft):
    steps.published(draft)

    table = client.get(compare(live, draft)).context["bridge"]

    assert len(table.columns) == 1 + 5
    assert [row.cells[0].text for row in table.rows][1:-1] == [
        "How well the program is promoted: multiplies every area's uptake",
        "Lumbar fusion: allowed cost of the episode",
    ]
    assert "1 other change moves no base case here." in table.note
    for first, added, last in columns(table):
        assert first + sum(added) == last


def test_going_back_turns_every_sign(client, live, draft):
    steps.published(draft)

    there, back = (
        client.get(compare(*pair)).context["bridge"] for pair in ((live, draft), (draft, live))
    )

    for (first, added, last), (begin, returned, end) in zip(
        columns(there), columns(back), strict=True
    ):
        assert (begin, end) == (last, first)
        for one, other in zip(added, returned, strict=True):
            assert abs(one + other) <= 1


def test_a_release_beside_itself_differs_in_nothing(client, live):
    page = client.get(compare(live, live)).content.decode()

    assert "Nothing differs that the calculation rests on." in page


def test_changes_of_words_alone_move_nothing(client, live, bob):
    draft = steps.services.start_draft(by=bob, name="Words")
    edit(draft, "engagement", label="Effort")
    steps.edit(draft, Finding, Finding.objects.filter(release=draft).first().slug, note="Seen.")
    steps.published(draft)

    page = client.get(compare(live, draft)).content.decode()

    assert "None of the changes moves the base case of any design" in page
    assert "Effort" in page
    assert "<caption>Sources, findings, claims, programs and market estimates</caption>" in page


def test_a_draft_is_for_staff_alone(client, live, draft, mallory, rita):
    assert client.get(compare(live, draft)).status_code == 404
    client.force_login(mallory)
    assert client.get(compare(live, draft)).status_code == 404
    client.force_login(rita)
    assert client.get(compare(live, draft)).status_code == 200


def test_unknown_releases_and_other_methods_are_refused(client, live):
    assert client.get(f"/evidence/releases/{live.slug}...nothing/").status_code == 404
    assert client.post(compare(live, live)).status_code == 405


def test_a_calculation_on_an_older_release_says_so_and_links_both_numbers(client, saved, draft):
    assert changes(saved) not in client.get(saved.get_absolute_url()).content.decode()
    steps.published(draft)

    page = client.get(saved.get_absolute_url()).content.decode()

    assert "Newer evidence or a newer model exists." in page
    assert changes(saved) in page


def test_both_numbers_and_the_pieces_of_their_difference(client, saved, draft):
    steps.published(draft)

    response = client.get(changes(saved))
    numbers, bridge = response.context["numbers"], response.context["bridge"]

    net = numbers.rows[0]
    first, added, last = next(columns(bridge))
    assert (dollars(net.cells[1].text), dollars(net.cells[2].text)) == (first, last)
    assert len(added) == 2
    assert first + sum(added) == last
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert compare(saved.release, draft) in response.content.decode()


def test_the_pieces_of_a_saved_calculation_add_up_far_beyond_the_cent(saved, draft):
    published = steps.published(draft)

    found = bridges.of_scenario(saved, published)

    whole = found.pinned + found.model + sum(found.bridge.effects.values())
    assert whole == pytest.approx(found.bridge.end, abs=1e-6)
    assert bridges.of_scenario(saved, published) == found


def test_a_change_of_the_model_is_a_piece_of_its_own(client, saved):
    older = saved.result | {"annual": saved.result["annual"] | {"net": -80_000.0}}
    Scenario.objects.filter(pk=saved.pk).update(model_version="0.9.0", result=older)

    response = client.get(changes(saved))

    table = response.context["bridge"]
    first, added, last = next(columns(table))
    assert table.rows[1].cells[0].text == "The model itself"
    assert first == -80_000
    assert first + sum(added) == last


def test_a_current_calculation_did_not_move(client, saved):
    page = client.get(changes(saved)).content.decode()

    assert "Nothing moved." in page


def test_a_question_that_today_cannot_be_asked_says_why(client, saved, draft):
    steps.published(draft)
    Scenario.objects.filter(pk=saved.pk).update(typed={"members": "ten"})

    page = client.get(changes(saved)).content.decode()

    assert "evidence cannot answer the same question" in page


def test_a_withdrawn_release_is_named_as_such(client, saved, draft, rosa):
    steps.published(draft)
    old = Release.objects.get(pk=saved.release_id)
    steps.services.withdraw_release(release=old, by=rosa, reason="An error in prices.")

    page = client.get(changes(saved)).content.decode()

    assert "withdrawn" in page
    assert "An error in prices." in page
    assert compare(old, draft) not in page  # it would not be found
    answer = client.get(saved.get_absolute_url()).content.decode()
    assert "The evidence of this page was withdrawn." in answer
    assert "An error in prices." in answer


def test_an_address_nobody_has_is_not_found(client):
    assert client.get(reverse("review:show-changes", args=["x" * 32])).status_code == 404
