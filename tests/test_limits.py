"""Limits of the pages: counted by caller and clock, told plainly, and nothing typed is lost."""

import pytest
from django.core.cache import caches
from redis.exceptions import ConnectionError as RedisGone

from msoroi import limits
from msoroi import settings as site
from tests.journeys.pages import routes

pytestmark = pytest.mark.django_db

NOON = 1_800_000_000.0  # the beginning of a minute
REFUSED = {"size": "none", "design": "volun<tary>"}


@pytest.fixture
def limit(settings, monkeypatch):
    """Set limits; the clock stands 20 seconds into a minute."""

    def choose(**most: int) -> None:
        settings.PAGE_LIMITS = most

    caches["limits"].clear()
    monkeypatch.setattr("calculator.limits.time.time", lambda: NOON + 20)
    return choose


def test_who_asks_too_much_is_told_when_it_goes_on(client, limit):
    limit(reads=2)

    replies = [client.get("/glossary/") for _ in range(3)]

    assert [reply.status_code for reply in replies] == [200, 200, 429]
    assert replies[2]["Retry-After"] == "41"
    assert "It goes on in 41 seconds." in replies[2].content.decode()
    assert replies[2]["Cache-Control"] == "no-store"


def test_it_goes_on_in_the_next_minute(client, limit, monkeypatch):
    limit(reads=1)
    assert [client.get("/glossary/").status_code for _ in range(2)] == [200, 429]

    monkeypatch.setattr("calculator.limits.time.time", lambda: NOON + 61)

    assert client.get("/glossary/").status_code == 200


def test_what_was_typed_can_be_sent_again(client, limit):
    limit(calculations=1)
    client.post("/", REFUSED)

    page = client.post("/?audience=payer", REFUSED).content.decode()

    assert '<form method="post" action="/?audience=payer">' in page
    assert '<input type="hidden" name="size" value="none">' in page
    assert '<input type="hidden" name="design" value="volun&lt;tary&gt;">' in page
    assert '<input type="hidden" name="csrfmiddlewaretoken"' in page.partition('action="/?aud')[2]


def test_a_part_of_a_page_is_told_beside_what_is_there(client, limit):
    limit(calculations=0)

    reply = client.post("/preview/", REFUSED, headers={"HX-Request": "true"})

    assert reply.status_code == 429
    assert reply["HX-Retarget"] == "#too-many"
    assert 'id="too-many"' in client.get("/").content.decode()
    assert "<html" not in reply.content.decode()


def test_reading_goes_on_where_calculating_is_used_up(client, limit):
    limit(calculations=0, files=0)

    assert client.get("/").status_code == 200
    assert client.post("/", REFUSED).status_code == 429
    assert client.get("/compare/").status_code == 429


def test_files_and_messages_are_counted_apart(client, limit):
    limit(files=0, calculations=5)

    assert client.post("/c/nobodys/reports/").status_code == 429
    assert client.post("/", REFUSED).status_code == 422


def test_a_chosen_file_is_not_said_to_be_kept(client, limit, tmp_path):
    limit(files=0)
    file = tmp_path / "groups.csv"
    file.write_text("group_id,members\na,900\n")

    with file.open("rb") as chosen:
        page = client.post("/portfolios/", {"file": chosen}).content.decode()

    assert "A chosen file cannot be kept here" in page
    assert "Send again" not in page


def test_accounts_behind_one_address_are_counted_apart(client, limit, django_user_model):
    limit(calculations=1)
    assert [client.post("/", REFUSED).status_code for _ in range(2)] == [422, 429]

    client.force_login(django_user_model.objects.create_user("ann", "ann@example.org"))

    assert [client.post("/", REFUSED).status_code for _ in range(2)] == [422, 429]


def test_one_network_of_ipv6_is_one_caller(client, limit):
    limit(reads=1)

    replies = [client.get("/glossary/", REMOTE_ADDR=f"2001:db8::{n}") for n in (1, 2)]
    other = client.get("/glossary/", REMOTE_ADDR="2001:db8:0:1::1")

    assert [reply.status_code for reply in (*replies, other)] == [200, 429, 200]


def test_headers_of_a_proxy_that_is_not_there_lift_no_limit(client, limit):
    limit(reads=1)

    replies = [client.get("/glossary/", headers={"x-forwarded-for": f"10.0.0.{n}"}) for n in (1, 2)]

    assert [reply.status_code for reply in replies] == [200, 429]


def test_health_api_and_signing_in_go_by_rules_of_their_own(client, limit):
    limit(reads=0, calculations=0, files=0)

    for path in ("/healthz/", "/api/v1/inputs", "/accounts/login/"):
        assert client.get(path).status_code == 200, path


def test_pages_answer_while_nobody_counts(client, limit, monkeypatch):
    limit(reads=1)

    def refuse(name):
        raise RedisGone("nobody listens")

    monkeypatch.setattr(caches["limits"], "incr", refuse)

    assert [client.get("/glossary/").status_code for _ in range(3)] == [200] * 3


def test_every_limited_page_is_a_page_and_every_kind_has_a_limit():
    assert set(routes()) >= limits.CALCULATE | limits.MAKE_FILES | limits.OPEN
    assert set(site.PAGE_LIMITS) == {"reads", "calculations", "files"}
