"""All that each visitor sees, in the bracketing language: pages, answers to what is sent, mail."""

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest
from celery.app.task import Task
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from calculator.webhooks.models import Delivery
from tests.journeys import pages, seed_pages
from tests.language import evidence
from tests.language.pseudo import left
from tests.language.sent import SCRIPT, SENT, Sent

# What people named, and codes that the site writes as they are.
NAMES = {"Acme", "Bolt", "Cord", "Cron", "North", "South", "Next", "region", "members", "row"}
NAMES |= {"testserver", "Unspecified", "de"}  # no browser; 28 de noviembre
OF_EVIDENCE = ("evidence:", "review:", "scenarios:check-claim", "decisions:show-against")


@pytest.fixture
def names(db, settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """What there is to see; no worker comes for what is asked."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(Task, "apply_async", lambda *asked, **how: None)
    found = seed_pages.seeded()
    return found | {"delivery": Delivery.objects.get().pk}


@pytest.mark.usefixtures("pseudo")
def test_nothing_that_a_visitor_sees_is_left_in_english(names):
    seen = dict(visited(names)) | dict(sent(names)) | dict(mailed())

    assert {what: words for what, words in seen.items() if words} == {}


def visited(names: dict[str, object]) -> Iterator[tuple[str, list[str]]]:
    """Yield every page with what is left on it."""
    quoted = evidence.names()
    for who, routes in pages.PAGES.items():
        client = visitor(who, names)
        for route, addresses in routes.items():
            kept = quoted if route.startswith(OF_EVIDENCE) else ()
            for address in addresses:
                response = client.get(address.format(**names), follow=True)
                assert response.status_code in {200, 404, 410}
                yield f"{who} {address}", words(response, kept)


def sent(names: dict[str, object]) -> Iterator[tuple[str, list[str]]]:
    """Yield the answer to everything that is sent with what is left in it."""
    for who, listed in SENT.items():
        client = visitor(who, names)
        for number, (address, data) in enumerate(listed, 1):
            response = answer(client, address.format(**names), data, names)
            assert response.status_code < 500
            yield f"{who} {number}: {address}", words(response)


def mailed() -> Iterator[tuple[str, list[str]]]:
    """Yield every mail with what is left in it."""
    assert len(mail.outbox) > 5
    for each in mail.outbox:
        yield f"mail {each.subject}", left(f"{each.subject} {each.body}", NAMES)


def visitor(who: str, names: dict[str, object]) -> Client:
    client = Client(headers={"accept-language": "es"})
    if who in names:
        client.cookies["sessionid"] = names[who]
    return client


def answer(client: Client, address: str, data: Sent, names: dict[str, object]) -> HttpResponse:
    if data is None:
        return client.get(address, follow=True)
    if data == SCRIPT:
        return client.get(address, headers={"HX-Request": "true"})
    typed = {name: typed_of(value, names) for name, value in data.items()}
    return client.post(address, typed, follow=True)


def typed_of(value: object, names: dict[str, object]) -> object:
    if isinstance(value, tuple):
        name, content = value
        return SimpleUploadedFile(name, content.encode())
    return value.format(**names)


def words(response: HttpResponse, quoted: Collection[str] = ()) -> list[str]:
    return left(response.content.decode(), NAMES.union(quoted))
