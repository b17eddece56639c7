"""Calculations to report on, and what their documents say."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from calculator.jobs import Job
from calculator.reports import services as reports
from calculator.reports import tasks
from calculator.reports.fiduciary import services as fiduciary
from calculator.reports.models import FiduciaryFile, Report
from calculator.scenarios import services
from calculator.scenarios.models import Scenario

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADDRESS = "https://savings.example.org/c/an-address/"


@pytest.fixture
def a_scenario(db) -> Callable[..., Scenario]:
    """Save a calculation of 10,000 members, or of other inputs."""

    def build(**raw: object) -> Scenario:
        scenario = services.save_scenario(raw=raw or {"members": 10_000})
        Scenario.objects.filter(pk=scenario.pk).update(created_at=NOON)
        return Scenario.objects.get(pk=scenario.pk)

    return build


@pytest.fixture
def a_report(a_scenario) -> Callable[..., Report]:
    """Ask for the report of a calculation."""

    def build(scenario: Scenario | None = None, paper: str = "letter") -> Report:
        return reports.request_report(
            scenario=scenario or a_scenario(), paper=paper, address=ADDRESS
        )

    return build


@pytest.fixture
def made(a_report) -> Report:
    """A finished report."""
    report = a_report()
    tasks.make_report(report.pk)
    return fresh(report)


@pytest.fixture
def a_file(a_report) -> Callable[..., FiduciaryFile]:
    """Make the fiduciary file of a calculation."""

    def build(scenario: Scenario | None = None, paper: str = "letter") -> FiduciaryFile:
        file = fiduciary.request_file(report=a_report(scenario, paper))
        tasks.make_fiduciary_file(file.pk)
        return FiduciaryFile.objects.get(pk=file.pk)

    return build


@pytest.fixture
def failed(a_report, monkeypatch) -> Report:
    """A report whose type could not be set."""

    def refuse(document: object) -> bytes:
        raise reports.typeset.TypesetError("no such font")

    report = a_report()
    with monkeypatch.context() as patch:
        patch.setattr(reports.typeset, "pdf", refuse)
        tasks.make_report(report.pk)
    return fresh(report)


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    """The keys of the reports whose tasks were started."""
    keys: list[int] = []
    monkeypatch.setattr(tasks.make_report, "delay", keys.append)
    return keys


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker) -> Iterator[int]:
    """One file for all tests that only read it."""
    with django_db_blocker.unblock():
        saved = services.save_scenario(raw={"members": 10_000, "draws": 1_000})
        Scenario.objects.filter(pk=saved.pk).update(created_at=NOON)
        report = reports.request_report(scenario=saved, paper="letter", address=ADDRESS)
        file = fiduciary.request_file(report=report)
        tasks.make_fiduciary_file(file.pk)
    yield file.pk
    with django_db_blocker.unblock():
        saved.delete()


@pytest.fixture
def small(made_once, db) -> FiduciaryFile:
    return FiduciaryFile.objects.select_related("report__scenario__release").get(pk=made_once)


def fresh(job: Job) -> Report:
    """Return the row as it is now."""
    return Report.objects.get(pk=job.pk)


def flat(words: str) -> str:
    """Return words without the spaces that lines and hyphenation put between them."""
    return re.sub(r"\s+", "", words)
