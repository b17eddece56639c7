"""Kept calculations: with a token for it, one's own and nobody else's."""

import re

import pytest
from django.utils import timezone

from calculator.api import cursors, kept
from calculator.api.cursors import Cursor
from calculator.api.tokens.scopes import CALCULATIONS_RUN, SCENARIOS_WRITE
from calculator.api.tokens.services import issue_token
from calculator.scenarios import services
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db

SCENARIOS = "/api/v1/scenarios"
INPUTS = {"members": 10_000, "draws": 1_000}
GOOD = {"name": "Renewal", "inputs": INPUTS}


@pytest.fixture
def bearer(django_user_model):
    """Headers of a new person with a token."""

    def make(name: str = "ada", *scopes: str) -> dict[str, str]:
        owner, _ = django_user_model.objects.get_or_create(username=name, email=f"{name}@x.org")
        token = issue_token(owner=owner, name="t", scopes=scopes or [SCENARIOS_WRITE], days=7)
        return {"authorization": f"Bearer {token[1]}"}

    return make


@pytest.fixture
def keep(post, bearer):
    """Keep a calculation of Ada's."""
    headers = bearer()

    def send(body: object = GOOD, to: str = SCENARIOS, **more: str):
        return post(body, to, headers=headers | more)

    return send


@pytest.fixture
def ask(client, bearer):
    """Read as Ada."""
    headers = bearer()
    return lambda path: client.get(path, headers=headers)


def test_kept_calculation_has_its_name_figures_and_owner(keep, ask, django_user_model):
    reply = keep()

    body, saved = reply.json(), Scenario.objects.get()
    assert reply.status_code == 201
    assert body == ask(reply["Location"]).json()
    assert (body["name"], body["archived_at"]) == ("Renewal", None)
    assert body["net"] == saved.result["totals"]["net"]
    assert body["probability_net_positive"] == saved.result["psa"]["probability_net_positive"]
    assert saved.created_by.username == "ada"
    assert reply["Model-Version"] == body["model_version"]
    assert reply["Evidence-Release"] == body["evidence_release"]


def test_it_is_the_calculation_that_everybody_gets(keep, post, client, bearer):
    kept_one = keep().json()
    plain = post(INPUTS).json()
    reader = bearer("ada", CALCULATIONS_RUN)

    whole = client.get(kept_one["calculation"], headers=reader).json()

    assert whole["totals"] == plain["totals"]
    assert whole["fingerprint"] == plain["fingerprint"]


def test_nobody_else_reads_lists_or_archives_it(keep, client, post, bearer):
    address, body = (reply := keep())["Location"], reply.json()
    bob = bearer("bob", SCENARIOS_WRITE, CALCULATIONS_RUN)

    assert client.get(address, headers=bob).status_code == 404
    assert post("", f"{address}/archive", headers=bob).status_code == 404
    assert client.get(SCENARIOS, headers=bob).json()["results"] == []
    for headers in (bob, {}):
        assert client.get(body["calculation"], headers=headers).status_code == 404
        assert client.get(body["calculation"] + "/draws", headers=headers).status_code == 404


def test_what_nobody_owns_is_not_kept_by_anybody(ask, post):
    token = post(INPUTS).json()["id"]

    assert ask(f"{SCENARIOS}/{token}").status_code == 404


@pytest.mark.parametrize("path", ["", "/x", "/x/archive", "/x/restore"])
def test_without_a_token_there_is_a_challenge(client, post, path):
    reply = client.get(SCENARIOS + path) if path in ("", "/x") else post({}, SCENARIOS + path)

    assert reply.status_code == 401
    assert reply["WWW-Authenticate"] == 'Bearer realm="msoroi"'
    assert post(GOOD, SCENARIOS).status_code == 401
    assert not Scenario.objects.exists()


def test_token_without_the_scope_is_refused(post, client, bearer):
    runner = bearer("ada", CALCULATIONS_RUN)

    for reply in (post(GOOD, SCENARIOS, headers=runner), client.get(SCENARIOS, headers=runner)):
        assert reply.status_code == 403
        assert reply.json()["scope"] == SCENARIOS_WRITE


def test_archived_is_off_the_list_until_it_is_taken_back(keep, ask):
    address = keep()["Location"]

    away = keep("", f"{address}/archive").json()
    again = keep("", f"{address}/archive").json()

    assert away["archived_at"] == again["archived_at"] is not None
    assert ask(SCENARIOS).json()["count"] == 0
    assert [row["id"] for row in ask(f"{SCENARIOS}?archived=true").json()["results"]] == [
        away["id"]
    ]
    assert ask(address).status_code == 200
    assert keep("", f"{address}/restore").json()["archived_at"] is None
    assert ask(SCENARIOS).json()["count"] == 1


def test_links_lead_through_all_pages_newest_first(keep, ask):
    made = [keep({**GOOD, "name": str(n)}).json()["id"] for n in range(5)]
    seen, address = [], f"{SCENARIOS}?limit=2"
    while address:
        reply = ask(address)
        seen += [row["id"] for row in reply.json()["results"]]
        links = re.findall('<([^>]+)>; rel="next"', reply.headers.get("Link", ""))
        address = reply.json()["next"]
        assert links == ([address] if address else [])

    assert seen == made[::-1]


def test_row_added_meanwhile_moves_no_page(keep, ask):
    made = [keep().json()["id"] for _ in range(3)]
    following = ask(f"{SCENARIOS}?limit=2").json()["next"]
    keep()

    assert [row["id"] for row in ask(following).json()["results"]] == [made[0]]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("limit=101", "limit"),
        ("limit=x", "limit"),
        ("archived=maybe", "archived"),
        ("cursor=x", "cursor"),
        (f"cursor={cursors.written(Cursor(of='2026-11', after=3))}", "cursor"),
        (f"archived=true&cursor={cursors.written(Cursor(of='scenarios', after=3))}", "cursor"),
        ("release=2026-11", "release"),
        ("owner=bob", "owner"),
    ],
)
def test_query_that_cannot_be_used_is_refused(ask, query, name):
    reply = ask(f"{SCENARIOS}?{query}")

    assert reply.status_code == 400
    assert [error["parameter"] for error in reply.json()["errors"]] == [name]


def test_cursor_beyond_all_keys_is_the_first_page(keep, ask):
    keep()
    word = cursors.written(Cursor(of="scenarios", after=10**40, narrowed="false"))

    assert ask(f"{SCENARIOS}?cursor={word}").json()["count"] == 1


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"name": "x"}, "/inputs"),
        ({"inputs": 3}, "/inputs"),
        ({"inputs": {**INPUTS, "design": "dreamt"}}, "/inputs/design"),
        ({**GOOD, "name": 3}, "/name"),
        ({**GOOD, "name": "x" * 121}, "/name"),
        ({**GOOD, "name": "a\x00b"}, "/name"),
        ({**GOOD, "owner": "bob"}, "/owner"),
    ],
)
def test_body_that_cannot_be_used_is_pointed_to(keep, body, pointer):
    reply = keep(body)

    assert reply.status_code == 422
    assert [error["pointer"] for error in reply.json()["errors"]] == [pointer]
    assert not Scenario.objects.exists()


def test_body_that_is_no_object_is_refused(keep):
    assert keep([1]).status_code == 400


def test_name_may_be_left_out(keep):
    assert keep({"inputs": INPUTS}).json()["name"] == ""


def test_account_keeps_a_limited_number(keep, monkeypatch):
    keep()
    monkeypatch.setattr(kept, "MOST_KEPT", 1)

    reply = keep()

    assert reply.status_code == 409
    assert "as many as one may" in reply.json()["detail"]


def test_key_keeps_once(keep):
    headers = {"idempotency-key": "k"}

    assert keep(**headers).json() == keep(**headers).json()
    assert Scenario.objects.count() == 1


def test_failure_on_the_way_keeps_nothing(client, keep, monkeypatch):
    client.raise_request_exception = False

    def fail(**given):
        services_saved(**given)
        raise NotImplementedError

    services_saved = services.save_scenario
    monkeypatch.setattr(services, "save_scenario", fail)

    assert keep().status_code == 500
    assert not Scenario.objects.exists()


def test_list_costs_the_same_few_queries_whatever_its_length(keep, ask, django_assert_num_queries):
    for _ in range(3):
        keep()
    ask(SCENARIOS)  # notes the use of the token

    for limit in (1, 3):
        with django_assert_num_queries(4):
            ask(f"{SCENARIOS}?limit={limit}")


def test_claimed_ones_are_listed_too(ask, post, django_user_model):
    post(INPUTS)
    ada = django_user_model.objects.get(username="ada")
    Scenario.objects.update(created_by=ada, claimed_at=timezone.now())

    assert ask(SCENARIOS).json()["count"] == 1
