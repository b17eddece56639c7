"""Portfolios through the API: with a token for it, one's own and nobody else's."""

import io

import polars as pl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from calculator.api import cursors
from calculator.api.cursors import Cursor
from calculator.api.tokens.scopes import CALCULATIONS_RUN, PORTFOLIOS_RUN
from calculator.api.tokens.services import issue_token
from calculator.portfolios import services, uploads
from calculator.portfolios.models import Portfolio, State
from calculator.scenarios.services import save_scenario
from tests.portfolios.conftest import work

pytestmark = pytest.mark.django_db

PORTFOLIOS = "/api/v1/portfolios"
GOOD = "group_id,members,region\na,1000,north\nb,2000,south\nc,none,south\n"
DRAWS = '{"draws": 1000, "seed": 3}'


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_the_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def owner(django_user_model):
    return django_user_model.objects.create_user(username="ada", email="ada@x.org")


@pytest.fixture
def bearer(owner):
    """Headers of Ada's token."""

    def make(*scopes: str, of: object = owner) -> dict[str, str]:
        token = issue_token(owner=of, name="t", scopes=scopes or [PORTFOLIOS_RUN], days=7)
        return {"authorization": f"Bearer {token[1]}"}

    return make


@pytest.fixture
def send(client, bearer):
    """Send a file of Ada's as a form."""
    headers = bearer()

    def send(content: str | bytes = GOOD, key: str = "", **fields: str):
        content = content.encode() if isinstance(content, str) else content
        file = SimpleUploadedFile("groups.csv", content)
        more = {"Idempotency-Key": key} if key else {}
        form = {"file": file, "inputs": DRAWS} | fields
        return client.post(PORTFOLIOS, form, headers=headers | more)

    return send


@pytest.fixture
def ask(client, bearer):
    headers = bearer()
    return lambda address: client.get(address, headers=headers)


@pytest.fixture
def tell(client, bearer):
    headers = bearer()
    return lambda address: client.post(address, headers=headers)


def test_file_is_checked_started_and_answered_with_its_results(send, ask):
    reply = send(totals_by="region", name="Renewal")

    assert reply.status_code == 202
    standing = ask(reply["Location"])
    assert standing["Retry-After"] == "2"
    assert (standing.json()["status"], standing.json()["files"]) == ("running", [])
    work(Portfolio.objects.get())
    done = ask(reply["Location"]).json()
    assert (done["status"], done["rows"], done["refused"]) == ("done", 3, 1)
    assert [total["name"] for total in done["totals"]] == ["", "north", "south"]
    for file in done["files"]:
        assert b"".join(ask(file["url"]).streaming_content)


def test_whole_body_is_taken_as_the_file(client, bearer):
    out = io.BytesIO()
    pl.DataFrame({"group_id": ["a"], "members": [1234]}).write_parquet(out)

    reply = client.post(
        f"{PORTFOLIOS}?name=Renewal",
        out.getvalue(),
        content_type="application/vnd.apache.parquet",
        headers=bearer(),
    )

    assert (reply.status_code, reply.json()["name"]) == (202, "Renewal")
    assert Portfolio.objects.get().source.endswith(".parquet")


def test_same_request_twice_has_one_effect(send):
    first, second = send(key="k-1"), send(key="k-1")

    assert second["Idempotency-Replayed"] == "true"
    assert first.json() == second.json()
    assert Portfolio.objects.count() == 1
    assert send("group_id,members\nz,5\n", key="k-1").status_code == 422


def test_inputs_come_from_a_kept_calculation_and_beside_it(send, owner):
    saved = save_scenario(raw={"members": 5, "design": "targeted", "draws": 1_000}, by=owner)

    send(scenario=saved.token, inputs='{"horizon_years": 2}')

    defaults = Portfolio.objects.get().defaults
    assert (defaults["design"], defaults["horizon_years"]) == ("targeted", 2)
    assert "members" not in defaults


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"content": "group_id,employes\na,5\n"}, "columns"),
        ({"content": ""}, "file"),
        ({"totals_by": "regoin"}, "totals_by"),
        ({"inputs": "[1]"}, "inputs"),
        ({"inputs": '{"design": "none"}'}, "inputs.design"),
        ({"scenario": "nothing"}, "scenario"),
        ({"color": "red"}, "color"),
        ({"name": "n" * 200}, "name"),
        ({"name": ["a", "b"]}, "name"),
    ],
    ids=str,
)
def test_what_cannot_be_used_is_said_at_its_field(send, fields, field):
    reply = send(**fields)

    assert reply.status_code == 422
    assert field in {error["field"] for error in reply.json()["errors"]}
    assert not Portfolio.objects.exists()


def test_request_without_a_file_is_refused(client, bearer):
    reply = client.post(PORTFOLIOS, {"name": "x"}, headers=bearer())

    assert reply.status_code == 422
    assert reply.json()["errors"][0]["field"] == "file"


def test_file_beyond_the_limit_is_too_large(send, client, bearer, monkeypatch):
    monkeypatch.setattr(uploads, "MAX_BYTES", 50)
    raw = client.post(PORTFOLIOS, GOOD, content_type="text/csv", headers=bearer())
    monkeypatch.setattr(uploads, "SLACK", 0)

    assert send(GOOD * 9).status_code == raw.status_code == 413


@pytest.fixture
def mend(client, bearer):
    """Send mended cells of a portfolio."""
    headers = bearer()

    def mend(address: str, text: str, key: str = "", **fields: str):
        file = SimpleUploadedFile("refused.csv", text.encode())
        more = {"Idempotency-Key": key} if key else {}
        return client.post(f"{address}/mend", {"file": file} | fields, headers=headers | more)

    return mend


def test_refused_cells_are_mended_and_run_alone(send, mend, ask, client, bearer):
    address = send(totals_by="region")["Location"]
    first = work(Portfolio.objects.get())
    text = b"".join(ask(f"{address}/files/refused.csv").streaming_content).decode()

    reply = mend(address, text.replace("none", "300"), key="m-1")
    again = mend(address, text.replace("none", "300"), key="m-1")
    body = text.replace("none", "400").encode()
    whole = client.post(f"{address}/mend", body, content_type="text/csv", headers=bearer())

    assert (reply.status_code, whole.status_code) == (202, 202)
    assert again.json() == reply.json()
    mended = work(Portfolio.objects.get(token=reply.json()["id"]))
    done = ask(reply["Location"]).json()
    assert (done["mends"], done["rows"], done["refused"]) == (first.token, 1, 0)
    assert [total["name"] for total in done["totals"]] == ["", "south"]
    assert (mended.defaults, mended.release) == (first.defaults, first.release)
    assert ask(address).json()["mends"] is None


def test_what_does_not_mend_is_said_at_its_field(send, mend):
    address = send()["Location"]
    early = mend(address, "row,column,value\n3,members,5\n")
    work(Portfolio.objects.get())

    wrong = mend(address, "row,column,value\n1,members,5\n")
    named = mend(address, "row,column,value\n3,members,5\n", name="x")
    columns = mend(address, "row,column,value\n3,net,5\n")

    assert early.status_code == 409
    for reply, field in ((wrong, "file"), (named, "name"), (columns, "columns")):
        assert (reply.status_code, reply.json()["errors"][0]["field"]) == (422, field)
    assert Portfolio.objects.count() == 1


def test_mended_rows_that_cannot_run_now_are_not_kept(send, mend, monkeypatch):
    address = send()["Location"]
    work(Portfolio.objects.get())
    monkeypatch.setattr(services, "MOST_RUNNING", 0)

    assert mend(address, "row,column,value\n3,members,5\n").status_code == 409
    assert Portfolio.objects.count() == 1


def test_cancel_resume_and_what_cannot_be_done_now(send, tell):
    address = send()["Location"]

    assert tell(f"{address}/resume").status_code == 409
    assert tell(f"{address}/cancel").json()["status"] == "cancelled"
    assert tell(f"{address}/cancel").status_code == 409
    assert tell(f"{address}/resume").json()["status"] == "running"
    assert work(Portfolio.objects.get()).state == State.DONE


def test_account_that_runs_as_many_as_it_may_is_told(send, monkeypatch):
    monkeypatch.setattr(services, "MOST_RUNNING", 0)

    assert send().status_code == 409
    assert not Portfolio.objects.exists()


def test_files_wait_for_the_end(send, ask):
    address = send()["Location"]

    assert ask(f"{address}/files/results.csv").status_code == 409
    work(Portfolio.objects.get())
    assert ask(f"{address}/files/other.csv").status_code == 404


def test_list_is_read_page_by_page(send, ask):
    names = [send(name=f"n{i}").json()["name"] for i in range(3)]

    first = ask(f"{PORTFOLIOS}?limit=2")
    second = ask(first.json()["next"])

    assert first.json()["count"] == 3
    assert first.json()["next"] in first["Link"]
    rows = first.json()["results"] + second.json()["results"]
    assert [row["name"] for row in rows] == names[::-1]
    assert second.json()["next"] is None


@pytest.mark.parametrize("query", ["cursor=x", f"cursor={'W10'}", "limit=0", "color=red"])
def test_query_that_cannot_be_used_is_refused(ask, query):
    assert ask(f"{PORTFOLIOS}?{query}").status_code == 400


def test_cursor_of_another_list_is_refused(ask):
    word = cursors.written(Cursor(of="scenarios", after=1))

    assert ask(f"{PORTFOLIOS}?cursor={word}").status_code == 400


def test_others_find_nothing(send, client, bearer, django_user_model):
    address = send()["Location"]
    eve = django_user_model.objects.create_user(username="eve", email="eve@x.org")
    headers = bearer(of=eve)

    assert client.get(address, headers=headers).status_code == 404
    assert client.post(f"{address}/cancel", headers=headers).status_code == 404
    assert client.post(f"{address}/mend", headers=headers).status_code == 404
    assert client.get(f"{address}/files/results.csv", headers=headers).status_code == 404
    assert client.get(PORTFOLIOS, headers=headers).json()["count"] == 0


def test_token_and_its_scope_are_needed(client, bearer):
    assert client.get(PORTFOLIOS).status_code == 401
    assert client.get(PORTFOLIOS, headers=bearer(CALCULATIONS_RUN)).status_code == 403
