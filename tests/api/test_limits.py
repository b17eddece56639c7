"""Limits: counted by caller and clock, announced on every answer, never a reason to fail."""

import re
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import caches
from redis.exceptions import ConnectionError as RedisGone

from calculator.api import throttles
from tests import services

pytestmark = pytest.mark.django_db

NOON = 1_800_000_000.0  # the beginning of a minute


@pytest.fixture
def limit(settings, monkeypatch):
    """Set the limit of calculations; the clock stands 20 seconds into a minute."""

    def choose(rate: str | None) -> None:
        rates = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] | {"calculations": rate}
        settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"DEFAULT_THROTTLE_RATES": rates}

    move(monkeypatch, 20)
    return choose


def move(monkeypatch, seconds: float) -> None:
    monkeypatch.setattr(throttles.time, "time", lambda: NOON + seconds)


def test_answer_says_the_limit_and_what_is_left(post, limit):
    limit("3/min")

    reply = post({})

    assert reply["RateLimit-Policy"] == '"calculations";q=3;w=60'
    assert reply["RateLimit"] == '"calculations";r=2;t=41'
    older = [reply[f"RateLimit-{name}"] for name in ("Limit", "Remaining", "Reset")]
    assert older == ["3", "2", "41"]


def test_limit_says_when_to_try_again_and_then_lets_through(post, limit, monkeypatch):
    limit("2/min")

    replies = [post({}) for _ in range(4)]

    assert [reply.status_code for reply in replies] == [422, 422, 429, 429]
    assert [reply["RateLimit-Remaining"] for reply in replies] == ["1", "0", "0", "0"]
    assert replies[2]["Content-Type"] == "application/problem+json"
    assert replies[2].json()["type"] == "urn:msoroi:problem:too-many-requests"
    move(monkeypatch, 20 + int(replies[2]["Retry-After"]))
    assert post({}).status_code == 422


def test_kinds_of_requests_are_counted_apart(client, post, limit):
    limit("1/min")
    post({})

    reply = client.get("/api/v1/inputs")

    assert reply.status_code == 200
    assert reply["RateLimit"].startswith('"reads";r=')


def test_addresses_are_counted_apart(post, limit):
    limit("1/min")

    replies = [post({}, REMOTE_ADDR=address) for address in ("10.0.0.1", "10.0.0.2", "10.0.0.1")]

    assert [reply.status_code for reply in replies] == [422, 422, 429]


def test_headers_of_a_proxy_do_not_lift_the_limit(post, limit):
    limit("1/min")

    replies = [post({}, headers={"x-forwarded-for": f"10.0.0.{n}"}) for n in range(2)]

    assert [reply.status_code for reply in replies] == [422, 429]


def test_without_a_limit_none_is_announced(post, limit):
    limit(None)

    reply = post({})

    assert not [name for name in reply.headers if name.startswith("RateLimit")]


@pytest.mark.parametrize("path", ["/api/schema/", "/api/v1/nothing"])
def test_every_kind_of_answer_announces_its_limit_or_has_none(client, path):
    reply = client.get(path)

    if reply.status_code == 200:
        assert re.fullmatch(r'"\w+";r=\d+;t=\d+', reply["RateLimit"])
    else:
        assert "RateLimit" not in reply


def test_requests_are_let_through_while_the_cache_is_down(post, limit, monkeypatch, caplog):
    limit("1/min")

    def refuse(name):
        raise RedisGone("nobody listens")

    monkeypatch.setattr(caches["limits"], "incr", refuse)

    assert [post({}).status_code for _ in range(3)] == [422, 422, 422]
    assert "requests are not counted" in caplog.text


def test_processes_of_one_site_let_exactly_the_limit_of_a_token_through():
    """Three processes, one Redis, two tokens: of 160 requests of each at once, 120 get through."""
    pids = ["--workers", "3", "--access-logfile", "-", "--access-logformat", "answered by %(p)s"]
    with (
        services.redis_server() as redis,
        services.site(gunicorn=pids, REDIS_URL=redis, **PLAIN) as site,
        ThreadPoolExecutor(16) as pool,
    ):
        bearers = services.manage("shell", "-c", TWO_TOKENS, env=site.env).split()[-2:]
        wait_for_a_fresh_minute()
        sent = [(site, bearer) for bearer in bearers * 160]
        found = list(pool.map(status_of_a_claim, sent))
        processes = set(re.findall(r"answered by <(\d+)>", site.log.read_text()))

    for bearer in range(2):
        mine = found[bearer::2]
        assert (mine.count(422), mine.count(429)) == (120, 40)
    assert len(processes) == 3


def status_of_a_claim(sent: tuple[services.Site, str]) -> int:
    """Check a claim that says nothing: refused at once, and counted."""
    site, bearer = sent
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {bearer}"}
    return site.ask("POST", "/api/v1/claim-checks", "{}", headers)[0]


def wait_for_a_fresh_minute() -> None:
    """Let a minute begin, so that all requests fall into one window."""
    if time.time() % 60 > 10:
        time.sleep(60.1 - time.time() % 60)


TWO_TOKENS = """
from calculator.accounts.models import User
from calculator.api.tokens.services import issue_token
ada = User.objects.create_user("ada", email="ada@example.org")
for name in ("one", "two"):
    print(issue_token(owner=ada, name=name, scopes=["calculations:run"], days=7)[1])
"""
PLAIN = {"ALLOWED_HOSTS": "127.0.0.1", "HTTPS": "0", "SECRET_KEY": "only-for-tests-" * 4}
