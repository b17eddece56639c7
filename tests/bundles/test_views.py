"""The page of a portfolio's reports; seen by the portfolio's owner alone."""

import zipfile

import pytest

from calculator.bundles import services, tasks
from calculator.bundles.models import Bundle
from calculator.jobs import Status
from calculator.reports import services as reports
from tests.bundles.conftest import ask, work

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def page(client, alice):
    client.force_login(alice)
    return client


@pytest.fixture
def address(done) -> str:
    return f"{done.get_absolute_url()}reports/"


def test_reports_are_asked_for_made_and_taken(page, done, address, tmp_path):
    assert address in page.get(done.get_absolute_url()).content.decode()
    assert "under a minute on one core" in page.get(address).content.decode()

    reply = page.post(address, {"paper": "a4"})

    assert (reply.status_code, reply.url) == (302, address)
    assert "0 of 3 PDFs are made" in page.get(address).content.decode()
    assert page.get(f"{address}file").url == address
    work(Bundle.objects.get())
    assert "3 PDFs on A4" in page.get(address).content.decode()
    reply = page.get(f"{address}file")
    path = tmp_path / "reports.zip"
    path.write_bytes(b"".join(reply.streaming_content))
    assert 'filename="groups-reports.zip"' in reply["Content-Disposition"]
    assert len(zipfile.ZipFile(path).namelist()) == 4


def test_a_poll_that_has_seen_this_gets_nothing_new(page, done, address):
    bundle = ask(done)

    first = page.get(address, headers=HTMX)
    again = page.get(f"{address}?seen=queued-0", headers=HTMX)
    work(bundle)
    last = page.get(f"{address}?seen=queued-0", headers=HTMX)

    assert (first.status_code, again.status_code) == (200, 204)
    assert "<h1>" not in first.content.decode()
    assert last["HX-Refresh"] == "true"


def test_failed_reports_say_why_and_go_on(page, done, address, monkeypatch):
    bundle = ask(done)
    with monkeypatch.context() as broken:
        broken.setattr(reports, "pdf", lambda document: 1 / 0)
        work(bundle)
    assert "Something went wrong" in page.get(address).content.decode()

    page.post(f"{address}retry/")

    assert work(bundle).status == Status.DONE


def test_reports_are_discarded(page, made, address):
    page.post(f"{address}discard/")

    assert not Bundle.objects.exists()
    assert "Make the reports" in page.get(address).content.decode()


def test_too_many_groups_are_told_before_and_after_the_button(page, address, monkeypatch):
    monkeypatch.setattr(services, "MOST_GROUPS", 2)

    shown = page.get(address).content.decode()
    reply = page.post(address, {"paper": "letter"})

    assert "reports are made of 2 at most" in shown
    assert "Make the reports" not in shown
    assert reply.status_code == 422
    assert "reports are made of 2 at most" in reply.content.decode()


def test_unknown_paper_is_refused_at_its_field(page, address):
    reply = page.post(address, {"paper": "papyrus"})

    assert reply.status_code == 422
    assert "Choose US Letter or A4" in reply.content.decode()


@pytest.mark.parametrize(
    ("method", "rest"),
    [("get", ""), ("post", ""), ("post", "retry/"), ("post", "discard/"), ("get", "file")],
)
def test_others_find_nothing(client, made, address, django_user_model, method, rest):
    assert getattr(client, method)(f"{address}{rest}").status_code == 302  # to sign in
    client.force_login(django_user_model.objects.create_user(username="eve", email="e@x.org"))

    assert getattr(client, method)(f"{address}{rest}").status_code == 404
    assert Bundle.objects.get().status == Status.DONE


@pytest.mark.parametrize("rest", ["retry/", "discard/"])
def test_buttons_only_take_a_press(page, made, address, rest):
    assert page.get(f"{address}{rest}").status_code == 405


def test_send_bundle_sends_after_commit(done, no_broker, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bundle = services.request_bundle(portfolio=done, paper="letter")
        tasks.send_bundle(bundle)
        assert no_broker == []

    assert no_broker == [("make_part", bundle.parts.get().pk)]
