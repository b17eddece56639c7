"""The comparison page for everybody who may ask for it."""

import html
import re

import pytest
from django.utils import timezone

from calculator.evidence import services as evidence
from calculator.evidence.models import Parameter
from calculator.scenarios import services
from calculator.scenarios.models import Scenario
from tests.evidence import steps

pytestmark = pytest.mark.django_db
COMPARE = "/compare/"
UNKNOWN = "No calculation that you can open has this address."


def keep(**raw) -> Scenario:
    return services.save_scenario(raw={"members": "10,000", **raw.pop("raw", {})}, **raw)


@pytest.fixture
def targeted(db) -> Scenario:
    return keep(raw={"design": "targeted"})


def text(response) -> str:
    return html.unescape(response.content.decode()).replace("\u2060", "")


def ask(client, *given, **more):
    return client.get(COMPARE, {"c": [getattr(g, "token", g) for g in given], **more})


def test_page_asks_for_addresses(client):
    response = client.get(COMPARE)

    page = text(response)
    assert response.status_code == 200
    assert page.count('name="c"') == 4
    assert "No calculation" not in page


def test_two_calculations_stand_side_by_side(client, saved, targeted):
    response = ask(client, saved, targeted)

    page = text(response)
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert re.search(r"<h1[^>]*>B \(targeted outreach\) leaves about \$\d+,000 a year more", page)
    for slug in ("side-by-side", "difference", "best", "differs", "bridge"):
        assert f'id="{slug}"' in page
    assert f'href="{saved.get_absolute_url()}"' in page
    assert "unlike groups" not in page


def test_an_answer_leads_to_its_comparison(client, saved):
    page = text(client.get(saved.get_absolute_url()))

    assert f'href="{COMPARE}?c={saved.token}"' in page
    compared = text(ask(client, saved))
    assert f'value="{saved.token}"' in compared
    assert "The same with another design or fee" in compared
    assert "Add a second one" in compared


@pytest.mark.parametrize(
    "form", ["http://testserver/c/{}/", "/c/{}/?x=1", "c.example/c/{}#keep", " {} ", "{}"]
)
def test_addresses_are_taken_as_they_are_pasted(client, saved, targeted, form):
    response = ask(client, form.format(saved.token), targeted)

    assert response.status_code == 200
    assert f"?c={saved.token}&c={targeted.token}" in text(response)


@pytest.mark.parametrize("bad", ["nothing", "http://elsewhere/", "a b", "\x00", "c/", "x" * 5_000])
def test_unknown_address_is_said_at_its_box_and_nothing_is_lost(client, saved, bad):
    response = ask(client, saved, bad)

    page = text(response)
    assert response.status_code == 422
    assert re.search(rf'id="err-in-c-2">{UNKNOWN}', page)
    assert 'href="#in-c-2"' in page
    assert f'value="{saved.token}"' in page
    assert 'id="bridge"' not in page


def test_refused_form_reaches_a_page_that_asks_by_script(client):
    response = client.get(COMPARE, {"c": "nothing"}, headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert UNKNOWN in text(response)


def test_more_than_four_are_refused(client, saved, targeted):
    others = [keep(raw={"design": design}) for design in ("passive", "mandatory")]
    four = ask(client, saved, targeted, *others)
    five = ask(client, saved, targeted, *others, keep())

    assert four.status_code == 200
    assert "The same with another" not in text(four)
    assert five.status_code == 422
    assert re.search(r'id="err-in-c-5">At most 4', text(five))
    assert ask(client, *["x"] * 500).status_code == 422


def test_the_same_calculation_twice_is_refused(client, saved, targeted):
    response = ask(client, saved, targeted, saved)

    assert response.status_code == 422
    assert re.search(r'id="err-in-c-3">This is the same calculation as A', text(response))


def test_twins_differ_in_nothing(client, saved):
    page = text(ask(client, saved, keep()))

    assert "A and B leave the same money a year, in the base case and in every draw." in page
    assert "They ask exactly the same" in page
    assert "always the same" in page


def test_bridge_leads_to_the_letter_asked_for_and_turns_round(client, saved, targeted):
    third = keep(raw={"fee_per_employee_month": "0.5"})
    page = text(ask(client, saved, targeted, third, to="c"))

    assert "From A to C, net a year" in page
    assert f"?c={third.token}&c={targeted.token}&c={saved.token}&to=C" in page
    refused = ask(client, saved, targeted, third, to="Z")
    assert refused.status_code == 422
    assert "There is no calculation of this letter: choose B or C." in text(refused)


def test_unlike_groups_and_years_are_said(client, saved):
    page = text(ask(client, saved, keep(raw={"members": "25,000", "horizon_years": "5"})))

    assert "These are unlike groups: members number 10,000 in A and 25,000 in B." in page
    assert "The contracts differ in length: years number 3 in A and 5 in B." in page


def test_lens_draws_and_models_are_said(client, saved):
    other = keep(raw={"lens": "independent", "draws": "2000"})
    Scenario.objects.filter(pk=other.pk).update(model_version="0.9.0")

    page = text(ask(client, saved, other))

    assert "They believe different evidence" in page
    assert "B was kept with other draws" in page
    assert "Answered by another model: B by model 0.9.0." in page
    assert "The model itself" in page


def test_releases_are_said_and_evidence_is_a_piece(client, saved):
    draft = evidence.start_draft(by=steps.editor(), name="Next")
    steps.edit(draft, Parameter, "engagement", base=1.5, low=1.0, high=2.1)
    newer = steps.published(draft)

    page = text(ask(client, saved, keep(raw={"horizon_years": 4})))

    assert f"They rest on different releases of the evidence (A {saved.release.slug}" in page
    assert f"release {saved.release.slug} to {newer.slug}" in page
    assert f'href="/evidence/releases/{saved.release.slug}...{newer.slug}/"' in page
    assert "B was kept with other draws" in page or "A was kept with other draws" in page


def test_calculation_of_somebody_else_is_unknown(client, alice, mallory, saved):
    owned = keep(by=alice)

    assert ask(client, saved, owned).status_code == 422
    client.force_login(mallory)
    assert UNKNOWN in text(ask(client, saved, owned))
    client.force_login(alice)
    assert ask(client, saved, owned).status_code == 200


def test_own_calculations_can_be_added(client, alice, mallory, saved):
    owned, hidden = keep(by=alice), keep(by=alice)
    Scenario.objects.filter(pk=owned.pk).update(name="Our plan")
    Scenario.objects.filter(pk=hidden.pk).update(archived_at=timezone.now())
    other = keep(by=mallory)

    client.force_login(alice)
    page = text(ask(client, saved))

    assert re.search(rf'href="/compare/\?c={saved.token}&c={owned.token}">Our plan, ', page)
    assert hidden.token not in page
    assert other.token not in page
    assert "Add one of your own" not in text(ask(client, owned, saved))
    assert "A</strong> <a href=" in page


def test_a_payers_calculation_in_the_list_counts_all_lines(client, alice):
    raw = {"audience": "payer", "members_by_line": {"medicaid": 500, "commercial": 700}}
    services.save_scenario(raw=raw, by=alice)

    client.force_login(alice)

    assert "Voluntary benefit, promoted, 1,200 members, " in text(client.get(COMPARE))


def test_calculation_that_the_model_can_no_longer_answer_is_refused(client, saved, targeted):
    Scenario.objects.filter(pk=targeted.pk).update(inputs=targeted.inputs | {"design": "gone"})

    response = ask(client, saved, targeted)

    assert response.status_code == 422
    assert "The present model cannot calculate this one anew." in text(response)


def test_only_get_and_head(client):
    assert client.post(COMPARE).status_code == 405
    assert client.head(COMPARE).status_code == 200
