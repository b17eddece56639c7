from datetime import date

import pytest
from django.urls import reverse

from calculator.evidence.models import Finding, Parameter, Release
from calculator.review import desk
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario
from tests.evidence import steps

pytestmark = pytest.mark.django_db
INDEX = "/admin/"


def with_worth(saved, number, **worth):
    """Save calculations whose stored answers say what knowing a parameter is worth."""
    rows = [{"parameter": name.replace("__", "."), "evppi": value} for name, value in worth.items()]
    result = {"members": 2_000.0, "value_of_information": {"evpi": 1.0, "evppi": rows}}
    for index in range(number):
        saved.pk, saved.token, saved.fingerprint = (
            None,
            f"t{worth}{index}"[-40:],
            f"{worth}{index}"[-60:],
        )
        saved.result = result
        saved._state.adding = True
        saved.save()


def test_worth_is_the_mean_over_saved_calculations_for_a_thousand_members(saved, live):
    Scenario.objects.all().delete()
    with_worth(saved, 5, engagement=30.0)
    with_worth(saved, 5, engagement=10.0, later_surgery_rate=4.0)

    found = desk.worth_of_knowing(live)

    assert found.questions == 10
    assert found.by_parameter == pytest.approx({"engagement": 10.0, "later_surgery_rate": 1.0})


def test_fewer_than_five_calculations_are_not_told_apart(saved, live):
    Scenario.objects.all().delete()
    with_worth(saved, 4, engagement=1e9)

    found = desk.worth_of_knowing(live)

    answer = scenarios.calculate(raw={"members": 10_000})
    expected = {r["parameter"]: r["evppi"] / 10 for r in answer["value_of_information"]["evppi"]}
    assert found.questions == 0
    assert found.by_parameter == pytest.approx(expected)


def test_copies_of_a_calculation_count_once(saved, live):
    for index in range(6):
        saved.pk, saved.token = None, f"copy{index}"
        saved._state.adding = True
        saved.save()

    assert desk.worth_of_knowing(live).questions == 0


def test_unseen_findings_are_ranked_by_what_their_parameters_are_worth(live):
    rows = desk.ranked(live, {"later_surgery_rate": 5.0, "engagement": 2.0})

    assert rows == sorted(rows, key=lambda row: -row.worth)
    assert {row.finding.verification for row in rows} <= {"recalled", "secondary_seen"}
    for row in rows:
        names = {parameter.slug for parameter in row.parameters}
        assert row.worth == 5.0 * ("later_surgery_rate" in names) + 2.0 * ("engagement" in names)
        assert names


def test_a_finding_that_was_read_in_its_source_leaves_the_desk(live, bob):
    first = desk.ranked(live, {})[0].finding
    draft = steps.services.start_draft(by=bob, name="Seen")
    steps.edit(draft, Finding, first.slug, verification="source_seen")
    steps.published(draft)

    rows = desk.ranked(Release.objects.get(pk=draft.pk), {})

    assert first.slug not in {row.finding.slug for row in rows}


def test_the_desk_is_on_the_front_page_of_those_who_read_evidence(client, draft, rita, live):
    steps.in_review(draft)
    client.force_login(rita)

    page = client.get(INDEX).content.decode()

    assert "The curator" in page
    assert "awaits an approval" in page
    assert reverse("review:show-impact", args=["next"]) in page
    assert "in the reference case, as fewer than five" in page
    assert "Claims without a verdict that settles them" in page
    assert "<style" not in page


def test_drafts_are_on_the_desk_too(client, draft, bob):
    client.force_login(bob)

    page = client.get(INDEX).content.decode()

    assert "<td>Draft</td>" in page


def test_only_those_who_may_start_a_draft_are_led_to_it(client, bob, rita):
    start = f'href="{reverse("admin:evidence_release_start_draft")}"'
    pages = {}
    for person in (bob, rita):
        client.force_login(person)
        pages[person.username] = client.get(INDEX).content.decode()

    assert start in pages["bob"]
    assert start not in pages["rita"]


def test_others_have_no_desk(client, mallory):
    client.force_login(mallory)

    page = client.get(INDEX).content.decode()

    assert "The curator" not in page


def test_without_evidence_there_is_no_desk(client, rita, monkeypatch):
    monkeypatch.setattr(type(Release.objects), "published", lambda manager: Release.objects.none())
    client.force_login(rita)

    response = client.get(INDEX)

    assert response.status_code == 200
    assert "The curator" not in response.content.decode()


@pytest.fixture
def dated(bob) -> Release:
    """A live release in which four parameters have a day for their next check."""
    draft = steps.services.start_draft(by=bob, name="Dated")
    days = {"engagement": "2026-02-20", "compliance": "2026-03-01", "discount_rate": "2026-05-30"}
    for slug, day in {**days, "medical_trend": "2026-05-31"}.items():
        steps.edit(draft, Parameter, slug, checked_on="2025-03-01", next_check=day)
    steps.published(draft)
    return Release.objects.get(pk=draft.pk)


def test_parameters_due_for_a_check_the_overdue_ones_first(dated):
    rows = desk.due_for_check(dated, date(2026, 3, 1))

    assert [(row.parameter.slug, row.is_overdue) for row in rows] == [
        ("engagement", True),
        ("compliance", False),
        ("discount_rate", False),
    ]


def test_the_desk_says_what_is_overdue_and_how_many_have_no_date(client, rita, dated, monkeypatch):
    monkeypatch.setattr(desk.timezone, "localdate", lambda: date(2026, 3, 1))
    client.force_login(rita)

    page = client.get(INDEX).content.decode()

    assert "February 20, 2026: overdue" in page
    assert "<td>March 1, 2026</td>" in page
    assert "The first 3 of 3 overdue or due within 90 days." in page
    assert "0 parameters without a date" in page


def test_no_parameter_is_due_long_before_its_day(live):
    assert desk.due_for_check(live, date(2026, 1, 1)) == []
    assert desk.due_for_check(live, date(2126, 1, 1)) != []
