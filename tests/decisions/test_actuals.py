"""What a contract year really brought: entered, changed, removed, and read by its owner alone."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.urls import reverse

from calculator.decisions.measurement import services
from calculator.decisions.models import Actual, ActualChange
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db
TYPED = {
    "starts_on": "2025-01-01",
    "months": "12",
    "opinions": "1,900",
    "not_confirmed": "200",
    "not_operated": "120",
    "operations": "2,000",
    "plan_saving": "$3,000,000",
    "program_cost": "1,200,000",
    "note": "Counted by the carrier",
}


def person(name: str):
    user = get_user_model()
    return user.objects.create_user(name, f"{name}@example.org", "one-long-pass-phrase")


@pytest.fixture
def owner():
    return person("olivia")


@pytest.fixture
def saved(owner) -> Scenario:
    raw = {"members": "250,000", "design": "mandatory", "draws": "1,000"}
    return scenarios.save_scenario(raw=raw, by=owner)


@pytest.fixture
def asked(client, owner):
    client.force_login(owner)
    return client


def edit(saved: Scenario, year: int = 1) -> str:
    return reverse("decisions:edit-actual", args=[saved.token, year])


def remove(saved: Scenario, year: int = 1) -> str:
    return reverse("decisions:remove-actual", args=[saved.token, year])


def measure(client, saved: Scenario) -> str:
    return client.get(reverse("decisions:show-measure", args=[saved.token])).content.decode()


def test_the_owner_enters_a_year_and_reads_it_beside_the_prediction(asked, saved):
    response = asked.post(edit(saved), TYPED)

    assert response["Location"] == f"/c/{saved.token}/measure/#year-1"
    actual = Actual.objects.get(scenario=saved)
    assert (actual.opinions, actual.plan_saving, actual.starts_on) == (
        1_900, 3_000_000.0, date(2025, 1, 1),
    )  # fmt: skip
    page = measure(asked, saved)
    assert "Contract year 1, 12 months from January 1, 2025" in page
    assert "within what was predicted" in page
    assert "above: more than doubt and chance explain" in page
    assert "Counted by the carrier" in page
    assert "Change year 1" in page
    assert "Enter year 2" in page


def test_what_is_not_known_stays_empty(asked, saved):
    asked.post(edit(saved), {"starts_on": "2025-01-01", "opinions": "0"})

    actual = Actual.objects.get()
    assert actual.known == {"opinions": 0}
    assert actual.months == 12
    assert "not entered" in measure(asked, saved)


def test_a_change_takes_the_place_of_what_was_entered_and_both_are_remembered(asked, saved, owner):
    asked.post(edit(saved), TYPED)
    page = asked.get(edit(saved)).content.decode()
    assert 'name="opinions" value="1900"' in page
    assert 'name="plan_saving" value="3000000"' in page

    asked.post(edit(saved), TYPED | {"opinions": "2,000", "plan_saving": "−$12.50"})

    actual = Actual.objects.get()
    assert (actual.opinions, actual.plan_saving) == (2_000, -12.5)
    assert [(c.action, c.values["opinions"], c.by) for c in ActualChange.objects.all()] == [
        ("changed", 2_000, owner),
        ("entered", 1_900, owner),
    ]
    assert 'value="-12.50"' in asked.get(edit(saved)).content.decode()


def test_removing_a_year_leaves_only_the_record_of_it(asked, saved):
    asked.post(edit(saved), TYPED)

    response = asked.post(remove(saved))

    assert response.status_code == 302
    assert not Actual.objects.exists()
    assert ActualChange.objects.first().action == "removed"
    assert ActualChange.objects.first().values["opinions"] == 1_900
    assert asked.post(remove(saved)).status_code == 404
    assert "removed, contract year 1" in measure(asked, saved)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"starts_on": ""}, "Enter a day of 2000 to"),
        ({"starts_on": "1.1.2025"}, "Enter a day of 2000 to"),
        ({"starts_on": "1999-12-31"}, "Enter a day of 2000 to"),
        ({"months": "13"}, "is too large"),
        ({"opinions": "-1"}, "is too small"),
        ({"opinions": "1.5"}, "is not a whole number"),
        ({"opinions": "300,000,000"}, "is too large"),
        ({"not_confirmed": "1,901"}, "1,901 is more than the 1,900 of"),
        ({"not_operated": "201"}, "201 is more than the 200 of"),
        ({"program_cost": "-5"}, "is too small"),
        ({"plan_saving": "plenty"}, "is not a number"),
        ({"note": "x" * 501}, "At most 500 characters; 501 found."),
    ],
)
def test_bad_input_is_refused_at_its_field_and_nothing_is_lost(asked, saved, changed, message):
    response = asked.post(edit(saved), TYPED | changed)

    page = response.content.decode()
    assert response.status_code == 422
    assert message in page
    assert 'value="Counted by the carrier"' in page or "note" in changed
    assert not Actual.objects.exists()


def test_nothing_at_all_is_refused(asked, saved):
    response = asked.post(edit(saved), {"starts_on": "2025-01-01", "note": "\x00"})

    assert response.status_code == 422
    assert "Enter at least one count or sum." in response.content.decode()


def test_nobody_but_the_owner_sees_enters_or_removes(client, saved):
    services.enter_actual(
        saved=saved,
        year=1,
        values={"starts_on": date(2025, 1, 1), "opinions": 5},
        by=saved.created_by,
    )

    for who in (None, person("mallory")):
        if who:
            client.force_login(who)
        assert client.get(edit(saved)).status_code == 404
        assert client.post(edit(saved), TYPED).status_code == 404
        assert client.post(remove(saved)).status_code == 404
        with pytest.raises(services.NotTheOwner):
            services.enter_actual(saved=saved, year=1, values={}, by=who)
        with pytest.raises(services.NotTheOwner):
            services.remove_actual(saved=saved, year=1, by=who)
    assert Actual.objects.get().opinions == 5


def test_a_calculation_of_nobody_takes_no_actuals(asked):
    unowned = scenarios.save_scenario(raw={"members": "10,000", "draws": "1,000"})

    assert asked.get(edit(unowned)).status_code == 404
    assert asked.post(edit(unowned), TYPED).status_code == 404
    page = measure(asked, unowned)
    assert "take this calculation into your account" in page
    assert reverse("scenarios:claim", args=[unowned.token]) in page


@pytest.mark.parametrize("year", [0, 4, 10**12])
def test_only_contract_years_can_be_entered(asked, saved, year):
    assert asked.get(edit(saved, year)).status_code == 404
    assert asked.post(edit(saved, year), TYPED).status_code == 404


def test_other_methods_are_refused(asked, saved):
    assert asked.put(edit(saved)).status_code == 405
    assert asked.get(remove(saved)).status_code == 405


def test_a_service_without_a_row_removes_nothing(saved, owner):
    assert services.remove_actual(saved=saved, year=2, by=owner) is False


@pytest.mark.parametrize(
    "values",
    [
        {"contract_year": 0, "opinions": 1},
        {"contract_year": 11, "opinions": 1},
        {"months": 0, "opinions": 1},
        {"months": 13, "opinions": 1},
        {},
        {"opinions": 1, "not_confirmed": 2},
        {"not_confirmed": 1, "not_operated": 2},
        {"opinions": 200_000_001},
        {"program_cost": -1.0},
        {"plan_saving": -1e13},
    ],
)
def test_the_database_holds_the_same_rules(saved, values):
    row = {"scenario": saved, "contract_year": 1, "starts_on": date(2025, 1, 1)} | values

    with pytest.raises(IntegrityError), transaction.atomic():
        Actual.objects.create(**row)


def test_a_year_is_entered_once_and_an_unknown_step_is_no_change(saved):
    row = {"scenario": saved, "contract_year": 1, "starts_on": date(2025, 1, 1), "opinions": 1}
    Actual.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        Actual.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActualChange.objects.create(scenario=saved, contract_year=1, action="lost", values={})
    assert "year 1" in str(Actual.objects.get())
    assert str(ActualChange(action="removed", contract_year=1)) == "Removed: year 1"


def test_actuals_go_with_their_calculation(saved, owner):
    services.enter_actual(
        saved=saved, year=1, values={"starts_on": date(2025, 1, 1), "opinions": 5}, by=owner
    )

    saved.delete()

    assert not Actual.objects.exists()
    assert not ActualChange.objects.exists()
