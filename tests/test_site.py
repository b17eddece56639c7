"""The site's own pages: method, health, errors, static files."""

import errno
import gzip
import html
import re

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError
from django.templatetags.static import static
from django.test import Client, RequestFactory
from django.views import defaults

from calculator.engine.version import MODEL_VERSION
from calculator.evidence.models import Release
from calculator.exhibits import glossary
from msoroi import fonts, method
from msoroi.templatetags import site


@pytest.mark.django_db
def test_method_page_shows_equations_and_version(client):
    page = client.get("/method/").content.decode()

    assert page.count("<math") > 20
    assert f"Model version {MODEL_VERSION}" in page
    assert '<a href="#' in page
    assert "$$" not in page
    assert not re.search(r"\sstyle=", page)  # MathML has displaystyle


def test_raw_html_in_the_method_stays_text():
    page = method.to_html("## Part\n\n<script>alert(1)</script>\n\n| a |\n|--:|\n| $x$ |\n")

    assert "<script>" not in page.body
    assert page.contents == [("part", "Part")]
    assert '<td class="num">' in page.body


def test_dollars_of_money_are_not_equations():
    assert "<math" not in method.to_html("It costs $5 and saves $6.").body


@pytest.mark.django_db
def test_health_is_good_with_a_live_release(client):
    response = client.get("/healthz/")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_health_is_bad_without_a_release(client, monkeypatch):
    monkeypatch.setattr("msoroi.views.Release.objects.filter", lambda **_: Release.objects.none())

    assert client.get("/healthz/").status_code == 503


@pytest.mark.django_db
def test_health_is_bad_without_a_database(client, monkeypatch):
    def broken(**_):
        raise DatabaseError

    monkeypatch.setattr("msoroi.views.Release.objects.filter", broken)

    assert client.get("/healthz/").status_code == 503


@pytest.mark.django_db
def test_error_pages_say_what_to_do():
    request = RequestFactory().get("/")

    for response, status in (
        (defaults.bad_request(request, SuspiciousOperation()), 400),
        (defaults.permission_denied(request, PermissionDenied()), 403),
        (defaults.server_error(request), 500),
    ):
        assert response.status_code == status
        assert b"To the calculator" in response.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("database is locked"), 503),
        (InterfaceError("connection already closed"), 503),
        (OSError(errno.ENOSPC, "No space left on device"), 503),
        (OSError(errno.ENOENT, "No such file"), 500),
        (ValueError("a slip of ours"), 500),
    ],
)
def test_what_passes_by_itself_is_told_apart_from_our_slips(client, monkeypatch, error, status):
    def fail():
        raise error

    monkeypatch.setattr("msoroi.views.glossary.all_terms", fail)
    client.raise_request_exception = False

    response = client.get("/glossary/")

    assert response.status_code == status
    assert ("Retry-After" in response) == (status == 503)
    assert "Nothing you typed caused this" in response.content.decode()
    assert str(error) not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/glossary/", "/nowhere/", "/api/v1/inputs", "/accounts/login/"])
def test_every_answer_tells_browsers_what_they_may_not(client, path):
    answer = client.get(path)

    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    for unsafe in ("unsafe-inline", "unsafe-eval", "http:", "*"):
        assert unsafe not in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_forged_post_is_refused_in_our_own_words():
    response = Client(enforce_csrf_checks=True).post("/", {"size": "1"})

    assert response.status_code == 403
    assert b"did not accept the form" in response.content


def test_error_pages_survive_a_lost_database(monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr("msoroi.templatetags.site.Release.objects.published", broken)

    assert site.live_release() == ""


def test_only_the_two_fonts_are_served():
    assert finders.find("fonts/SourceSansPro-Regular.ttf").endswith("SourceSansPro-Regular.ttf")
    assert not finders.find("fonts/SourceSansPro-Black.ttf")
    assert not finders.find("fonts/LICENSE.txt")
    assert [name for name, _ in fonts.FontFinder().list(None)] == list(fonts.FILES)
    assert fonts.FontFinder().check() == []


def test_every_sheet_and_script_of_the_frame_exists():
    for name in ("tokens", "base", "form", "result", "tables", "charts", "evidence", "print"):
        assert finders.find(f"css/{name}.css")
    assert finders.find("js/calculator.js")
    assert finders.find("favicon.svg")


@pytest.mark.django_db
def test_the_glossary_explains_every_word_once_and_is_linked_from_every_page(client):
    found = glossary.all_terms()

    page = client.get("/glossary/").content.decode()

    assert len({term.word for term in found}) == len(found) > len(glossary.TERMS)
    anchors = re.findall(r'<dt id="([^"]+)">', page)
    assert len(set(anchors)) == len(anchors) == len(found)
    for term in found:
        assert f"<dd>{html.escape(term.meaning)}</dd>" in page
    assert 'href="/glossary/"' in client.get("/method/").content.decode()
    assert client.post("/glossary/").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/evidence/", "/evidence/claims/", "/method/"])
def test_long_pages_travel_compressed(client, address):
    response = client.get(address, headers={"accept-encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert gzip.decompress(response.content).startswith(b"<!DOCTYPE html>")


@pytest.mark.django_db
def test_fonts_are_fetched_before_the_text_is_set(client):
    page = client.get("/glossary/").content.decode()

    for font in ("Regular", "Semibold"):
        assert f'<link rel="preload" href="{static(f"fonts/SourceSansPro-{font}.ttf")}"' in page
