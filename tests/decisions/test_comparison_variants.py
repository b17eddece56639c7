"""A variant of a calculation: kept, and compared with it."""

import pytest

from calculator.evidence import services as evidence
from calculator.scenarios import services
from calculator.scenarios.models import Scenario
from tests.evidence import steps

pytestmark = pytest.mark.django_db
VARIANT = "/compare/variant/"
PAYER = {"audience": "payer", "members_by_line": {"medicaid": "5,000"}}


def post(client, *chosen, **data):
    return client.post(VARIANT, {"c": [saved.token for saved in chosen], **data})


def the_other(*known) -> Scenario:
    return Scenario.objects.exclude(pk__in=[saved.pk for saved in known]).get()


def test_another_design_is_kept_and_compared(client, saved):
    response = post(client, saved, design="targeted", fee="")

    kept = the_other(saved)
    assert response["Location"] == f"/compare/?c={saved.token}&c={kept.token}"
    assert kept.typed == {"members": "10,000", "design": "targeted"}
    assert kept.created_by is None
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    ("raw", "design", "field"),
    [
        ({"members": "9"}, "voluntary", "fee_per_employee_month"),
        ({"members": "9"}, "targeted", "fee_per_opinion"),
        (PAYER, "voluntary", "fee_per_member_month"),
    ],
)
def test_another_fee_is_told_as_the_design_is_paid(client, raw, design, field):
    saved = services.save_scenario(raw=raw)

    post(client, saved, design=design, fee="$0.75")

    assert the_other(saved).inputs[field] == 0.75


def test_nothing_changed_is_refused(client, saved):
    response = post(client, saved, design="voluntary", fee=" ")

    assert response.status_code == 422
    assert b"Choose another design, or enter another fee." in response.content
    assert Scenario.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "anchor"),
    [({"design": "gone"}, "err-in-design"), ({"fee": "much"}, "err-in-fee")],
)
def test_bad_variant_keeps_what_was_typed(client, saved, data, anchor):
    response = post(client, saved, **({"design": "targeted", "fee": "600"} | data))

    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="{anchor}"></p>' not in page
    assert all(f'value="{value}"' in page for value in data.values() if value != "gone")
    assert Scenario.objects.count() == 1


def test_variant_of_a_signed_in_reader_is_their_own(client, alice, saved):
    client.force_login(alice)

    post(client, saved, design="targeted")

    assert the_other(saved).created_by == alice


def test_variant_of_somebody_elses_calculation_is_not_found(client, alice):
    owned = services.save_scenario(raw={"members": 9}, by=alice)

    assert post(client, owned, design="targeted").status_code == 404
    assert client.post(VARIANT).status_code == 404


def test_a_full_comparison_takes_no_variant(client, saved):
    others = [services.save_scenario(raw={"members": n}) for n in (1, 2, 3)]

    assert post(client, saved, *others, design="targeted").status_code == 404


def test_only_post(client):
    assert client.get(VARIANT).status_code == 405


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_variant_stays_on_the_release_of_its_calculation(client, saved, is_withdrawn):
    older, newer = saved.release, steps.published_by_another()
    if is_withdrawn:
        evidence.withdraw_release(release=older, by=steps.publisher(), reason="A wrong figure.")

    post(client, saved, design="passive")

    assert the_other(saved).release == (newer if is_withdrawn else older)
