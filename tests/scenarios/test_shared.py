"""Links to a calculation: what they show to whom, and what they keep back."""

import re

import pytest
from django.test import Client

from calculator.scenarios import keeping, services
from calculator.scenarios.models import Scenario, ShareLink

pytestmark = pytest.mark.django_db
ENTERED = {
    "employees": "12,347",
    "design": "targeted",
    "fee_per_employee_month": "3.21",
    "fee_per_opinion": "417",
    "incentive_per_opinion": "53",
    "annual_administration_cost": "23,459",
    "implementation_fee": "98,761",
    "horizon_years": "4",
    "discount_rate": "0.0437",
    "savings_retained": "0.873",
    "overrides": {"engagement": "1.379", "surgery_cost.lumbar_fusion": "81,237"},
}
TOLD = r"12,?347|3\.21|417|\b53\b|23,?459|98,?761|4\.37|0\.0437|87\.3|0\.873|1\.379|81,?237"
TOLD_IN_WORDS = ("Targeted", "employees", "members", "4 years", "engagement", "Lumbar fusion")


@pytest.fixture
def owned(alice) -> Scenario:
    return services.save_scenario(raw=ENTERED, by=alice)


@pytest.fixture
def link(owned, alice):
    return lambda **shows: keeping.share_scenario(scenario=owned, by=alice, **shows)


def main_of(response) -> str:
    """Return what the page says of its own, without the frame that all pages have."""
    page = response.content.decode()
    return page[page.index("<main") : page.index("</main>")]


def seen(response) -> str:
    """Return the words of a page, and the numbers of its drawings' texts, without coordinates."""
    whole = main_of(response)
    said = re.findall(r'(?:aria-label|title|href|alt|value)="([^"]*)"', whole)
    return " ".join([re.sub(r"<[^>]+>", " ", whole), *said])


def test_with_the_inputs_everything_is_there_to_read_and_nothing_to_change(client, link, owned):
    page = main_of(client.get(link(with_inputs=True).get_absolute_url()))

    assert "12,347" in page
    assert "$3.21" in page
    assert "81,237" in page
    assert owned.fingerprint in page
    assert "<form" not in page
    assert "<button" not in page
    assert owned.token not in page


def test_without_the_inputs_none_of_them_can_be_read(client, link, owned):
    response = client.get(link(with_inputs=False).get_absolute_url())

    page = seen(response)
    everything = seen(client.get(link(with_inputs=True).get_absolute_url()))
    assert re.findall(TOLD, page) == []
    assert len(set(re.findall(TOLD, everything))) >= 9
    assert [word for word in TOLD_IN_WORDS if word in page] == []
    assert owned.fingerprint[:8] not in response.content.decode()
    assert owned.token not in response.content.decode()
    assert "<form" not in main_of(response)


def test_without_the_inputs_the_answer_is_still_one(client, link, owned):
    page = seen(client.get(link(with_inputs=False).get_absolute_url()))

    assert "80% interval" in page
    assert "of paying for itself" in page
    assert "simulated cases" in page
    assert "with assumptions of its maker" in page
    assert f"evidence release {owned.release.slug}" in page


@pytest.mark.parametrize("shown", ["annual", "totals"])
def test_without_the_inputs_no_figure_is_exact(client, link, owned, shown):
    page = seen(client.get(link(with_inputs=False).get_absolute_url()))
    exact = {f"{abs(round(v)):,}" for v in owned.result[shown].values() if isinstance(v, float)}

    assert [figure for figure in exact if len(figure) > 4 and figure in page] == []


@pytest.mark.parametrize("with_inputs", [True, False])
def test_a_shared_page_is_kept_nowhere(client, link, with_inputs):
    response = client.get(link(with_inputs=with_inputs).get_absolute_url())

    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert client.post(response.request["PATH_INFO"]).status_code == 405


@pytest.mark.parametrize("with_inputs", [True, False])
def test_a_link_opens_nothing_but_its_page(client, link, owned, with_inputs):
    shared = link(with_inputs=with_inputs)

    assert client.get(f"/c/{shared.token}/").status_code == 404
    assert client.get(f"/c/{owned.token}/").status_code == 404
    assert client.post(f"/c/{shared.token}/reports/").status_code == 404
    assert client.get(f"/api/v1/calculations/{shared.token}").status_code == 404


def test_a_revoked_or_unknown_link_says_so(client, link, alice):
    shared = link(with_inputs=True)
    keeping.revoke_link(link=shared, by=alice)

    for path in (shared.get_absolute_url(), "/s/nobody-knows/"):
        response = client.get(path)
        assert response.status_code == 404
        assert "This link no longer works" in response.content.decode()
        assert "no-store" in response["Cache-Control"]


def test_the_owner_makes_lists_and_revokes_links(client, owned, alice):
    client.force_login(alice)
    page = f"{owned.get_absolute_url()}share/"
    assert f'href="{page}"' in client.get(owned.get_absolute_url()).content.decode()

    assert client.post(page, {"shows": "answer", "label": "the board"}).url == page
    made = ShareLink.objects.get()
    listed = client.get(page).content.decode()
    assert made.with_inputs is False
    assert f"http://testserver{made.get_absolute_url()}" in listed
    assert "For the board · the answer alone" in listed
    revoke = f"{page}{made.pk}/revoke/"
    assert client.get(revoke).status_code == 405
    assert client.post(revoke).url == page

    assert made.get_absolute_url() not in client.get(page).content.decode()
    assert Client().get(made.get_absolute_url()).status_code == 404


def test_a_link_that_is_refused_says_why_and_loses_nothing(client, owned, alice, monkeypatch):
    client.force_login(alice)
    page = f"{owned.get_absolute_url()}share/"
    long = {"shows": "everything", "label": "x" * 81}

    too_long, unknown = client.post(page, long), client.post(page, {"shows": "half"})
    monkeypatch.setattr(keeping, "MOST_LINKS", 0)
    too_many = client.post(page, {"shows": "everything", "label": "them"})

    assert {too_long.status_code, unknown.status_code, too_many.status_code} == {422}
    assert "at most 80 characters" in too_long.content.decode()
    assert "x" * 81 in too_long.content.decode()
    assert 'value="everything" checked' in too_long.content.decode()
    assert "half is not one of the available choices" in unknown.content.decode()
    assert "at most 0 links" in too_many.content.decode()
    assert not ShareLink.objects.exists()


def test_nobody_else_revokes_a_link(client, link, owned, mallory):
    shared = link(with_inputs=True)
    path = f"{owned.get_absolute_url()}share/{shared.pk}/revoke/"
    assert client.post(path).url.startswith("/accounts/login/")
    client.force_login(mallory)
    own = services.save_scenario(raw={"members": "10"}, by=mallory)

    assert client.post(path).status_code == 404
    assert client.post(f"{own.get_absolute_url()}share/{shared.pk}/revoke/").status_code == 404
    assert ShareLink.objects.working().count() == 1
