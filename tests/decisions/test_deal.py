"""The deal designer's page: for everybody who may see the calculation, in the address, in place."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.decisions.deal import pages
from calculator.engine.deal.fields import FIELD, FIELDS
from calculator.engine.errors import InvalidInput
from calculator.evidence.models import Finding, Program, Release
from calculator.scenarios import services
from calculator.scenarios.models import Scenario
from tests.scenarios.test_fuzz import WORDS
from tests.scenarios.test_html import Checker

pytestmark = pytest.mark.django_db

ALL_AT_RISK = {"fees_at_risk": "100%", "guaranteed_ratio": "2"}
WRONG = {"fee_per_opinion": "dear", "gain_share": "3", "incentive_uptake": "2", "measured_by": "x"}
SMALL = {"draws": 1_000}


@pytest.fixture
def saved() -> Scenario:
    return services.save_scenario(raw={"members": "10,000"} | SMALL)


def address(saved: Scenario) -> str:
    return reverse("decisions:design-deal", args=[saved.token])


def text(response) -> str:
    return unescape(re.sub(r"\s+", " ", response.content.decode()))


def error_at(page: str, name: str) -> str:
    return re.search(rf'id="err-in-{name}">(.*?)</p>', page)[1]


def test_the_answer_leads_to_it_and_it_leads_back(client, saved):
    answer = client.get(saved.get_absolute_url()).content.decode()

    assert f'href="{address(saved)}"' in answer
    assert f'href="{saved.get_absolute_url()}"' in client.get(address(saved)).content.decode()


def test_without_terms_it_shows_the_calculations_own_contract(client, saved):
    page = text(client.get(address(saved)))

    assert "These are the terms of your calculation" in page
    assert "Default: $1.50, as in your calculation" in page
    for slug in ("money", "by-year", "price", "guarantee", "interests", "list-prices"):
        assert f'<section class="exhibit" id="{slug}"' in page


def test_terms_stand_in_the_address_and_are_kept_in_the_form(client, saved):
    page = text(client.get(address(saved), ALL_AT_RISK))

    assert 'name="fees_at_risk" value="100%"' in page
    assert "better for you than the contract of your calculation" in page
    assert "The guarantee is worth about" in page
    assert "as in your calculation</a>" in page


def test_the_sellers_own_count_is_worth_less(client, saved):
    claims, count = (
        text(client.get(address(saved), ALL_AT_RISK | {"measured_by": by}))
        for by in ("claims", "count")
    )

    paid = [
        int(re.search(r"Costs you a year.*?\$([\d,]+)", page)[1].replace(",", ""))
        for page in (claims, count)
    ]
    assert "measured by the seller's own count" in count
    assert paid[0] < paid[1]


def test_each_error_stands_at_its_field_and_everything_typed_is_kept(client, saved):
    response = client.get(address(saved), WRONG)
    page = text(response)

    assert response.status_code == 422
    assert "“dear” is not a number" in error_at(page, "fee_per_opinion")
    assert "too large" in error_at(page, "gain_share")
    assert "Goes with an incentive" in error_at(page, "incentive_uptake")
    assert "not a choice" in error_at(page, "measured_by")
    assert 'name="fee_per_opinion" value="dear"' in page
    assert 'name="incentive_uptake" value="2"' in page
    assert page.count('<details class="group" open>') == 1
    assert set(re.findall(r'<li><a href="#(in-[a-z_]+)"', page)) == {f"in-{n}" for n in WRONG}
    assert "deal-headline" not in page


def test_in_place_a_refusal_is_an_answer_too(client, saved):
    response = client.get(address(saved), WRONG, headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert "error-summary" in text(response)


def test_answer_swapped_in_place_takes_the_focus(client, saved):
    plain, swapped = (
        text(client.get(address(saved), headers=headers))
        for headers in ({}, {"HX-Request": "true"})
    )

    assert 'id="deal-headline" tabindex="-1">' in plain
    assert 'id="deal-headline" tabindex="-1" autofocus>' in swapped


def test_a_payer_is_asked_for_no_fee_per_employee(client):
    payer = services.save_scenario(
        raw={"audience": "payer", "members_by_line": {"medicaid": 90_000}} | SMALL
    )

    page = text(client.get(address(payer)))
    refused = client.get(address(payer), {"fee_per_employee_month": "1"})

    assert 'name="fee_per_employee_month"' not in page
    assert "fee_per_employee_month=0" not in page
    assert refused.status_code == 422
    assert "no employees" in error_at(text(refused), "fee_per_employee_month")


def test_contracts_to_try_are_answered_as_they_stand(client, saved):
    page = client.get(address(saved)).content.decode()
    links = {unescape(link) for link in re.findall(rf'href="({address(saved)}\?.*?)"', page)}

    assert len(links) == 4
    for link in links:
        assert "deal-headline" in text(client.get(link))


def test_list_prices_lead_to_programs_and_findings(client, saved):
    page = client.get(address(saved)).content.decode()

    priced = Program.objects.exclude(list_price_usd=None)
    assert priced
    for program in priced:
        assert f'href="{reverse("evidence:list-programs")}#{program.slug}"' in page
    shown = set(re.findall(r"/evidence/findings/([\w-]+)/", page))
    stated = Finding.objects.filter(measure="list_price").values_list("slug", flat=True)
    assert shown
    assert shown <= set(stated)


def test_list_prices_of_an_older_release_lead_to_its_own_findings(saved):
    older = Release(pk=saved.release_id, slug="2026-01", state=Release.State.SUPERSEDED)

    sources = [each.source for each in pages.listed(older) if each.source]

    assert sources
    assert all(source.endswith("/?release=2026-01") for source in sources)


def test_fully_insured_hears_that_claims_count_more_than_it_keeps(client):
    insured = services.save_scenario(
        raw={"members": 900, "funding": "fully_insured", "savings_retained": 0.25} | SMALL
    )

    assert "you keep 25% of them" in text(client.get(address(insured), {"gain_share": "0.5"}))


def test_an_unknown_address_is_not_found(client):
    assert client.get("/c/none-such/deal/").status_code == 404


def test_only_the_owner_opens_an_owned_calculation(client):
    make = get_user_model().objects.create_user
    alice, mallory = (make(name, password="one-long-pass-phrase") for name in ("alice", "mallory"))
    owned = services.save_scenario(raw={"members": "500"} | SMALL, by=alice)

    assert client.get(address(owned)).status_code == 404
    client.force_login(mallory)
    assert client.get(address(owned)).status_code == 404
    client.force_login(alice)
    assert client.get(address(owned)).status_code == 200


def test_it_only_reads(client, saved):
    assert client.post(address(saved), ALL_AT_RISK).status_code == 405
    assert client.head(address(saved)).status_code == 200


def test_it_is_neither_indexed_nor_kept_by_others(client, saved):
    response = client.get(address(saved))

    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-cache"
    assert "unsafe" not in response["Content-Security-Policy"]


def test_a_calculation_that_todays_model_refuses_is_said_to_be_so(client, saved, monkeypatch):
    def refuse(saved):
        raise InvalidInput({"areas": ["There is no such area."]})

    monkeypatch.setattr(services, "case_of", refuse)

    response = client.get(address(saved))

    assert response.status_code == 422
    assert "Today's model cannot read this calculation" in text(response)


def test_another_models_answer_is_marked(client, saved):
    Scenario.objects.filter(pk=saved.pk).update(model_version="0.9.0")

    assert "calculated with model 0.9.0" in text(client.get(address(saved)))


def test_what_is_typed_is_escaped(client, saved):
    page = client.get(address(saved), {"gain_share": '"><script>alert(1)</script>'})

    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("query", [{}, ALL_AT_RISK, WRONG])
def test_markup_is_sound(client, saved, query):
    checker = Checker()
    checker.feed(client.get(address(saved), query).content.decode())

    assert checker.inline == []
    assert checker.unbalanced == []
    assert len(checker.ids) == len(set(checker.ids))
    assert checker.references <= set(checker.ids)
    assert checker.headings.count(1) == 1


def test_every_term_is_asked_for(client, saved):
    page = client.get(address(saved)).content.decode()

    assert {name for name in FIELD if f'name="{name}"' not in page} == set()


def test_answer_needs_few_queries(client, saved, django_assert_max_num_queries):
    client.get(address(saved))

    with django_assert_max_num_queries(5):
        client.get(address(saved))


QUERIES = st.dictionaries(
    st.sampled_from([field.name for field in FIELDS]) | st.text(max_size=8),
    st.sampled_from([*WORDS, "claims", "count", "year", "contract", "fees", "0.5", "2", "80%"])
    | st.text(max_size=20)
    | st.floats().map(str),
    max_size=8,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=QUERIES, swapped=st.booleans())
def test_no_address_breaks_it(client, saved, query, swapped):
    client.raise_request_exception = False

    response = client.get(
        address(saved),
        {k: v.encode("utf-8", "replace").decode() for k, v in query.items()},
        headers={"HX-Request": "true"} if swapped else {},
    )

    assert response.status_code in {200, 422}
