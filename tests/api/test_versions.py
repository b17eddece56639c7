"""Every answer says by what it was made; the past can be asked again; unchanged answers are 304."""

import re

import pytest
from django.db import DatabaseError
from django.utils import timezone

from calculator.api import cursors, releases
from calculator.api.cursors import Cursor
from calculator.engine.version import MODEL_VERSION
from calculator.evidence import catalog
from calculator.evidence.models import Finding, Release
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db

FINDINGS = "/api/v1/evidence/findings"
CONDITIONAL = [
    *("/api/v1/inputs", "/api/v1/programs", FINDINGS, "/api/v1/evidence/releases"),
    *("/api/v1/evidence/parameters/engagement", "/api/schema/"),
]


@pytest.fixture
def withdrawn(monkeypatch) -> Release:
    """The live release, read as if it had been withdrawn after another went live."""
    release = catalog.live_release()
    monkeypatch.setattr(
        Release, "from_db", classmethod(lambda cls, *row: _withdrawn(original(*row)))
    )
    return release


original = Release.from_db


def _withdrawn(release: Release) -> Release:
    release.state, release.withdraw_reason = Release.State.WITHDRAWN, "A unit was wrong."
    release.withdrawn_at = timezone.now()
    return release


@pytest.mark.parametrize(
    "path",
    ["/api/v1/inputs", "/api/v1/nothing", "/api/schema/", "/api/v1/reports/none"],
)
def test_every_answer_has_both_versions(client, path):
    reply = client.get(path)

    assert reply["Model-Version"] == MODEL_VERSION
    assert reply["Evidence-Release"] == catalog.live_release().slug


def test_answer_about_a_calculation_has_its_own_versions(post, client):
    made = post({"members": 10_000, "draws": 1_000})
    Scenario.objects.update(model_version="0.9.0")

    reply = client.get(made["Location"])

    assert made["Model-Version"] == MODEL_VERSION
    assert reply["Model-Version"] == "0.9.0"


def test_answer_comes_without_a_release_where_the_database_fails(client, monkeypatch):
    def fail():
        raise DatabaseError("gone")

    monkeypatch.setattr(releases.Release.objects, "published", fail)

    reply = client.get("/api/v1/nothing")

    assert reply.status_code == 404
    assert "Evidence-Release" not in reply


def test_withdrawn_release_is_read_with_a_warning_and_calculates_no_more(client, post, withdrawn):
    read = client.get(f"{FINDINGS}?release={withdrawn.slug}&limit=1")
    refused = post({"members": 9}, f"/api/v1/calculations?release={withdrawn.slug}")
    told = client.get(f"/api/v1/evidence/releases/{withdrawn.slug}").json()

    assert read.status_code == 200
    assert read["Evidence-Release-State"] == "withdrawn"
    assert refused.status_code == 409
    assert "A unit was wrong." in refused.json()["detail"]
    assert refused.json()["errors"][0]["parameter"] == "release"
    assert told["withdraw_reason"] == "A unit was wrong."
    assert not Scenario.objects.exists()


def test_live_release_comes_without_a_warning(client):
    assert "Evidence-Release-State" not in client.get(FINDINGS)


@pytest.mark.parametrize("path", CONDITIONAL)
def test_unchanged_answer_is_not_sent_again(client, path):
    first = client.get(path)

    again = client.get(path, headers={"if-none-match": f'"other", W/{first["ETag"]}'})

    assert re.fullmatch(r'"[0-9a-f]{32}"', first["ETag"])
    assert first["Cache-Control"] == "private, no-cache"
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Evidence-Release"] == first["Evidence-Release"]
    assert "RateLimit" in again
    assert "Content-Type" not in again


def test_calculation_is_sent_once(post, client):
    address = post({"members": 10_000, "draws": 1_000})["Location"]
    tag = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": tag}).status_code == 304
    assert client.get(address, headers={"if-none-match": "*"}).status_code == 304
    assert client.get(address, headers={"if-none-match": '"x"'}).status_code == 200
    assert client.head(address, headers={"if-none-match": tag}).status_code == 304


def test_other_answer_has_another_tag(client):
    tags = {client.get(f"{FINDINGS}?limit={limit}")["ETag"] for limit in (1, 2, 3)}

    assert len(tags) == 3


def test_errors_and_posts_have_no_tag(client, post):
    assert "ETag" not in client.get(f"{FINDINGS}/none")
    assert "ETag" not in post({"members": 9, "draws": 1_000})


def links(reply) -> dict[str, str]:
    """The addresses of a Link header by their relation."""
    found = re.findall(r'<([^>]+)>; rel="(\w+)"', reply.headers.get("Link", ""))
    return {relation: address for address, relation in found}


def test_links_lead_through_all_pages_and_back(client):
    seen, back, reply = [], [], client.get(f"{FINDINGS}?limit=200")
    while True:
        body, found = reply.json(), links(reply)
        seen += [row["slug"] for row in body["results"]]
        assert (found.get("next"), found.get("prev")) == (body["next"], body["previous"])
        if "next" not in found:
            break
        reply = client.get(found["next"])
    while reply is not None:
        back = [row["slug"] for row in reply.json()["results"]] + back
        before = links(reply).get("prev")
        reply = client.get(before) if before else None

    assert seen == back == list(Finding.objects.values_list("slug", flat=True))


def test_pages_stay_with_the_release_that_they_began_with(client, monkeypatch):
    address = client.get(f"{FINDINGS}?limit=2").json()["next"]
    first = catalog.live_release().slug
    monkeypatch.setattr(Release.objects, "published", Release.objects.none)

    reply = client.get(address)

    assert reply.json()["release"] == reply["Evidence-Release"] == first


def test_links_keep_what_the_list_is_narrowed_by(client):
    body = client.get(f"{FINDINGS}?limit=1&verification=abstract").json()
    while body["next"]:
        body = client.get(body["next"].replace("limit=1&", "limit=400&")).json()
        assert {row["verification"] for row in body["results"]} == {"abstract"}


@pytest.mark.parametrize(
    "query",
    [
        "cursor=",
        "cursor=%00",
        "cursor=٣",
        "cursor=!!!",
        "cursor=bm8",
        "cursor=" + "W" * 399,
        "cursor=" + "A" * 500,
        "cursor={good}&offset=3",
        "cursor={good}&release={live}",
        "cursor={good}&topic=price",
        "cursor={negative}",
        "cursor={nul}",
    ],
)
def test_cursor_that_cannot_be_used_is_refused(client, query):
    live = catalog.live_release().slug
    words = {
        "good": cursors.written(Cursor(of=live, after=2)),
        "negative": cursors.written(Cursor(of=live, after=-2)),
        "nul": cursors.written(Cursor(of="a\x00", after=2)),
    }

    reply = client.get(f"{FINDINGS}?{query.format(live=live, **words)}")

    assert reply.status_code == 400
    assert [error["parameter"] for error in reply.json()["errors"]] == ["cursor"]


def test_cursor_of_a_release_that_is_not_public_finds_nothing(client):
    Release.objects.create(slug="secret", name="Secret", date="2026-12-01")
    word = cursors.written(Cursor(of="secret", after=0))

    assert client.get(f"{FINDINGS}?cursor={word}").status_code == 404


def test_cursor_beyond_the_end_is_an_empty_page(client):
    word = cursors.written(Cursor(of=catalog.live_release().slug, after=10**9))

    assert client.get(f"{FINDINGS}?cursor={word}").json()["results"] == []
