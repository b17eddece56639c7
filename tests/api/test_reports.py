import base64
import io
import json
import random

import pytest
from PIL import Image

from calculator import jobs
from calculator.jobs import Status
from calculator.reports import brand, services, tasks
from calculator.reports.models import Report
from tests.reports.logos import SVG

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    """The keys of the reports that were sent to the workers."""
    keys: list[int] = []
    monkeypatch.setattr(tasks.make_report, "delay", keys.append)
    return keys


@pytest.fixture
def made(post) -> str:
    return post({"members": 10_000, "draws": 1_000})["Location"]


def ask(post, address: str, body: object, capture):
    with capture(execute=True):
        return post(body, to=f"{address}/reports")


def test_report_is_queued_and_says_where_to_ask(
    post, made, sent, client, django_capture_on_commit_callbacks
):
    reply = ask(post, made, {"paper": "a4"}, django_capture_on_commit_callbacks)

    body, report = reply.json(), Report.objects.get()
    assert reply.status_code == 202
    assert reply["Location"] == f"http://testserver/api/v1/reports/{report.token}"
    assert (body["id"], body["paper"], body["status"]) == (report.token, "a4", "queued")
    assert (body["calculation"], body["file"]) == (made, None)
    assert sent == [report.pk]
    assert client.get(reply["Location"])["Retry-After"] == "1"


@pytest.mark.parametrize("body", ["", {}])
def test_paper_is_letter_where_nothing_is_said(
    post, made, sent, body, django_capture_on_commit_callbacks
):
    reply = ask(post, made, body, django_capture_on_commit_callbacks)

    assert reply.status_code == 202
    assert reply.json()["paper"] == "letter"


def test_report_in_spanish_is_another_one(post, made, sent, django_capture_on_commit_callbacks):
    english = ask(post, made, {}, django_capture_on_commit_callbacks).json()
    spanish = ask(post, made, {"language": "es"}, django_capture_on_commit_callbacks).json()

    assert (english["language"], spanish["language"]) == ("en", "es")
    assert english["id"] != spanish["id"]


def test_asked_for_twice_it_is_one_report(post, made, sent, django_capture_on_commit_callbacks):
    replies = [ask(post, made, {}, django_capture_on_commit_callbacks) for _ in range(2)]

    assert replies[0].json()["id"] == replies[1].json()["id"]


def test_finished_report_gives_its_file(
    post, made, sent, client, django_capture_on_commit_callbacks
):
    reply = ask(post, made, {}, django_capture_on_commit_callbacks)
    tasks.make_report(sent[0])

    standing = client.get(reply["Location"]).json()
    file = client.get(standing["file"], headers={"accept": "application/pdf"})

    assert (standing["status"], standing["progress"], standing["error"]) == ("done", 100, "")
    assert standing["finished_at"]
    assert file.status_code == 200
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"].endswith('.pdf"')
    assert file.content.startswith(b"%PDF-")
    assert client.get(standing["file"]).content == file.content


def test_file_before_it_is_made_is_a_conflict(
    post, made, sent, client, django_capture_on_commit_callbacks
):
    reply = ask(post, made, {}, django_capture_on_commit_callbacks)

    file = client.get(f"{reply['Location']}/file", headers={"accept": "application/pdf"})

    assert file.status_code == 409
    assert file["Content-Type"] == "application/problem+json"
    assert "queued" in json.loads(file.content)["detail"]


def test_failure_is_told_and_asking_again_queues_it_anew(
    post, made, sent, client, django_capture_on_commit_callbacks
):
    reply = ask(post, made, {}, django_capture_on_commit_callbacks)
    jobs.fail(jobs.claim(Report, sent[0]), "The paper ran out.")

    failed = client.get(reply["Location"]).json()
    again = ask(post, made, {}, django_capture_on_commit_callbacks).json()

    assert (failed["status"], failed["error"]) == (Status.FAILED, "The paper ran out.")
    assert (again["id"], again["status"]) == (failed["id"], Status.QUEUED)
    assert len(sent) == 2


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        ({"paper": "a3"}, 422, "/paper"),
        ({"language": "fr"}, 422, "/language"),
        ({"paper": ["a4"]}, 422, "/paper"),
        ({"paper": None}, 422, "/paper"),
        ({"size": "a4"}, 422, "/size"),
        ({"employer": "x" * 81}, 422, "/employer"),
        ({"employer": None}, 422, "/employer"),
        ({"employer": "日本"}, 422, "/employer"),
        ({"logo": "data:image/png;base64,AAAA"}, 422, "/logo"),
        ({"logo": base64.b64encode(SVG).decode()}, 422, "/logo"),
        ({"logo": None}, 422, "/logo"),
        ({"logo": ["AAAA"]}, 422, "/logo"),
        ([], 400, None),
    ],
)
@pytest.mark.parametrize("kind", ["reports", "fiduciary-files"])
def test_order_that_cannot_be_filled_is_refused(post, made, sent, kind, body, status, pointer):
    reply = post(body, to=f"{made}/{kind}")

    assert reply.status_code == status
    assert [error["pointer"] for error in reply.json().get("errors", [])] == [pointer][
        : bool(pointer)
    ]
    assert not Report.objects.exists()


def test_every_error_of_an_order_is_told_at_once(post, made, sent):
    body = {"paper": "a3", "format": "doc", "employer": "x" * 81, "logo": "!"}

    errors = post(body, to=f"{made}/reports").json()["errors"]

    assert [error["pointer"] for error in errors] == ["/paper", "/format", "/logo", "/employer"]


@pytest.mark.parametrize("kind", ["reports", "fiduciary-files"])
def test_name_and_logo_stand_in_the_order(post, made, sent, kind, monkeypatch):
    monkeypatch.setattr(tasks.make_fiduciary_file, "delay", lambda pk: None)
    noise = random.Random(7).randbytes(300 * 400 * 3)
    held = io.BytesIO()
    Image.frombytes("RGB", (400, 300), noise).save(held, "PNG")
    logo = base64.b64encode(held.getvalue()).decode()

    reply = post({"employer": "Acme", "logo": logo}, to=f"{made}/{kind}")
    plain = post({}, to=f"{made}/{kind}")

    report = Report.objects.get(employer="Acme")
    assert len(logo) > 256 * 1024
    assert (reply.status_code, reply.json()["employer"]) == (202, "Acme")
    assert bytes(report.logo) != held.getvalue()
    assert (plain.json()["employer"], plain.json()["id"] == reply.json()["id"]) == ("", False)


def test_the_largest_logo_fits_an_order_and_a_larger_one_is_refused(post, made, sent):
    def order(size: int) -> dict[str, str]:
        return {"logo": base64.b64encode(b"x" * size).decode()}

    largest = post(order(brand.LARGEST_FILE), to=f"{made}/reports")
    larger = post(order(brand.LARGEST_FILE + 1), to=f"{made}/reports")
    body = post(order(600_000), to=f"{made}/reports")

    assert largest.json()["errors"][0]["message"] == brand.NO_IMAGE
    assert "500 kB" in larger.json()["errors"][0]["message"]
    assert (body.status_code, "700 KiB" in body.json()["detail"]) == (413, True)


def test_many_heads_of_a_calculation_are_refused(post, made, sent, monkeypatch):
    monkeypatch.setattr(services, "MOST_BRANDS", 1)
    post({"employer": "Acme"}, to=f"{made}/reports")

    reply = post({"employer": "Beta"}, to=f"{made}/reports")

    assert (reply.status_code, reply.json()["errors"][0]["pointer"]) == (422, "/employer")


@pytest.mark.parametrize("address", ["reports/x", "reports/x/file", "reports/a%00"])
def test_unknown_report_is_a_404_problem(client, address):
    reply = client.get(f"/api/v1/{address}")

    assert reply.status_code == 404
    assert reply["Content-Type"] == "application/problem+json"


def test_report_of_an_unknown_calculation_is_a_404_problem(post):
    assert post({}, to="/api/v1/calculations/x/reports").status_code == 404


def test_standing_is_read_without_the_file(
    post, made, sent, client, django_capture_on_commit_callbacks, django_assert_num_queries
):
    reply = ask(post, made, {}, django_capture_on_commit_callbacks)

    with django_assert_num_queries(1) as captured:
        client.get(reply["Location"])

    assert '"sha256"' in captured[0]["sql"]
    assert '"content"' not in captured[0]["sql"]
    assert '"result"' not in captured[0]["sql"]


def test_fiduciary_file_is_queued_and_given_once_it_is_made(
    post, made, sent, client, monkeypatch, django_capture_on_commit_callbacks
):
    files: list[int] = []
    monkeypatch.setattr(tasks.make_fiduciary_file, "delay", files.append)
    with django_capture_on_commit_callbacks(execute=True):
        reply = post({"paper": "a4"}, to=f"{made}/fiduciary-files")
    standing = client.get(reply["Location"])
    early = client.get(f"{reply['Location']}/file")

    tasks.make_fiduciary_file(files[0])
    done = client.get(reply["Location"]).json()
    file = client.get(done["file"], headers={"accept": "application/zip"})

    assert (reply.status_code, reply.json()["status"]) == (202, "queued")
    assert (standing["Retry-After"], early.status_code) == ("1", 409)
    assert (done["paper"], done["status"], done["calculation"]) == ("a4", "done", made)
    assert file["Content-Type"] == "application/zip"
    assert file["Content-Disposition"].endswith('fiduciary-file.zip"')
    assert file.content.startswith(b"PK")
