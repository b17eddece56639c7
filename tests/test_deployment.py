"""The documented production set-up, on a real PostgreSQL and a real Redis."""

import json
import subprocess
import sys

import pytest

from tests.services import ROOT, manage, postgresql_server, redis_server, site, wait_until

SECRET_KEY = "a key for this test alone, of more than fifty characters"

COUNT_EVIDENCE = """
from django.db import connection
from calculator.evidence.models import Source
print(connection.vendor, Source.objects.count())
"""
SEND_AND_COUNT = """
from kombu import Connection
from django.conf import settings
with Connection(settings.CELERY_BROKER_URL) as connection:
    print(type(connection.transport).__module__)
"""
CACHE = """
from django.core.cache import cache
cache.set("answer", 42)
print(type(cache._connections["default"]).__name__, cache.get("answer"))
"""


@pytest.fixture(scope="module")
def deployment():
    """Give the site with a worker on servers of its own."""
    with postgresql_server() as database, redis_server() as redis:
        variables = {
            "DATABASE_URL": database,
            "REDIS_URL": redis,
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECRET_KEY": SECRET_KEY,
            "HTTPS": "0",
        }
        with site(worker=True, **variables) as running:
            yield running


def test_the_pages_answer(deployment):
    for path in ("/", "/healthz/", "/evidence/", "/programs/", "/market/", "/method/"):
        assert deployment.get(path)[0] == 200, path


def test_the_evidence_lies_in_postgresql(deployment):
    assert manage("shell", "-v0", "-c", COUNT_EVIDENCE, env=deployment.env) == "postgresql 304\n"


@pytest.mark.parametrize(
    "path",
    [
        "/evidence/releases/compare/?before=%00&after=%00",
        "/evidence/claims/?document=%00&verdict=%00&topic=%00",
        "/evidence/parameters/engagement/?c=%00&release=%00",
        "/compare/?c=%00",
        "/accounts/password/reset/key/1-%00/",
    ],
)
def test_no_address_with_a_nul_breaks_postgresql(deployment, path):
    assert deployment.get(path)[0] < 500


def test_messages_and_cache_go_through_redis(deployment):
    said = manage("shell", "-v0", "-c", SEND_AND_COUNT + CACHE, env=deployment.env)

    assert said.splitlines() == ["kombu.transport.redis", "ForgivingCache 42"]


def test_the_worker_answers_over_redis(deployment):
    ping = [sys.executable, "-m", "celery", "-A", "msoroi", "inspect", "ping", "--json"]
    answers = []

    def answered():
        done = subprocess.run(ping, cwd=ROOT, env=deployment.env, capture_output=True, check=False)
        answers.append(done.stdout)
        return done.returncode == 0

    wait_until(answered, "the worker answers")
    assert {"ok": "pong"} in json.loads(answers[-1]).values()


def test_a_calculation_becomes_a_pdf_by_way_of_redis_and_postgresql(deployment):
    status, body = deployment.post("/api/v1/calculations", {"members": 10_000})
    assert status == 201, body
    reports = f"/api/v1/calculations/{json.loads(body)['id']}/reports"
    status, body = deployment.post(reports, {"paper": "a4"})
    assert status == 202, body
    address = "/api/v1/reports/" + json.loads(body)["id"]

    wait_until(
        lambda: json.loads(deployment.get(address)[1])["status"] in {"done", "failed"}, "a report"
    )

    assert json.loads(deployment.get(address)[1])["status"] == "done"
    status, content = deployment.get(f"{address}/file")
    assert status == 200
    assert content.startswith(b"%PDF-")


def test_a_plain_request_is_sent_to_https_but_the_health_check_is_not():
    with site(ALLOWED_HOSTS="127.0.0.1", SECRET_KEY=SECRET_KEY, HTTPS="1") as strict:
        assert strict.get("/")[0] == 301
        assert strict.get("/healthz/")[0] == 200
