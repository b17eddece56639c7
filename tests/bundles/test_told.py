"""The end of a portfolio's reports is told to its owner's programs, once, and to nobody else's."""

import json

import pytest

from calculator.bundles import tasks
from calculator.reports import services as reports
from calculator.webhooks import services as webhooks
from calculator.webhooks.events import PORTFOLIO_REPORTS_FINISHED
from calculator.webhooks.models import Delivery
from tests.bundles.conftest import ask, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def endpoints(settings, alice, bob):
    settings.WEBHOOKS_TO_PRIVATE = True
    for owner in (alice, bob):
        webhooks.add_endpoint(
            owner=owner, url="http://127.0.0.1/", events=[PORTFOLIO_REPORTS_FINISHED]
        )


def told() -> list[dict]:
    """Return what is told, in order."""
    return [json.loads(each.body)["data"] for each in Delivery.objects.order_by("pk")]


def test_finished_reports_are_told_once_to_the_owner_of_the_portfolio(done, alice, client):
    bundle = work(ask(done))
    tasks.bind_bundle(bundle.pk)
    tasks.reap_bundles()

    (data,) = told()
    assert Delivery.objects.get().endpoint.owner == alice
    assert data == {
        "reports": f"/api/v1/portfolios/{done.token}/reports",
        "portfolio": f"/api/v1/portfolios/{done.token}",
        "page": f"/portfolios/{done.token}/reports/",
        "paper": "letter",
        "status": "done",
        "error": "",
        "groups": 3,
    }
    client.force_login(alice)
    assert client.get(data["page"]).status_code == 200


def test_failed_reports_are_told_and_told_again_when_they_went_on(done, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr(reports, "pdf", lambda document: 1 / 0)
        work(ask(done))
    work(ask(done))

    assert [data["status"] for data in told()] == ["failed", "done"]
    assert "Something went wrong" in told()[0]["error"]
