"""What stands while Redis is away: pages, calculations, signing in; and what the log leaves out."""

import logging

import pytest
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache

from msoroi.caches import of
from msoroi.logs import MaskedLine
from tests.services import free_port

pytestmark = pytest.mark.django_db

PASSWORD = "correct-horse-9"


@pytest.fixture
def without_redis(settings):
    """Point both caches at a Redis where nobody listens."""
    settings.CACHES = of(f"redis://127.0.0.1:{free_port()}/0")
    LocMemCache("while-redis-is-away", {}).clear()


def test_a_calculation_is_answered_and_kept(client, without_redis, caplog):
    sent = {"size": "10,000", "size_is": "members", "draws": "1000"}

    assert client.post("/preview/", sent).status_code == 200
    address = client.post("/", sent).url
    for page in ("", "measure/", "who-keeps/"):
        assert client.get(f"{address}{page}").status_code == 200, page
    assert "remembers by itself" in caplog.text


def test_people_sign_in_and_ask_for_a_password(client, without_redis, django_user_model):
    django_user_model.objects.create_user("ann", "ann@example.org", PASSWORD)

    asked = client.post("/accounts/password/reset/", {"email": "ann@example.org"})
    entered = client.post("/accounts/login/", {"login": "ann@example.org", "password": PASSWORD})

    assert (asked.status_code, entered.status_code) == (302, 302)
    assert client.get("/calculations/").status_code == 200


def test_who_guesses_a_password_is_stopped_all_the_same(client, without_redis, django_user_model):
    django_user_model.objects.create_user("ann", "ann@example.org", PASSWORD)
    for _ in range(5):
        client.post("/accounts/login/", {"login": "ann@example.org", "password": "guess"})

    right = client.post("/accounts/login/", {"login": "ann@example.org", "password": PASSWORD})

    assert "Too many failed login attempts" in right.content.decode()
    assert client.get("/calculations/").status_code == 302


def test_guesses_of_a_second_factor_are_counted_by_each_process(without_redis):
    cache = caches["default"]

    assert [cache.add("guesses", 1), cache.add("guesses", 2), cache.get("guesses")] == [
        True,
        False,
        1,
    ]
    cache.set("guesses", 3, 60)
    assert (cache.get("guesses"), cache.delete("guesses"), cache.get("guesses", 0)) == (3, True, 0)


def test_limits_are_not_counted(client, without_redis, settings, caplog):
    settings.PAGE_LIMITS = {"reads": 0}

    assert client.get("/glossary/").status_code == 200
    assert client.get("/api/v1/inputs").status_code == 200
    assert "requests are not counted" in caplog.text


def test_a_redis_that_never_answers_is_not_waited_for(settings):
    found = of("redis://127.0.0.1:6379/0")

    for name in ("default", "limits"):
        assert found[name]["OPTIONS"]["socket_connect_timeout"] <= 2
        assert found[name]["OPTIONS"]["socket_timeout"] <= 5
    assert caches["limits"] is not caches["default"]


def test_the_log_holds_no_address_that_opens_something():
    token = "OBDBaDjxeD-VBQQU5tl1LgP4GVoabgtW"
    line = MaskedLine("{levelname} {message}", style="{")
    try:
        raise ValueError(f"no such page: /s/{token}/")
    except ValueError as error:
        told = (ValueError, error, None)
    record = logging.LogRecord(
        "django.request", logging.WARNING, "", 0, "Not Found: %s", (f"/c/{token}/deal/",), told
    )

    assert line.format(record).splitlines() == [
        "WARNING Not Found: /c/…/deal/",
        "ValueError: no such page: /s/…/",
    ]
