"""A request with a key has one effect, and one answer for a day."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError
from django.utils import timezone

from calculator.api import urls
from calculator.api.idempotency import services
from calculator.api.idempotency.models import KeptReply
from calculator.api.tasks import prune_replies
from calculator.api.tokens.scopes import SCOPES
from calculator.api.tokens.services import issue_token
from calculator.reports import tasks
from calculator.reports.models import Report
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db

BODY = {"members": 10_000, "draws": 1_000}
CLAIM = {"kind": "ratio", "amount": 11, "members": 10_000, "fee": 1, "fee_basis": "pepm"}


@pytest.fixture
def keyed(post):
    """Post with a key."""

    def send(body: object = BODY, key: str = "k-1", **more: object):
        headers = {"idempotency-key": key} | more.pop("headers", {})
        return post(body, headers=headers, **more)

    return send


def test_replay_answers_what_was_answered_and_does_nothing(keyed):
    first, again = keyed(), keyed()

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    for name in ("Location", "Content-Type", "Model-Version", "Evidence-Release"):
        assert again[name] == first[name]
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert "RateLimit" in again
    assert Scenario.objects.count() == 1


def test_without_a_key_every_request_has_its_effect(post):
    assert post(BODY)["Location"] != post(BODY)["Location"]
    assert not KeptReply.objects.exists()


@pytest.mark.parametrize(
    "other", [{"members": 10_001, "draws": 1_000}, '{"draws": 1000, "members": 10000}', ""]
)
def test_key_with_another_body_is_refused(keyed, other):
    keyed()

    reply = keyed(other)

    assert reply.status_code == 422
    assert reply.json()["type"] == "urn:msoroi:problem:invalid-input"
    assert reply.json()["errors"][0]["field"] == "Idempotency-Key"
    assert Scenario.objects.count() == 1


def test_key_with_another_query_is_refused(keyed):
    keyed()
    release = Scenario.objects.get().release.slug

    assert keyed(to=f"/api/v1/calculations?release={release}").status_code == 422


def test_key_is_its_senders_own(keyed, django_user_model):
    ada = django_user_model.objects.create_user("ada")
    secrets = [
        issue_token(owner=ada, name=str(n), scopes=list(SCOPES), days=7)[1] for n in range(2)
    ]

    replies = [keyed(), keyed(REMOTE_ADDR="10.0.0.9")]
    replies += [keyed(headers={"authorization": f"Bearer {secret}"}) for secret in secrets]

    assert [reply.status_code for reply in replies] == [201] * 4
    assert len({reply["Location"] for reply in replies}) == 4


def test_key_is_of_one_address(keyed):
    assert keyed().status_code == 201
    assert keyed(CLAIM, to="/api/v1/claim-checks").status_code == 200
    assert keyed(CLAIM, to="/api/v1/claim-checks")["Idempotency-Replayed"] == "true"


def test_report_is_asked_for_once(keyed, monkeypatch):
    monkeypatch.setattr(tasks.make_report, "delay", lambda pk: None)
    address = keyed()["Location"] + "/reports"

    first, again = keyed({}, to=address), keyed({}, to=address)

    assert (first.status_code, again.status_code) == (202, 202)
    assert again.content == first.content
    assert Report.objects.count() == 1


def test_refusal_is_replayed_too(keyed):
    first, again = keyed({"members": 0}), keyed({"members": 0})

    assert (first.status_code, again.status_code) == (422, 422)
    assert again.content == first.content
    assert again["Content-Type"] == "application/problem+json"
    assert again["Idempotency-Replayed"] == "true"


def test_failure_of_ours_is_not_kept(client, keyed, monkeypatch):
    client.raise_request_exception = False

    def fail(**given):
        raise DatabaseError("gone")

    with monkeypatch.context() as broken:
        broken.setattr(scenarios, "save_scenario", fail)
        assert keyed().status_code == 500

    assert not KeptReply.objects.exists()
    assert keyed().status_code == 201


def test_while_the_first_call_runs_the_second_is_told_to_wait(keyed, monkeypatch):
    inner = []

    def save(**given):
        if not inner:
            inner.append(None)
            inner[0] = keyed()
        return original(**given)

    original = scenarios.save_scenario
    monkeypatch.setattr(scenarios, "save_scenario", save)

    outer = keyed()

    assert outer.status_code == 201
    assert inner[0].status_code == 409
    assert inner[0].json()["type"] == "urn:msoroi:problem:conflict"
    assert inner[0]["Retry-After"] == "1"
    assert Scenario.objects.count() == 1


def abandoned(keyed) -> KeptReply:
    """A call that was claimed and never answered, as after a crash."""
    keyed()
    Scenario.objects.all().delete()
    KeptReply.objects.update(status=None, body=b"")
    return KeptReply.objects.get()


def test_lost_call_frees_the_key_when_its_lease_ends(keyed):
    call = abandoned(keyed)

    assert keyed().status_code == 409
    KeptReply.objects.update(lease_until=timezone.now())
    assert keyed().status_code == 201
    assert keyed()["Idempotency-Replayed"] == "true"
    assert KeptReply.objects.get().claim != call.claim
    assert Scenario.objects.count() == 1


def test_call_that_lost_its_claim_has_no_effect(keyed, monkeypatch):
    def save(**given):
        saved = original(**given)
        KeptReply.objects.update(claim="00000000-0000-4000-8000-000000000000")
        return saved

    original = scenarios.save_scenario
    monkeypatch.setattr(scenarios, "save_scenario", save)

    reply = keyed()

    assert reply.status_code == 409
    assert not Scenario.objects.exists()


def test_key_that_is_made_and_freed_meanwhile_is_still_running(keyed, monkeypatch):
    def collide(**given):
        raise IntegrityError

    monkeypatch.setattr(KeptReply.objects, "get_or_create", collide)

    assert keyed().status_code == 409


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 256, "tab\there", "\x7f"])
def test_key_that_cannot_be_used_is_refused(keyed, key):
    reply = keyed(key=key)

    assert reply.status_code == 400
    assert reply.json()["errors"][0]["field"] == "Idempotency-Key"
    assert not KeptReply.objects.exists()
    assert not Scenario.objects.exists()


def test_longest_key_and_large_bodies_are_judged(keyed):
    assert keyed(key="x" * 255).status_code == 201
    assert keyed('{"members": "' + "1" * 300_000 + '"}', key="b").status_code == 413
    assert keyed('{"members": "' + "1" * 1_100_000 + '"}', key="c").status_code == 413


def test_replies_are_forgotten_after_a_day(keyed):
    first = keyed()
    KeptReply.objects.update(created_at=timezone.now() - services.KEPT - timedelta(seconds=1))

    assert keyed()["Location"] != first["Location"]


def test_the_clock_removes_what_was_kept_long_enough(keyed):
    keyed()
    keyed(key="k-2")
    KeptReply.objects.filter(pk=KeptReply.objects.first().pk).update(
        created_at=timezone.now() - services.KEPT - timedelta(minutes=1)
    )

    prune_replies()

    assert KeptReply.objects.count() == 1


def test_nothing_of_the_request_is_kept_in_clear(keyed):
    keyed(key="my-secret-key")

    stored = str(list(KeptReply.objects.values("name", "request_hash", "headers")))
    assert "my-secret-key" not in stored
    assert "127.0.0.1" not in stored


def test_database_refuses_to_keep_a_server_error(keyed):
    keyed()

    with pytest.raises(IntegrityError):
        KeptReply.objects.update(status=503)


def test_every_post_takes_a_key(client):
    spec = client.get("/api/schema/", headers={"accept": "application/vnd.oai.openapi+json"}).json()
    posts = [operations["post"] for operations in spec["paths"].values() if "post" in operations]

    assert len(posts) >= 3
    for operation in posts:
        assert "Idempotency-Key" in {each["name"] for each in operation["parameters"]}


def test_every_handler_of_a_post_is_idempotent():
    views = [pattern.callback.cls for pattern in patterns(urls.v1_urls)]
    handlers = [view.post for view in views if hasattr(view, "post")]

    assert len(handlers) >= 3
    assert all(getattr(handler, "is_idempotent", False) for handler in handlers)


def patterns(found):
    for pattern in found:
        yield from patterns(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]
