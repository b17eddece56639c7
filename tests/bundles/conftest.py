"""A finished portfolio, and the reports of its groups made as workers make them."""

import pytest

from calculator.bundles import services, tasks
from calculator.bundles.models import Bundle
from calculator.jobs import Status
from calculator.portfolios.models import Portfolio
from tests.portfolios.conftest import (  # noqa: F401, the fixtures of a portfolio
    _files_in_a_folder_of_the_test,
    alice,
    finish,
    upload,
)

FILE = "group_id,members,region\nAcme & Söhne/West,1000,n\nBad,none,n\n=2+5,20000,s\nAcme,7,s\n"
GROUPS = ("Acme & Söhne/West", "=2+5", "Acme")


@pytest.fixture
def done(finish) -> Portfolio:  # noqa: F811
    """Three groups that were calculated, and one that was refused."""
    return finish(FILE)


@pytest.fixture
def two_a_part(monkeypatch) -> None:
    monkeypatch.setattr("calculator.bundles.moving.PART", 2)
    monkeypatch.setattr("calculator.bundles.making.PART", 2)


@pytest.fixture
def made(done: Portfolio) -> Bundle:
    return work(ask(done))


@pytest.fixture
def no_broker(monkeypatch) -> list[tuple[str, int]]:
    """Note what is sent, and send nothing."""
    sent: list[tuple[str, int]] = []
    for name in ("make_part", "bind_bundle"):
        task = getattr(tasks, name)
        monkeypatch.setattr(task, "delay", lambda pk, name=name: sent.append((name, pk)))
    return sent


def ask(portfolio: Portfolio, paper: str = "letter") -> Bundle:
    """Ask for the reports of a portfolio."""
    bundle = services.request_bundle(portfolio=portfolio, paper=paper)
    tasks.send_bundle(bundle)
    return bundle


def work(bundle: Bundle) -> Bundle:
    """Do what workers do until nothing of it is queued."""
    while part := bundle.parts.filter(status=Status.QUEUED).first():
        tasks.make_part(part.pk)
    tasks.bind_bundle(bundle.pk)
    return Bundle.objects.get(pk=bundle.pk)


def fresh(bundle: Bundle) -> Bundle:
    return Bundle.objects.get(pk=bundle.pk)
