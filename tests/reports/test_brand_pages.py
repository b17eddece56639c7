"""A name and a logo chosen under an answer: errors at their field, nothing typed lost."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from calculator.reports import brand, services
from calculator.reports.models import FiduciaryFile, Report
from calculator.scenarios.models import Scenario
from tests.reports.logos import SVG, a_picture

HTMX = {"HX-Request": "true"}
ADDRESSES = ("reports:request-report", "reports:request-fiduciary-file")


@pytest.fixture(autouse=True)
def _sends_nothing(sent):
    return sent


def ask(client, scenario, headers=None, to=ADDRESSES[0], **data):
    return client.post(reverse(to, args=[scenario.token]), data, headers=headers or {})


def upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def error_at(page: str, field: str) -> str:
    after = page.partition(f'id="err-report-{field}"')[2]
    return unescape(after.partition(">")[2].partition("</p>")[0])


def test_the_result_page_offers_a_name_and_a_logo(client, a_scenario):
    page = client.get(a_scenario().get_absolute_url()).content.decode()

    assert 'name="employer"' in page
    assert 'type="file" id="report-logo" name="logo"' in page
    assert 'enctype="multipart/form-data"' in page
    assert error_at(page, "logo") == ""


@pytest.mark.parametrize("to", ADDRESSES)
def test_name_and_logo_are_taken(client, a_scenario, to):
    response = ask(client, a_scenario(), to=to, employer=" Acme  Inc. ", logo=upload(a_picture()))

    report = Report.objects.get()
    assert response.status_code == 302
    assert report.employer == "Acme Inc."
    assert bytes(report.logo).startswith(b"\x89PNG")
    assert report.brand == brand.judged("Acme Inc.", a_picture()).key


@pytest.mark.parametrize("to", ADDRESSES)
def test_an_error_stands_at_its_own_field_and_loses_nothing_typed(client, a_scenario, to):
    typed = {"employer": 'Acme "& Sons"', "paper": "a4", "logo": upload(SVG, "logo.svg")}

    response = ask(client, a_scenario(), to=to, **typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert error_at(page, "logo") == brand.SVG
    assert error_at(page, "employer") == ""
    assert 'value="Acme &quot;&amp; Sons&quot;"' in page
    assert '<option value="a4" selected>' in page
    assert '<details class="report-head" open>' in page
    assert not Report.objects.exists()


@pytest.mark.parametrize("to", ADDRESSES)
def test_in_place_only_the_errors_change_so_that_a_chosen_file_stays(client, a_scenario, to):
    response = ask(client, a_scenario(), HTMX, to, employer="x" * 81, logo=upload(a_picture()))

    page = response.content.decode()
    assert response.status_code == 200
    assert "at most 80 characters" in error_at(page, "employer")
    assert error_at(page, "logo") == ""
    assert "hx-swap-oob" in page
    assert "<input" not in page
    assert "Nothing was made." in page


@pytest.mark.parametrize("to", ADDRESSES)
def test_in_place_errors_go_once_they_are_mended(client, a_scenario, to):
    page = ask(client, a_scenario(), HTMX, to, employer="Acme").content.decode()

    assert "Queued." in page
    assert 'id="err-report-employer" hx-swap-oob="true"></p>' in page


@pytest.mark.parametrize("field", ["employer", "logo", "paper", "format"])
def test_no_input_breaks_the_page(client, a_scenario, field):
    for value in ("\x00", "\ud800".encode("utf-8", "surrogatepass"), "x" * 5_000):
        assert ask(client, a_scenario(), **{field: value}).status_code in {302, 422}


def test_an_empty_file_is_no_picture(client, a_scenario):
    response = ask(client, a_scenario(), logo=upload(b""))

    assert error_at(response.content.decode(), "logo") == brand.NO_IMAGE


def test_a_workbook_is_made_whatever_stands_at_name_and_logo(client, a_scenario):
    response = ask(client, a_scenario(), format="xlsx", employer="x" * 81, logo=upload(SVG))

    report = Report.objects.get()
    assert response.status_code == 302
    assert (report.format, report.employer, report.logo) == ("xlsx", "", None)


def test_many_heads_are_refused_at_the_name(client, a_scenario, monkeypatch):
    monkeypatch.setattr(services, "MOST_BRANDS", 1)
    scenario = a_scenario()
    ask(client, scenario, employer="Acme")

    response = ask(client, scenario, employer="Beta")

    assert error_at(response.content.decode(), "employer") == services.MANY_BRANDS.format(
        n=services.MOST_BRANDS
    )
    assert 'value="Beta"' in response.content.decode()


def test_who_asks_without_a_logo_gets_none_of_another(client, a_scenario):
    scenario = a_scenario()
    ask(client, scenario, employer="Acme", logo=upload(a_picture()))

    plain = ask(client, scenario)

    headed = Report.objects.exclude(brand="").get()
    assert headed.token not in plain.url
    living = client.get(scenario.get_absolute_url()).content.decode()
    assert "Acme" not in living
    assert headed.token not in living


def test_the_headed_files_of_an_owned_calculation_are_its_owners_alone(
    client, a_scenario, django_user_model
):
    scenario = a_scenario()
    for to in ADDRESSES:
        ask(client, scenario, to=to, employer="Acme", logo=upload(a_picture()))
    owner = django_user_model.objects.create_user(username="ann", email="ann@example.org")
    Scenario.objects.filter(pk=scenario.pk).update(created_by=owner)

    paths = [
        Report.objects.get().get_absolute_url(),
        FiduciaryFile.objects.get().get_absolute_url(),
    ]
    assert [client.get(path).status_code for path in paths] == [404, 404]
    assert ask(client, scenario, employer="Acme").status_code == 404


def test_a_large_picture_is_drawn_small(client, a_scenario):
    ask(client, a_scenario(), logo=upload(a_picture(size=(4_000, 3_000))))

    assert len(Report.objects.get().logo) < 10_000
    assert Image.MAX_IMAGE_PIXELS > brand.MOST_PIXELS
