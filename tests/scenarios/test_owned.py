"""Every door to a calculation: an owned one is there for its owner alone, and 404 for others."""

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from calculator.jobs import Status
from calculator.reports import services as reports
from calculator.reports import tasks
from calculator.reports.models import Report
from calculator.scenarios import effects, services
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db
CANCER = "/evidence/parameters/treatment_change_rate.cancer/"
OTHERS = "There is no calculation of this address"


@pytest.fixture
def owned(alice) -> Scenario:
    return services.save_scenario(raw={"members": "10,000"}, by=alice)


@pytest.fixture
def report(owned, monkeypatch) -> Report:
    monkeypatch.setattr(tasks.make_report, "delay", lambda pk: None)
    made = reports.request_report(scenario=owned, paper="letter", address="https://example.org/c/")
    tasks.make_report(made.pk)
    return Report.objects.get(pk=made.pk)


def visitor(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def doors(owned, report):
    """Return every request by which a calculation or its report can be reached."""
    page, api = f"/c/{owned.token}/", f"/api/v1/calculations/{owned.token}"
    axes = "x=fee_per_employee_month&x_values=1,2&y=engagement&y_values=1,2"
    return [
        ("get", page, {}),
        ("post", page, {"size": "10,000", "size_is": "members"}),
        ("get", f"{page}changes/", {}),
        ("post", f"{page}reports/", {"paper": "a4"}),
        ("get", f"/reports/{report.token}/", {}),
        ("get", f"/reports/{report.token}/file", {}),
        ("post", f"/reports/{report.token}/retry/", {}),
        ("get", api, {}),
        ("get", f"{api}/two-way?{axes}", {}),
        ("post", f"{api}/reports", {}),
        ("get", f"/api/v1/reports/{report.token}", {}),
        ("get", f"/api/v1/reports/{report.token}/file", {}),
    ]


def knock(client, door):
    method, path, data = door
    kind = {"content_type": "application/json"} if path.startswith("/api/") else {}
    return getattr(client, method)(path, data, **kind if method == "post" else {})


@pytest.mark.parametrize("who", ["mallory", None])
def test_an_owned_calculation_is_not_there_for_others(owned, report, who, request):
    client = visitor(who and request.getfixturevalue(who))
    every = doors(owned, report)
    Scenario.objects.update(created_by=None)
    unowned = {door[1]: knock(client, door).status_code for door in every}
    assert 404 not in unowned.values(), unowned
    Scenario.objects.filter(pk=owned.pk).update(created_by=owned.created_by)
    number = (Report.objects.count(), Scenario.objects.count())

    found = {door[1]: knock(client, door).status_code for door in every}

    assert set(found.values()) == {404}, found
    assert (Report.objects.count(), Scenario.objects.count()) == number


def test_its_owner_gets_through_every_door_of_the_site(owned, report, alice):
    client = visitor(alice)

    found = {door[1]: knock(client, door).status_code for door in doors(owned, report)[:7]}

    assert set(found.values()) <= {200, 302}, found


def test_what_nobody_owns_opens_to_whoever_has_the_address(saved, alice, mallory):
    for user in (alice, mallory, None):
        assert visitor(user).get(saved.get_absolute_url()).status_code == 200


def test_staff_see_no_more_than_others(owned, django_user_model):
    boss = django_user_model.objects.create_superuser("boss")

    assert not Scenario.objects.visible_to(boss).exists()


def test_a_copy_of_the_file_is_not_confirmed_to_others(owned, report, alice, mallory):
    known = {"If-None-Match": f'"{report.sha256}"'}
    path = f"/reports/{report.token}/file"

    assert visitor(mallory).get(path, headers=known).status_code == 404
    assert visitor(alice).get(path, headers=known).status_code == 304
    assert "no-cache" in visitor(alice).get(path).headers["Cache-Control"]


def test_a_report_made_before_goes_with_its_calculation(saved, alice, mallory):
    report = reports.request_report(scenario=saved, paper="letter", address="https://example.org/")
    assert report.status == Status.QUEUED
    assert visitor(mallory).get(report.get_absolute_url()).status_code == 200

    Scenario.objects.filter(pk=saved.pk).update(created_by=alice)

    assert visitor(mallory).get(report.get_absolute_url()).status_code == 404
    assert visitor(alice).get(report.get_absolute_url()).status_code == 200


def test_the_evidence_says_nothing_of_a_strangers_calculation(owned, alice, mallory):
    own = visitor(alice).get(CANCER, {"c": owned.token}).content.decode()
    strange = visitor(mallory).get(CANCER, {"c": owned.token}).content.decode()

    assert OTHERS not in own
    assert f'href="{owned.get_absolute_url()}"' in own
    assert OTHERS in strange
    assert f'href="{owned.get_absolute_url()}"' not in strange
    assert effects._saved(owned.token, None) is None


def test_a_deleted_account_takes_its_calculations_along(owned, alice):
    alice.delete()

    assert not Scenario.objects.exists()


@pytest.mark.parametrize(
    "kept", [{"name": "Ours"}, {"archived_at": timezone.now()}, {"claimed_at": timezone.now()}]
)
def test_only_an_owned_calculation_is_named_claimed_or_archived(saved, kept):
    with pytest.raises(IntegrityError, match="scenario_kept_has_an_owner"):
        Scenario.objects.filter(pk=saved.pk).update(**kept)
