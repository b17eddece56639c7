"""The reports of a portfolio's groups through the API."""

import io
import zipfile

import pytest

from calculator.api.tokens.scopes import CALCULATIONS_RUN, PORTFOLIOS_RUN
from calculator.api.tokens.services import issue_token
from calculator.bundles import services
from calculator.bundles.models import Bundle
from tests.bundles.conftest import (  # noqa: F401, the fixtures of a portfolio
    _files_in_a_folder_of_the_test,
    alice,
    done,
    finish,
    upload,
    work,
)

JSON = "application/json"

pytestmark = pytest.mark.django_db


@pytest.fixture
def bearer(alice):  # noqa: F811
    def make(*scopes: str, of: object = alice) -> dict[str, str]:
        token = issue_token(owner=of, name="t", scopes=scopes or [PORTFOLIOS_RUN], days=7)
        return {"authorization": f"Bearer {token[1]}"}

    return make


@pytest.fixture
def address(done) -> str:  # noqa: F811
    return f"/api/v1/portfolios/{done.token}/reports"


@pytest.fixture
def call(client, bearer, address):
    """Call an address below the reports."""
    headers = bearer()

    def call(method: str, rest: str = "", body: object = None):
        more = {} if method == "get" else {"data": body or "", "content_type": JSON}
        return getattr(client, method)(f"{address}{rest}", headers=headers, **more)

    return call


def test_reports_are_started_followed_and_taken(call):
    started = call("post", body={"paper": "a4"})

    assert (started.status_code, started.json()["status"]) == (202, "queued")
    waiting = call("get")
    assert (waiting["Retry-After"], waiting.json()["groups_done"]) == ("2", 0)
    assert call("get", "/file").status_code == 409
    made = work(Bundle.objects.get())
    standing = call("get").json()
    assert (standing["status"], standing["groups"], standing["groups_done"]) == ("done", 3, 3)
    assert (standing["paper"], standing["sha256"]) == ("a4", made.sha256)
    content = b"".join(call("get", "/file").streaming_content)
    assert len(content) == standing["size"]
    assert len(zipfile.ZipFile(io.BytesIO(content)).namelist()) == 4


def test_asked_twice_it_is_one_bundle_on_us_letter(call):
    first, second = call("post"), call("post")

    assert first.json() == second.json()
    assert Bundle.objects.get().paper == "letter"


@pytest.mark.parametrize("body", [{"paper": "papyrus"}, {"color": "red"}])
def test_body_that_cannot_be_used_is_refused(call, body):
    assert call("post", body=body).status_code == 422
    assert not Bundle.objects.exists()


def test_too_many_groups_are_refused_with_the_reason(call, monkeypatch):
    monkeypatch.setattr(services, "MOST_GROUPS", 2)

    reply = call("post")

    assert reply.status_code == 409
    assert "2 at most" in reply.json()["detail"]


def test_reports_are_discarded(call):
    call("post")

    assert call("post", "/discard").status_code == 204
    assert call("get").status_code == call("post", "/discard").status_code == 404


def test_others_find_nothing(call, client, bearer, address, django_user_model):
    call("post")
    work(Bundle.objects.get())
    eve = bearer(of=django_user_model.objects.create_user(username="eve", email="eve@x.org"))

    for method, rest in (("get", ""), ("post", ""), ("get", "/file"), ("post", "/discard")):
        more = {} if method == "get" else {"content_type": JSON}
        assert getattr(client, method)(f"{address}{rest}", headers=eve, **more).status_code == 404
    assert client.get(address).status_code == 401
    assert client.get(address, headers=bearer(CALCULATIONS_RUN)).status_code == 403
