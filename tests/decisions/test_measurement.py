"""The measurement plan: what the page says, what its form refuses, who may look."""

import pytest
from django.urls import reverse

from calculator.decisions.measurement import services
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved() -> Scenario:
    return scenarios.save_scenario(raw={"members": "10,000", "draws": "1,000"})


def address(saved: Scenario, ratio: str | None = None) -> str:
    query = "" if ratio is None else f"?ratio={ratio}"
    return reverse("decisions:show-measure", args=[saved.token]) + query


def test_the_plan_of_a_small_group_says_never(client, saved):
    page = client.get(address(saved)).content.decode()

    assert "cannot be told from chance within 10 years" in page
    assert page.count("never within 10 years") > 3
    assert "CPT 22558" in page
    assert "service_date" in page
    assert "Regression to the mean" in page
    assert "take this calculation into your account" in page


def test_a_large_group_is_told_how_many_months(client):
    raw = {"members": "1,000,000", "design": "mandatory", "draws": "1,000"}
    saved = scenarios.save_scenario(raw=raw)
    months = services.plan_of(saved, ratio=1.0).comparisons[0].months

    page = client.get(address(saved)).content.decode()

    assert f"It takes about {months} months until" in page


def test_a_larger_comparison_group_is_held_by_the_address(client, saved):
    page = client.get(address(saved, "5")).content.decode()

    assert 'name="ratio" value="5"' in page
    assert "(5 members for each of yours)" in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [("many", "is not a number"), ("0", "is too small"), ("21", "is too large")],
)
def test_a_ratio_that_cannot_be_used_is_refused_at_its_field(client, saved, typed, message):
    response = client.get(address(saved, typed))

    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert f'name="ratio" value="{typed}"' in page
    assert "How to measure it" in page


def test_htmx_gets_the_message_in_a_page_it_swaps(client, saved):
    response = client.get(address(saved, "many"), headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert "is not a number" in response.content.decode()


def test_a_calculation_without_operations(client):
    raw = {"members": "10,000", "areas": ["cancer"], "draws": "1,000"}

    page = client.get(address(scenarios.save_scenario(raw=raw))).content.decode()

    assert "There are no operations to count" in page


def test_the_second_look_is_not_calculated_again(saved, monkeypatch):
    first = services.plan_of(saved, ratio=1.0), services.bands_of(saved, year=1)
    monkeypatch.setattr(scenarios, "case_of", None)

    assert (services.plan_of(saved, ratio=1.0), services.bands_of(saved, year=1)) == first


def test_the_answer_links_the_plan_and_the_page_is_private(client, saved):
    assert f'href="{address(saved)}"' in client.get(saved.get_absolute_url()).content.decode()
    response = client.get(address(saved))
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-cache"


def test_a_calculation_of_nobody_leads_to_an_account_that_takes_actuals(client, saved):
    page = client.get(address(saved)).content.decode()

    assert f'href="{saved.get_absolute_url()}claim/"' in page
    assert "you are asked to sign in" in page


def test_unknown_calculations_and_other_methods(client, saved):
    assert client.get("/c/nobody/measure/").status_code == 404
    assert client.post(address(saved)).status_code == 405
