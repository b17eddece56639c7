import csv
import io
import json

import pytest
from django.urls import reverse

from calculator.evidence.canonical import exporter
from calculator.evidence.models import Claim, Finding, Release
from calculator.evidence.transfer.columns import KINDS
from tests.evidence import steps

pytestmark = pytest.mark.django_db


def address(kind="findings", form="csv", slug="2026-11"):
    return reverse("evidence:download-table", args=[slug, kind, form])


def body(response):
    return b"".join(response.streaming_content).decode()


def rows(response):
    return list(csv.DictReader(io.StringIO(body(response), newline=""), strict=True))


def test_addresses_are_plain():
    assert address() == "/evidence/releases/2026-11/findings.csv"


@pytest.mark.parametrize("kind", KINDS)
def test_csv_has_every_row_and_says_how_to_cite_it(client, kind):
    response = client.get(address(kind))
    found = rows(response)
    release = Release.objects.published().get()

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert len(found) == len(exporter.content_of(release)[kind])
    (cited,) = {row["citation"] for row in found}
    for part in (release.name, "2026-11-22", release.content_hash, "http://testserver/evidence/"):
        assert part in cited
    assert 'rel="cite-as"' in response["Link"]


@pytest.mark.parametrize("kind", KINDS)
def test_json_holds_the_rows_as_the_files_do(client, kind):
    held = json.loads(body(client.get(address(kind, "json"))))
    release = Release.objects.published().get()

    assert held[kind] == exporter.content_of(release)[kind]
    assert held["content_hash"] == release.content_hash
    assert release.content_hash in held["citation"]


def test_it_is_streamed(client):
    assert client.get(address()).streaming


def test_it_is_cached_long_and_named_by_its_content(client):
    first = client.get(address())
    again = client.get(address(), headers={"if-none-match": first["ETag"]})

    assert Release.objects.published().get().content_hash in first["ETag"]
    assert first["Cache-Control"] == "public, max-age=2592000"
    assert again.status_code == 304
    assert "Cookie" not in first.get("Vary", "")
    assert client.get(address("claims"))["ETag"] != first["ETag"]
    assert client.get(address(form="json"))["ETag"] != first["ETag"]


def test_it_is_only_read(client):
    assert client.post(address()).status_code == 405
    assert client.head(address()).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/evidence/releases/none/findings.csv",
        "/evidence/releases/2026-11/users.csv",
        "/evidence/releases/2026-11/findings.xlsx",
        "/evidence/releases/2026-11/findings.csv/",
    ],
)
def test_nothing_else_is_there(client, path):
    assert client.get(path).status_code == 404


def test_a_draft_is_for_staff_and_kept_nowhere(client, draft, bob):
    assert client.get(address(slug=draft.slug)).status_code == 404

    client.force_login(bob)
    response = client.get(address(slug=draft.slug))
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert "ETag" not in response
    assert len(rows(response)) == 544


def test_a_superseded_release_stays_at_its_address(client, draft):
    before = client.get(address())["ETag"]
    steps.edit(draft, Finding, "meyer-dx-change", country="Narnia")
    steps.published(draft)

    assert client.get(address())["ETag"] == before
    assert client.get(address(slug=draft.slug))["ETag"] != before


def test_formulas_are_defused_and_numbers_are_not(client, draft, bob):
    evil = '=HYPERLINK("http://example.org","click")'
    Claim.objects.filter(release=draft, slug="s4-mayo-88").update(claim=evil, why="-2+3")
    Finding.objects.filter(release=draft, unit__startswith="USD").update(value=-5.5, low=None)
    client.force_login(bob)

    (claim,) = [r for r in rows(client.get(address("claims", slug=draft.slug)))
                if r["id"] == "s4-mayo-88"]  # fmt: skip
    assert claim["claim"] == "'" + evil
    assert claim["why"] == "'-2+3"
    found = rows(client.get(address(slug=draft.slug)))
    assert {row["value"] for row in found if row["unit"].startswith("USD")} == {"-5.5"}


@pytest.mark.parametrize("page", ["list-parameters", "list-sources", "list-claims"])
def test_pages_link_the_files(client, page):
    shown = client.get(reverse(f"evidence:{page}")).content.decode()

    for kind in KINDS:
        assert address(kind) in shown
        assert address(kind, "json") in shown
