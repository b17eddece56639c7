"""The button that puts the reader's part into a new calculation."""

import pytest
from django.contrib.auth import get_user_model

from calculator.decisions.split import services as splitting
from calculator.evidence import services as evidence
from calculator.scenarios import services
from calculator.scenarios.models import Scenario
from tests.decisions.split.pages import LEVEL, address, text
from tests.evidence import steps

pytestmark = pytest.mark.django_db


def test_use_makes_a_new_calculation_with_the_sponsor_s_part(client, saved):
    found = splitting.split_savings(saved=saved, raw=LEVEL).split
    query = "funding=level_funded&surplus_returned=50%25&stop_loss_deductible=60%2C000"

    response = client.post(f"{address(saved)}?{query}")

    made = Scenario.objects.exclude(pk=saved.pk).get()
    assert response["Location"] == made.get_absolute_url()
    assert made.inputs["savings_retained"] == pytest.approx(found["use"]["savings_retained"])
    assert made.inputs["funding"] == "self_funded"
    assert made.result["annual"]["net"] == pytest.approx(found["verdict"]["net"], abs=0.01)
    assert made.typed["members"] == "10,000"
    assert (made.release, made.created_by) == (saved.release, None)


def test_use_of_a_benefit_design_states_the_plan_s_share_too(client, saved):
    query = "member_deductible=2000&coinsurance=20%25&out_of_pocket_maximum=8000"
    found = splitting.split_savings(
        saved=saved,
        raw={"member_deductible": 2000, "coinsurance": 0.2, "out_of_pocket_maximum": 8000},
    ).split

    client.post(f"{address(saved)}?{query}")

    made = Scenario.objects.exclude(pk=saved.pk).get()
    share = found["use"]["plan_paid_share"]["commercial"]
    assert made.inputs["overrides"] == {"plan_paid_share.commercial": pytest.approx(share)}
    assert made.result["annual"]["net"] == pytest.approx(found["verdict"]["net"], abs=0.01)


def test_use_of_full_insurance_says_so(client, saved):
    client.post(f"{address(saved)}?funding=fully_insured")

    made = Scenario.objects.exclude(pk=saved.pk).get()
    assert (made.inputs["funding"], made.inputs["savings_retained"]) == ("fully_insured", 0)


def test_use_by_a_payer_states_no_funding(client, payer):
    client.post(f"{address(payer)}?stop_loss_deductible=50000")

    made = Scenario.objects.exclude(pk=payer.pk).get()
    assert 0 < made.inputs["savings_retained"] < 1
    assert made.inputs["funding"] is None


def test_use_belongs_to_whoever_is_signed_in(client, saved):
    alice = get_user_model().objects.create_user("alice", password="one-long-pass-phrase")
    client.force_login(alice)

    client.post(f"{address(saved)}?stop_loss_deductible=60000")

    assert Scenario.objects.exclude(pk=saved.pk).get().created_by == alice


def test_use_of_bad_terms_is_refused_and_makes_nothing(client, saved):
    response = client.post(f"{address(saved)}?coinsurance=x")

    assert response.status_code == 422
    assert Scenario.objects.count() == 1


def test_use_is_neither_offered_nor_taken_where_no_share_says_it(client):
    never = {"surgery_not_confirmed_rate.lumbar_fusion": 0}
    raw = {"members": 10_000, "areas": ["lumbar_fusion"], "overrides": never, "draws": 1_000}
    saved = services.save_scenario(raw=raw)

    page = client.get(address(saved))
    refused = client.post(address(saved))

    assert "Care costs more, not less" in text(page)
    assert "Use this in the calculation" not in text(page)
    assert "cannot be put into the calculation" in text(page)
    assert refused.status_code == 422
    assert Scenario.objects.count() == 1


def test_use_stays_on_the_calculation_s_own_release(client, saved, newer):
    client.post(f"{address(saved)}?stop_loss_deductible=60000")

    assert newer.is_live
    assert Scenario.objects.exclude(pk=saved.pk).get().release == saved.release


def test_use_leaves_a_withdrawn_release_for_the_live_one(client, saved, newer):
    old = saved.release
    evidence.withdraw_release(release=old, by=steps.publisher(), reason="An error in prices.")

    client.post(f"{address(saved)}?stop_loss_deductible=60000")

    assert Scenario.objects.exclude(pk=saved.pk).get().release == newer
