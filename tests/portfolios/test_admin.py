"""Portfolios in the admin: staff see that one stands still and why, and never what is in it."""

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from calculator.portfolios import services, storing
from calculator.portfolios.models import Portfolio, State
from calculator.portfolios.run import pieces
from tests.portfolios.conftest import work

pytestmark = pytest.mark.django_db

LIST = reverse("admin:portfolios_portfolio_changelist")
FILE = "group_id,members,region\nAcme,1000,north\nBolt,none,south\n"


@pytest.fixture
def failed(upload, monkeypatch) -> Portfolio:
    portfolio = upload(FILE)
    services.run_portfolio(portfolio=portfolio)
    with monkeypatch.context() as broken:
        broken.setattr(pieces, "table_of", lambda refusals: 1 / 0)
        return work(portfolio)


@pytest.fixture
def press(admin_client):
    def press(action: str, *portfolios: Portfolio, **more: str) -> str:
        keys = [each.pk for each in portfolios]
        data = {"action": action, "_selected_action": keys} | more
        return admin_client.post(LIST, data, follow=True).content.decode()

    return press


def change(portfolio: Portfolio) -> str:
    return reverse("admin:portfolios_portfolio_change", args=[portfolio.pk])


def test_the_list_says_whose_it_is_and_why_it_stopped(admin_client, failed):
    page = admin_client.get(LIST, {"state": "failed", "q": "alice"}).content.decode()

    assert failed.error in page
    assert "alice" in page


def test_nothing_in_it_is_shown_or_can_be_changed(admin_client, finish):
    done = finish(FILE, totals_by="region")

    page = admin_client.get(change(done)).content.decode()

    assert done.sha256 in page
    assert "2 of 2 rows" in page
    assert not any(name in page for name in ("Acme", "Bolt", "north", "<textarea"))
    assert admin_client.get(reverse("admin:portfolios_portfolio_add")).status_code == 403


def test_stopped_portfolios_are_queued_again_and_others_left(press, failed, finish):
    done = finish(FILE)

    page = press("queue_again", failed, done)

    assert "Queued again: 1." in page
    assert Portfolio.objects.get(pk=done.pk).state == State.DONE
    assert work(failed).state == State.DONE


def test_one_that_may_not_run_now_says_why(press, failed, monkeypatch):
    monkeypatch.setattr(services, "MOST_RUNNING", 0)

    page = press("queue_again", failed)

    assert "0 portfolios run at a time" in page
    assert "Queued again: 0." in page


@pytest.mark.parametrize("way", ["page", "list"])
def test_deleted_portfolio_leaves_no_file(
    admin_client, press, finish, way, django_capture_on_commit_callbacks
):
    done = finish(FILE)

    with django_capture_on_commit_callbacks(execute=True):
        if way == "page":
            admin_client.post(change(done).replace("change", "delete"), {"post": "yes"})
        else:
            press("delete_selected", done, post="yes")

    assert not Portfolio.objects.exists()
    assert default_storage.listdir(f"{storing.FOLDER}/{done.token}")[1] == []


def test_running_portfolio_is_not_deleted(press, upload):
    portfolio = upload(FILE)
    services.run_portfolio(portfolio=portfolio)

    press("delete_selected", portfolio, post="yes")

    assert Portfolio.objects.get().is_moving
