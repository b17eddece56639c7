"""Fifty calls with one key at once, on real servers: one effect, one answer."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier
from time import monotonic, sleep

import psycopg

from tests import services

CALLS = 50
LATER = {409, 429}
PATIENCE = 150  # seconds: two windows of the limit and more
BODY = json.dumps({"members": 10_000, "draws": 1_000})
HEADERS = {"Content-Type": "application/json", "Idempotency-Key": "one-and-the-same"}
PLAIN = {"ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "0", "SECRET_KEY": "only-for-tests-" * 4}
COUNT = "SELECT count(*) FROM scenarios_scenario"


def test_fifty_calls_have_one_effect_on_sqlite():
    with services.site() as site:
        found = fifty(site)

        with closing(sqlite3.connect(site.data_dir / "db.sqlite3")) as database:
            effects = database.execute(COUNT).fetchone()[0]

    judge(found, effects)


def test_fifty_calls_have_one_effect_on_postgresql():
    with (
        services.postgresql_server() as database,
        services.site(DATABASE_URL=database, **PLAIN) as site,
    ):
        found = fifty(site)

        with psycopg.connect(database) as connection:
            effects = connection.execute(COUNT).fetchone()[0]

    judge(found, effects)


def fifty(site: services.Site) -> list[tuple[int, bytes]]:
    """Send fifty at once, each until it has an answer: status and body."""
    together = Barrier(CALLS)
    with ThreadPoolExecutor(CALLS) as pool:
        return list(pool.map(lambda _: answered(site, together), range(CALLS)))


def answered(site: services.Site, together: Barrier) -> tuple[int, bytes]:
    """Call until it's neither refused as running nor, on a slow machine, as one call too many."""
    together.wait(120)
    until = monotonic() + PATIENCE
    while True:
        status, body = site.ask("POST", "/api/v1/calculations", BODY, HEADERS)
        if status not in LATER or monotonic() > until:
            return status, body
        sleep(2)


def judge(found: list[tuple[int, bytes]], effects: int) -> None:
    assert {status for status, _ in found} == {201}
    assert len({body for _, body in found}) == 1
    assert len(found) == CALLS
    assert effects == 1
