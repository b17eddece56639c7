"""Who keeps the money: a page of one calculation, for everybody who may open it."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model

from calculator.decisions.split import services as splitting
from calculator.engine.split.fields import FIELDS
from calculator.scenarios import services
from calculator.scenarios.models import Scenario
from tests.decisions.split.pages import LEVEL, address, text

pytestmark = pytest.mark.django_db

GOLDEN = {
    "claim_with": "400,000", "claim_without": "30,000",
    "stop_loss_deductible": "250,000", "member_deductible": "0",
}  # fmt: skip


def error_at(response, name: str) -> str:
    found = re.search(rf'id="err-in-{name}">(.*?)</p>', response.content.decode(), re.DOTALL)
    return unescape(found[1])


def test_answer_leads_to_the_page(client, saved):
    assert address(saved) == f"/c/{saved.token}/who-keeps/"
    assert f'href="{address(saved)}"' in client.get(saved.get_absolute_url()).content.decode()


def test_nothing_stated_splits_by_the_evidence_s_share(client, saved):
    response = client.get(address(saved))
    page = text(response)

    assert response.status_code == 200
    assert "Of each $1 saved in care, you keep $0.90, members $0.10." in page
    assert "That is what the calculation says too" in page
    assert "assumed: the average member's spending" in page
    assert "Use this in the calculation" not in page  # it would change nothing
    assert response["X-Robots-Tag"] == "noindex"
    assert "private" in response["Cache-Control"]


def test_every_term_has_its_box(client, saved):
    page = client.get(address(saved)).content.decode()

    for field in FIELDS:
        assert f'name="{field.name}"' in page


def test_stop_loss_takes_its_part_of_the_dollar(client, saved):
    page = text(client.get(address(saved), {"stop_loss_deductible": "60,000"}))

    assert re.search(
        r"you keep \$0\.[78]\d, your stop-loss carrier \$0\.\d\d, members \$0\.10", page
    )
    assert "Specific stop-loss deductible $60,000 per person a year stated" in page
    assert "Use this in the calculation" in page
    assert "The calculation, with what it counts as yours, says a loss" in page


def test_one_claim_of_400_000_leaves_the_sponsor_220_000(client, saved):
    page = text(client.get(address(saved), GOLDEN))

    assert "Of $370,000 avoided: you, the sponsor $220,000, your stop-loss carrier $150,000" in page
    assert "$400,000 with the operation, $30,000 without it" in page
    assert "members pay nothing" in page


def test_the_same_claim_is_the_example_until_one_is_entered(client, saved):
    response = client.get(address(saved))

    assert "Example: one claim Of $370,000 avoided: you, the sponsor $220,000" in text(response)
    [link] = re.findall(r'href="[^"]*\?(claim_with[^"]*)"', response.content.decode())
    assert text(client.get(f"{address(saved)}?{unescape(link)}")) == text(
        client.get(address(saved), GOLDEN)
    )


def test_added_care_is_shown_as_paid_more(client, saved):
    turned = {**GOLDEN, "claim_with": "30,000", "claim_without": "400,000"}

    assert "Of $370,000 added: you, the sponsor −$220,000" in text(
        client.get(address(saved), turned)
    )


def test_fully_insured_keeps_nothing_and_shows_the_renewal_apart(client, saved):
    terms = {"funding": "fully_insured", "renewal_share": "50%"}
    page = text(client.get(address(saved), terms))

    assert "you keep nothing, the insurer $0.90, members $0.10" in page
    assert "Apart: credited at the next renewal" in page
    assert "next year's premium, not this year's money" in page
    assert "the insurer's own matter" in page


def test_level_funding_shares_with_the_administrator(client, saved):
    page = text(client.get(address(saved), LEVEL))

    assert "the plan's administrator $0." in page
    assert "The year is taken to end with a surplus" in page.replace("the year is", "The year is")


def test_payer_is_the_insurer_and_chooses_no_funding(client, payer):
    response = client.get(address(payer), {"stop_loss_deductible": "100,000", "funding": "x"})
    page = text(response)

    assert response.status_code == 200
    assert "your reinsurer" in page
    assert "You, the insurer" in page
    assert "Reinsurance deductible" in page
    assert "Sponsor" not in page.replace("sponsored", "")
    assert 'name="funding"' not in response.content.decode()


@pytest.mark.parametrize(
    ("terms", "field", "said"),
    [
        ({"stop_loss_deductible": "a lot"}, "stop_loss_deductible", "not a number"),
        ({"funding": "level_funded"}, "surplus_returned", "State the share"),
        ({"funding": "hybrid"}, "funding", "not a choice"),
        ({"coinsurance": "20"}, "coinsurance", "0 to 1"),
        (
            {"member_deductible": "9", "out_of_pocket_maximum": "8"},
            "out_of_pocket_maximum",
            "least",
        ),
        ({"claim_with": "400000"}, "claim_without", "both figures"),
        ({"other_claims": "\x00"}, "other_claims", "not a number"),
        ({"other_claims_diagnosis": "1e99"}, "other_claims_diagnosis", "0 to 10,000,000"),
        ({"renewal_share": "-1"}, "renewal_share", "0 to 1"),
    ],
)
def test_bad_terms_are_refused_at_their_field_and_kept(client, saved, terms, field, said):
    response = client.get(address(saved), terms)

    assert response.status_code == 422
    assert said in error_at(response, field)
    assert "split-headline" not in response.content.decode()
    for name, value in terms.items():
        if name != "funding" and value.isprintable():
            assert f'name="{name}" value="{value}"' in response.content.decode()


def test_htmx_gets_the_message_as_a_page_it_swaps_in(client, saved):
    response = client.get(address(saved), {"coinsurance": "x"}, headers={"HX-Request": "true"})

    assert response.status_code == 200
    assert "not a number" in error_at(response, "coinsurance")


def test_what_an_address_does_not_know_is_left_out(client, saved):
    assert client.get(address(saved), {"utm_source": "mail"}).status_code == 200


def test_calculation_that_moves_no_money_has_nothing_to_split(client):
    nobody = {"uptake_rate.lumbar_fusion": 0}
    raw = {"members": 10_000, "areas": ["lumbar_fusion"], "overrides": nobody, "draws": 1_000}
    saved = services.save_scenario(raw=raw)

    response = client.get(address(saved))

    assert response.status_code == 200
    assert "there is nothing to split" in text(response)


def test_fully_insured_calculation_starts_from_its_own_funding(client):
    raw = {"members": 10_000, "funding": "fully_insured", "savings_retained": 0.5, "draws": 1_000}
    saved = services.save_scenario(raw=raw)

    response = client.get(address(saved))

    assert 'id="in-funding-fully_insured" name="funding" value="fully_insured" checked' in (
        response.content.decode()
    )
    assert "you keep nothing" in text(response)


def test_older_release_is_split_on_its_own_evidence(client, saved, newer):
    before = splitting.split_savings(saved=saved, raw={}).split["annual"]

    assert newer.is_live
    assert before["sponsor"] == pytest.approx(saved.result["annual"]["plan_saving"])
    assert f"Evidence release {saved.release.slug}" in text(client.get(address(saved)))


def test_others_get_404(client, saved):
    assert client.get("/c/no-such-calculation/who-keeps/").status_code == 404
    owner = get_user_model().objects.create_user("owner", password="one-long-pass-phrase")
    Scenario.objects.filter(pk=saved.pk).update(created_by=owner)

    assert client.get(address(saved)).status_code == 404
    assert client.post(address(saved)).status_code == 404
    client.force_login(owner)
    assert client.get(address(saved)).status_code == 200


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(client, saved, method):
    assert getattr(client, method)(address(saved)).status_code == 405


def test_head_is_answered(client, saved):
    assert client.head(address(saved)).status_code == 200
