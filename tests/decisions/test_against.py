"""The case against an answer: the page, its findings, its button, and who may look."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from calculator.decisions.against import findings, services
from calculator.engine.synthesis.studies import Study
from calculator.evidence.models import Finding, Release
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db
ASKED = [
    {"members": "10,000"},
    {"members": "10,000", "design": "targeted"},
    {"members": "10,000", "design": "mandatory"},
    {"members": "2,000", "lens": "as_claimed"},
    {
        "audience": "payer",
        "members_by_line": {"commercial": 40_000, "medicare_advantage": 30_000},
        "design": "targeted",
    },
]


@pytest.fixture
def saved() -> Scenario:
    return scenarios.save_scenario(raw={"members": "10,000", "draws": "1,000"})


def page_of(client, saved: Scenario) -> str:
    response = client.get(reverse("decisions:show-against", args=[saved.token]))
    assert response.status_code == 200
    return response.content.decode()


def buttons(page: str) -> list[dict[str, str]]:
    pairs = re.findall(r'name="lever" value="([^"]+)"><input[^>]+name="way" value="(\w+)"', page)
    return [{"lever": lever, "way": way} for lever, way in pairs]


@pytest.mark.parametrize("raw", ASKED)
def test_three_cases_and_each_button_leads_to_a_net_of_zero(client, raw):
    saved = scenarios.save_scenario(raw=raw | {"draws": "1,000"})

    page = page_of(client, saved)

    assert "The case against this answer" in page
    assert len(buttons(page)) == 3
    for data in buttons(page):
        answer = client.post(reverse("decisions:try-flip", args=[saved.token]), data)
        turned = Scenario.objects.get(token=answer["Location"].split("/")[2])
        assert abs(turned.result["totals"]["net"]) <= 1, data
        assert turned.release == saved.release
    assert saved.result["totals"]["net"] != 0


@pytest.mark.parametrize("raw", ASKED)
def test_cited_findings_exist_in_the_release_and_stand_where_they_are_said_to(raw):
    saved = scenarios.save_scenario(raw=raw | {"draws": "1,000"})
    cited = 0

    for flip in services.found_against(saved).flips:
        for item in findings.reported(saved.release, flip):
            address = urlsplit(item.href)
            slug = address.path.split("/")[3]
            assert "release" not in parse_qs(address.query)
            assert Finding.objects.filter(release=saved.release, slug=slug).exists()
            if item.place is not None:
                is_beyond = (
                    (item.place >= flip.value) if flip.is_above else item.place <= flip.value
                )
                assert (item.side == "beyond") == is_beyond
            cited += 1

    assert cited > 5


def test_list_prices_below_the_turning_point_speak_against_a_dear_fee(client):
    saved = scenarios.save_scenario(
        raw={"members": "10,000", "design": "targeted", "fee_per_opinion": "2,900"}
    )
    fee = services.found_against(saved).strongest(1)[0]

    says = findings.reported(saved.release, fee)

    assert (fee.lever.field, fee.is_above) == ("fee_per_opinion", False)
    beyond = [item for item in says if item.side == "beyond"]
    assert beyond
    assert all(item.place <= fee.value for item in beyond)
    page = page_of(client, saved)
    assert "You entered this figure." in page
    assert f'href="{beyond[0].href}"' in page
    assert beyond[0].independence in page


def test_a_share_of_the_opposite_is_read_as_the_rest():
    found = Study(
        slug="a", source="s", measure="surgery_probability_nonconfirmed", unit="probability",
        value=0.31,
    )  # fmt: skip

    read = findings.reading("advice_followed_rate", "share of opinions not confirming", found)

    assert read is not None
    assert read(0.31) == pytest.approx(0.69)


@pytest.mark.parametrize(
    ("key", "unit", "measure", "study_unit", "fits"),
    [
        ("uptake_rate", "share of decisions", "programme_uptake", "share of patients", True),
        ("uptake_rate", "share of decisions", "never_seek_second_opinion", "share", False),
        ("surgery_cost", "USD 2025", "payment_90d", "USD mean", True),
        ("surgery_cost", "USD 2025", "payment_90d", "share", False),
        ("saving_per_changed_plan", "USD 2025", "saving_per_second_opinion", "USD", False),
        ("fee_per_employee_month", "USD", "pepm", "USD per employee per month", True),
        ("fee_per_employee_month", "USD", "pepm", "USD per member per year", False),
        ("fee_per_opinion", "USD 2025", "list_price", "USD", True),
        ("medical_trend", "per year", "medical_trend", "per year", True),
    ],
)
def test_a_finding_speaks_of_a_number_only_where_it_states_that_quantity(
    key, unit, measure, study_unit, fits
):
    study = Study(slug="a", source="s", measure=measure, unit=study_unit, value=0.5)

    assert (findings.reading(key, unit, study) is not None) == fits


def test_a_finding_without_a_number_says_nothing():
    study = Study(slug="a", source="s", measure="programme_uptake", unit="share")

    assert findings.reading("uptake_rate", "share of decisions", study) is None


def test_a_withdrawn_release_is_not_linked_and_an_old_one_is_linked_as_it_was(saved):
    [fee] = [
        f for f in services.found_against(saved).flips if f.lever.field == "fee_per_employee_month"
    ]
    finding = Finding.objects.filter(release=saved.release).first()

    finding.release.state = Release.State.SUPERSEDED
    assert findings._address(finding).endswith(f"?release={saved.release.slug}")
    finding.release.state = Release.State.WITHDRAWN
    assert findings._address(finding) == ""
    assert findings.reported(saved.release, fee)


def test_the_answer_links_the_case_against_it(client, saved):
    page = client.get(saved.get_absolute_url()).content.decode()

    assert f'href="/c/{saved.token}/against/"' in page


def test_the_page_is_private(client, saved):
    response = client.get(reverse("decisions:show-against", args=[saved.token]))

    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-cache"


def test_an_unknown_calculation_is_not_found(client):
    assert client.get("/c/nobody/against/").status_code == 404
    assert client.post("/c/nobody/against/try/").status_code == 404


def test_other_methods_are_refused(client, saved):
    assert client.post(f"/c/{saved.token}/against/").status_code == 405
    assert client.get(f"/c/{saved.token}/against/try/").status_code == 405


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"lever": "fee_per_employee_month"},
        {"lever": "fee_per_employee_month", "way": "up"},
        {"lever": "overrides.nothing", "way": "down"},
        {"lever": "\x00", "way": "\x00"},
    ],
)
def test_a_number_that_turns_nothing_is_not_found(client, saved, data):
    response = client.post(f"/c/{saved.token}/against/try/", data)

    assert response.status_code == 404
    assert Scenario.objects.count() == 1


def test_an_outdated_calculation_argues_on_its_evidence_but_is_not_tried(client, saved):
    Scenario.objects.filter(pk=saved.pk).update(model_version="0.9.0")

    page = page_of(client, saved)

    assert "Newer evidence or a newer model exists" in page
    assert buttons(page) == []
    data = {"lever": "fee_per_employee_month", "way": "down"}
    assert client.post(f"/c/{saved.token}/against/try/", data).status_code == 404


def test_what_a_signed_in_reader_tries_is_his(client, saved):
    alice = get_user_model().objects.create_user("alice", password="one-long-pass-phrase")
    client.force_login(alice)

    client.post(
        f"/c/{saved.token}/against/try/", {"lever": "fee_per_employee_month", "way": "down"}
    )

    assert Scenario.objects.get(created_by=alice).typed["fee_per_employee_month"] < 1.5
