"""Reports made by a real worker, on the embedded broker and on Redis; killed in the middle."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing

import pytest

from calculator.jobs import GAVE_UP, MAX_RUNS
from tests.reports import pdf
from tests.reports.visitor import Visitor
from tests.services import Site, manage, postgresql_server, redis_server, site, wait_until

ON_REDIS = {
    "ALLOWED_HOSTS": "127.0.0.1",
    "SECRET_KEY": "a key for this test alone, of more than fifty characters",
    "HTTPS": "0",
}
SEND_AGAIN = """
from calculator.reports.models import Report
from calculator.reports.tasks import make_report
make_report.delay(Report.objects.get(token={token!r}).pk)
"""


@pytest.fixture(params=["embedded", "redis"])
def running(request) -> Iterator[Site]:
    """The site without a worker, on either broker."""
    if request.param == "embedded":
        with site() as found:
            yield found
    else:
        with redis_server() as url, site(REDIS_URL=url, **ON_REDIS) as found:
            yield found


def row(running: Site, report: str, *names: str) -> tuple:
    """Return columns of a report as the database holds them now."""
    with closing(sqlite3.connect(running.data_dir / "db.sqlite3", timeout=10)) as database:
        query = f"SELECT {', '.join(names)} FROM reports_report WHERE token = ?"
        return database.execute(query, [token_of(report)]).fetchone()


def status(running: Site, report: str) -> str:
    return row(running, report, "status")[0]


def token_of(report: str) -> str:
    return report.strip("/").rpartition("/")[2]


def kill_while_running(running: Site, visitor: Visitor, calculations: list[str]) -> str:
    """Kill the worker in the middle of a report; return the report that was left running.

    A report takes some tenths of a second; the worker may just have finished it when the signal
    arrives. Then the next one is tried.
    """
    for calculation in calculations:
        report = visitor.ask_for_pdf(calculation)
        deadline = time.monotonic() + 60
        while status(running, report) == "queued":
            assert time.monotonic() < deadline, "nobody claimed the report"
            time.sleep(0.001)
        running.kill_worker()
        if status(running, report) == "running":
            return report
        running.start_worker()
    raise AssertionError("every report was finished before the worker could be killed")


def test_a_worker_killed_in_the_middle_leaves_a_report_that_finishes(running):
    visitor = Visitor(site=running)
    calculations = [visitor.calculate(members) for members in (10_000, 20_000, 30_000, 40_000)]
    running.start_worker()

    report = kill_while_running(running, visitor, calculations)
    assert row(running, report, "runs", "content") == (1, None)
    assert b"Running." in visitor.open(report)[1]
    running.start_worker()

    wait_until(lambda: status(running, report) == "done", "the report is done")
    runs, size, content = row(running, report, "runs", "size", "content")
    assert (runs, size) == (2, len(content))
    assert visitor.open(f"{report}file")[1] == content
    assert len(pdf.text(content)) == 2


def test_a_message_that_comes_twice_makes_no_second_file(running):
    visitor = Visitor(site=running)
    calculation = visitor.calculate(10_000)
    running.start_worker()
    first = visitor.ask_for_pdf(calculation)
    wait_until(lambda: status(running, first) == "done", "the report is done")
    before = row(running, first, "runs", "finished_at", "sha256")

    manage("shell", "-v0", "-c", SEND_AGAIN.format(token=token_of(first)), env=running.env)
    second = visitor.ask_for_pdf(calculation, paper="a4")
    wait_until(lambda: status(running, second) == "done", "the next report is done")

    assert row(running, first, "runs", "finished_at", "sha256") == before
    assert visitor.ask_for_pdf(calculation) == first


def test_a_report_whose_worker_always_dies_fails_with_a_reason():
    with site() as running:
        visitor = Visitor(site=running)
        report = visitor.ask_for_pdf(visitor.calculate(10_000))
        with closing(sqlite3.connect(running.data_dir / "db.sqlite3", timeout=10)) as database:
            lost = "status='running', runs=?, claim=?, lease_until='2026-01-01'"
            database.execute(f"UPDATE reports_report SET {lost}", [MAX_RUNS, "0" * 32])
            database.commit()
        running.start_worker()

        wait_until(lambda: status(running, report) == "failed", "the report has failed")
        page = visitor.open(report)[1].decode()
        assert GAVE_UP in page
        visitor.press_again(report)
        wait_until(lambda: status(running, report) == "done", "the second try is done")


def test_a_broker_that_is_gone_leaves_the_report_queued():
    with redis_server() as url, site(REDIS_URL=url, **ON_REDIS) as running:
        visitor = Visitor(site=running)
        calculation = visitor.calculate(10_000)
        manage("shell", "-v0", "-c", SHUTDOWN, env=running.env)

        report = visitor.ask_for_pdf(calculation)

        assert status(running, report) == "queued"
        assert b"Queued." in visitor.open(report)[1]


SHUTDOWN = """
import redis
from django.conf import settings
redis.Redis.from_url(settings.REDIS_URL).shutdown(nosave=True)
"""


def test_a_deployment_on_postgresql_and_redis_makes_reports():
    with (
        postgresql_server() as database,
        redis_server() as redis,
        site(worker=True, DATABASE_URL=database, REDIS_URL=redis, **ON_REDIS) as running,
    ):
        visitor = Visitor(site=running)
        report = visitor.ask_for_pdf(visitor.calculate(10_000), paper="a4")

        wait_until(lambda: b"Done." in visitor.open(report)[1], "the report is done")
        content = visitor.open(f"{report}file")[1]
        assert pdf.sizes(content) == [(595, 842)] * 2
        assert f"{running.url}/c/" in "".join(pdf.text(content)[1].split())
