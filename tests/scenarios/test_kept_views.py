"""The pages of those who keep calculations."""

import pytest
from django.test import Client
from django.urls import reverse

from calculator.scenarios import keeping, kept_views, services
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db
LIST = "/calculations/"


@pytest.fixture
def owned(alice) -> Scenario:
    saved = services.save_scenario(raw={"members": "10,000"}, by=alice)
    return keeping.name_scenario(scenario=saved, by=alice, name="Plan <A>")


@pytest.fixture
def own(client, alice) -> Client:
    client.force_login(alice)
    return client


def text(response) -> str:
    return response.content.decode()


def test_the_list_shows_ones_own_with_their_verdict(own, owned, mallory):
    services.save_scenario(raw={"members": "77"}, by=mallory)
    services.save_scenario(raw={"members": "88"})

    response = own.get(LIST)

    assert "Plan &lt;A&gt;" in text(response)
    assert "10,000 members&#x27; plan. " in text(response)
    assert "It loses about" in text(response)
    assert "77 members" not in text(response)
    assert "88 members" not in text(response)
    assert "no-store" in response["Cache-Control"]
    assert f'href="{reverse("decisions:compare")}?c={owned.token}"' in text(response)


def test_the_list_is_for_who_is_signed_in(client):
    assert client.get(LIST).url == f"/accounts/login/?next={LIST}"
    assert client.post(LIST).status_code == 405


def test_names_are_searched(own, owned, alice):
    services.save_scenario(raw={"members": "300"}, by=alice)

    found, none = text(own.get(LIST, {"q": "plan <"})), text(own.get(LIST, {"q": "zzz\x00"}))

    assert "10,000 members" in found
    assert "300 members" not in found
    assert "No name holds “zzz”." in none


def test_the_list_has_pages(own, owned, alice, monkeypatch):
    monkeypatch.setattr(kept_views, "A_PAGE", 1)
    keeping.copy_scenario(scenario=owned, by=alice)

    first, last = text(own.get(LIST)), text(own.get(LIST, {"page": "2"}))

    assert "Copy of Plan" in first
    assert "Copy of Plan" not in last
    assert "Page 2 of 2" in last
    assert "Page 2 of 2" in text(own.get(LIST, {"page": "99"}))
    assert "Page 1 of 2" in text(own.get(LIST, {"page": "x"}))


def test_what_is_archived_is_listed_apart_and_can_be_deleted(own, owned):
    address = owned.get_absolute_url()
    assert own.get(f"{address}delete/").status_code == 404

    assert own.post(f"{address}archive/").url == LIST
    assert "Archived (1)" in text(own.get(LIST))
    assert "Plan &lt;A&gt;" not in text(own.get(LIST))
    assert "Plan &lt;A&gt;" in text(own.get(LIST, {"archived": "1"}))
    assert own.get(address).status_code == 200
    assert own.post(f"{address}restore/").url == address
    own.post(f"{address}archive/")
    assert "Delete this calculation for good?" in text(own.get(f"{address}delete/"))
    assert own.post(f"{address}delete/").url == LIST
    assert own.get(address).status_code == 404


def test_a_name_is_given_on_the_answers_page(own, owned):
    address = owned.get_absolute_url()
    assert 'value="Plan &lt;A&gt;"' in text(own.get(address))

    assert own.post(f"{address}name/", {"name": " Plan B "}).url == f"{address}#keep"
    assert Scenario.objects.get().name == "Plan B"
    refused = own.post(f"{address}name/", {"name": "b" * 121})

    assert refused.status_code == 422
    assert "at most 120 characters" in text(refused)
    assert "b" * 121 in text(refused)
    assert Scenario.objects.get().name == "Plan B"


def test_a_copy_is_shown_at_its_address(own, owned, monkeypatch):
    response = own.post(f"{owned.get_absolute_url()}copy/")
    assert Scenario.objects.get(name="Copy of Plan <A>").get_absolute_url() == response.url
    monkeypatch.setattr(keeping, "MOST_COPIES", 1)

    refused = own.post(f"{owned.get_absolute_url()}copy/")

    assert refused.status_code == 422
    assert "Delete some first" in text(refused)


def test_an_anonymous_calculation_is_claimed_after_signing_in(client, alice, saved):
    address = saved.get_absolute_url()
    assert f'href="{address}claim/"' in text(client.get(address))
    assert client.get(f"{address}claim/").url == f"/accounts/login/?next={address}claim/"
    client.force_login(alice)

    asked = text(client.get(f"{address}claim/"))
    assert "its address opens for you alone" in asked
    assert Scenario.objects.get().created_by is None
    assert client.post(f"{address}claim/").url == address

    assert Scenario.objects.get().created_by == alice
    assert "It is in your account" in text(client.get(address))
    assert client.get(f"{address}claim/").url == address


def test_a_claim_takes_a_csrf_token(alice, saved):
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(alice)

    assert forged.post(f"{saved.get_absolute_url()}claim/").status_code == 403
    assert Scenario.objects.get().created_by is None


def test_who_claims_second_finds_nothing(own, saved, mallory, monkeypatch):
    claim = keeping.claim_scenario

    def overtaken(*, scenario, by):
        claim(scenario=scenario, by=mallory)
        return claim(scenario=scenario, by=by)

    monkeypatch.setattr(keeping, "claim_scenario", overtaken)

    assert own.post(f"{saved.get_absolute_url()}claim/").status_code == 404
    assert Scenario.objects.get().created_by == mallory


ACTIONS = ("name/", "copy/", "archive/", "restore/", "delete/", "claim/", "share/")


@pytest.mark.parametrize("action", ACTIONS)
def test_others_find_nothing_and_strangers_are_asked_to_sign_in(client, owned, mallory, action):
    path = f"{owned.get_absolute_url()}{action}"
    assert client.post(path).url.startswith("/accounts/login/")
    client.force_login(mallory)

    assert client.post(path, {"name": "Mine", "shows": "everything"}).status_code == 404
    found = Scenario.objects.get()
    assert (found.name, found.archived_at, found.links.count()) == ("Plan <A>", None, 0)


@pytest.mark.parametrize("action", ["copy/", "archive/", "restore/"])
def test_changes_take_a_post(own, owned, action):
    assert own.get(f"{owned.get_absolute_url()}{action}").status_code == 405
