"""Pages speak the reader's language; what machines and editors read stays English."""

from datetime import date

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import formats, translation
from django.utils.translation import gettext

from calculator import language
from msoroi.languages import speak_the_readers_language


def answer(path="/", kind="text/html", **headers):
    def page(request):
        return HttpResponse(f"{language.current()} {gettext('Net a year')}", content_type=kind)

    return speak_the_readers_language(page)(RequestFactory().get(path, headers=headers))


def test_browser_that_asks_for_spanish_gets_it():
    response = answer(**{"accept-language": "es-MX,es;q=0.9,en;q=0.8"})

    assert response.content.decode() == "es Neto al año"
    assert response.headers["Content-Language"] == "es"
    assert response.headers["Vary"] == "Accept-Language, Cookie"


def test_choice_of_the_reader_outweighs_the_browser():
    request = RequestFactory().get("/", headers={"accept-language": "es"})
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = "en-us"

    response = speak_the_readers_language(lambda r: HttpResponse(language.current()))(request)

    assert response.content == b"en"


@pytest.mark.parametrize("path", ["/api/v1/calculations/", "/admin/evidence/"])
def test_machines_and_editors_are_answered_in_english(path):
    response = answer(path, **{"accept-language": "es"})

    assert response.content.decode() == "en Net a year"
    assert "Vary" not in response.headers


def test_files_do_not_vary_by_language():
    assert "Vary" not in answer(kind="text/csv", **{"accept-language": "es"}).headers


def test_site_that_offers_one_language_speaks_no_other(settings):
    settings.LANGUAGES = settings.LANGUAGES[:1]

    assert answer(**{"accept-language": "es"}).content.decode() == "en Net a year"


def test_english_is_spoken_again_after_an_answer():
    answer(**{"accept-language": "es"})

    assert language.current() == "en"
    assert translation.get_language() == "en-us"


def test_numbers_and_dates_follow_the_spanish_of_the_united_states():
    with translation.override("es"):
        assert formats.number_format(1234.5, 2, force_grouping=True) == "1,234.50"
        assert formats.date_format(date(2026, 11, 27)) == ("27 de noviembre de 2026")


@pytest.mark.django_db
def test_reader_chooses_a_language_and_comes_back(client):
    response = client.post("/language/", {"language": "es", "next": "/method/"})

    assert response.headers["Location"] == "/method/"
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "es"


@pytest.mark.django_db
def test_choice_leads_to_no_other_site(client):
    response = client.post("/language/", {"language": "es", "next": "https://example.org/"})

    assert response.headers["Location"] == "/"
