"""A portfolio's end is told to its owner's programs, once, and to nobody else's."""

import json

import pytest

from calculator.portfolios import services, tasks
from calculator.portfolios.run import pieces
from calculator.webhooks import services as webhooks
from calculator.webhooks.events import PORTFOLIO_FINISHED
from calculator.webhooks.models import Delivery
from tests.portfolios.conftest import work

pytestmark = pytest.mark.django_db

FILE = "group_id,members\na,1000\nb,none\n"


@pytest.fixture(autouse=True)
def endpoints(settings, alice, bob):
    settings.WEBHOOKS_TO_PRIVATE = True
    for owner in (alice, bob):
        webhooks.add_endpoint(owner=owner, url="http://127.0.0.1/", events=[PORTFOLIO_FINISHED])


def told() -> list[dict]:
    """Return what is told, in order."""
    return [json.loads(each.body)["data"] for each in Delivery.objects.order_by("pk")]


def test_finished_portfolio_is_told_once_to_its_owner(finish, alice, client):
    done = finish(FILE)
    tasks.run_step(done.steps.last().pk)
    tasks.reap_portfolios()

    (data,) = told()
    assert Delivery.objects.get().endpoint.owner == alice
    assert (data["status"], data["error"], data["rows"], data["refused"]) == ("done", "", 2, 1)
    assert data["portfolio"] == f"/api/v1/portfolios/{done.token}"
    client.force_login(alice)
    assert client.get(data["page"]).status_code == 200


def test_stopped_portfolio_is_told_and_told_again_when_it_went_on(upload, monkeypatch):
    portfolio = upload(FILE)
    services.run_portfolio(portfolio=portfolio)
    with monkeypatch.context() as broken:
        broken.setattr(pieces, "table_of", lambda refusals: 1 / 0)
        stopped = work(portfolio)
    services.resume_portfolio(portfolio=stopped)
    work(stopped)

    assert [data["status"] for data in told()] == ["failed", "done"]
    assert "Try again" in told()[0]["error"]


def test_cancelled_portfolio_is_not_told(upload):
    portfolio = upload(FILE)
    services.run_portfolio(portfolio=portfolio)
    services.cancel_portfolio(portfolio=portfolio)
    work(portfolio)

    assert told() == []
