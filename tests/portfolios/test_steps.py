"""A portfolio through its steps: the same answer as in one process, whoever works on it."""

import json

import polars as pl
import pytest
from django.core.files.storage import default_storage
from openpyxl import load_workbook

from calculator import jobs
from calculator.jobs import Status
from calculator.language import current, speaking
from calculator.portfolios import file_views, services, storing, tasks
from calculator.portfolios.models import Kind, Output, State, Step
from calculator.portfolios.run import cutting, moving, pieces, steps
from tests.portfolios.conftest import rows_of, text_of, work

pytestmark = pytest.mark.django_db

FILE = "group_id,members,region\n" + "\n".join(
    f"g{i},{i * 137 + 50},{'north' if i % 3 else 'south'}" for i in range(60)
)


@pytest.fixture
def small_pieces(monkeypatch):
    monkeypatch.setattr(cutting, "ALIKE", 7)


def test_steps_write_what_one_process_writes(run, finish, small_pieces):
    expected = run(FILE, totals_by="region")

    done = finish(FILE, totals_by="region")

    assert (done.state, done.rows, done.refused) == (State.DONE, 60, 0)
    assert [row["group_id"] for row in rows_of(done)] == [r["group_id"] for r in expected.results]
    for found, wanted in zip(rows_of(done), expected.results, strict=True):
        assert float(found["net"]) == pytest.approx(float(wanted["net"]))
        assert float(found["net_p10"]) == pytest.approx(float(wanted["net_p10"]))
    assert [row["name"] for row in done.totals] == ["", "south", "north"]
    for found, wanted in zip(done.totals, expected.outcome.totals, strict=True):
        assert found["net_percentiles"] == pytest.approx(wanted["net_percentiles"])


def test_the_same_file_gives_the_same_bytes_whatever_the_order_of_work(
    finish, upload, small_pieces
):
    first = finish(FILE, totals_by="region")
    second = upload(FILE)
    services.run_portfolio(portfolio=second, totals_by="region")
    tasks.run_step(second.steps.get().pk)
    for kind in (Kind.CHUNK, Kind.MERGE):
        for step in second.steps.filter(kind=kind).order_by("-number"):
            tasks.run_step(step.pk)
    second = work(second)

    assert {n: f["sha256"] for n, f in first.files.items()} == {
        n: f["sha256"] for n, f in second.files.items()
    }
    assert (first.totals, first.ranking) == (second.totals, second.ranking)


def test_good_rows_are_delivered_and_bad_cells_explained(finish, small_pieces):
    done = finish("group_id,members\n" + "\n".join(f"g{i},{i}" for i in range(20)) + "\ng3,9\n")

    assert (done.rows, done.refused) == (21, 2)
    assert len(rows_of(done)) == 19
    cells = [(row["row"], row["column"]) for row in rows_of(done, "refused.csv")]
    assert cells == [("1", "members"), ("21", "group_id")]


def test_reasons_speak_the_language_of_the_upload_whoever_works(upload):
    with speaking("es"):
        portfolio = upload("group_id,members\na,none\nb,5\nb,6\n")
    services.run_portfolio(portfolio=portfolio)

    done = work(portfolio)

    assert (done.language, current()) == ("es", "en")
    reasons = [row["reason"] for row in rows_of(done, "refused.csv")]
    assert reasons == [cell["reason"] for cell in done.check_report["cells"]]
    assert reasons[1] == "Otra fila tiene el mismo nombre."


def test_files_of_every_kind_hold_the_same_rows(finish):
    done = finish(FILE)

    wanted = [float(row["net"]) for row in rows_of(done)]
    parquet = pl.read_parquet(default_storage.path(done.files["results.parquet"]["name"]))
    workbook = default_storage.path(done.files["results.xlsx"]["name"])
    lines = b"".join(file_views.answer(done, "results.jsonl").streaming_content)
    assert parquet["net"].to_list() == wanted
    assert [json.loads(line)["net"] for line in lines.splitlines()] == pytest.approx(wanted)
    assert workbook_nets(workbook) == pytest.approx(wanted)


def workbook_nets(path):
    rows = load_workbook(path).active.iter_rows(values_only=True)
    header = list(next(rows))
    return [row[header.index("net")] for row in rows]


def test_totals_are_not_those_of_groups_sampled_apart(finish):
    done = finish(FILE)

    apart = sum(
        ((float(row["net_p97_5"]) - float(row["net_p2_5"])) ** 2 for row in rows_of(done)), 0.0
    )
    spread = done.totals[0]["net_percentiles"]
    assert spread["97.5"] - spread["2.5"] > 3 * apart**0.5


def test_files_of_the_steps_are_gone_when_it_is_done(finish, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        done = finish(FILE)

    assert default_storage.listdir(f"{storing.FOLDER}/{done.token}/{storing.STEPS}")[1] == []
    assert text_of(done)


def test_cancelled_portfolio_stands_still_and_goes_on_where_it_was(upload, finish, small_pieces):
    wanted = finish(FILE)
    portfolio = upload(FILE)
    services.run_portfolio(portfolio=portfolio)
    tasks.run_step(portfolio.steps.get().pk)
    chunks = list(portfolio.steps.filter(kind=Kind.CHUNK))
    tasks.run_step(chunks[0].pk)
    services.cancel_portfolio(portfolio=portfolio)

    tasks.run_step(chunks[1].pk)
    assert Step.objects.get(pk=chunks[1].pk).status == Status.QUEUED
    services.resume_portfolio(portfolio=portfolio)
    done = work(portfolio)

    assert Step.objects.get(pk=chunks[0].pk).runs == 1
    assert done.files["results.csv"]["sha256"] == wanted.files["results.csv"]["sha256"]


def test_failed_step_stops_the_portfolio_until_a_person_goes_on(upload, monkeypatch, small_pieces):
    portfolio = upload(FILE)
    services.run_portfolio(portfolio=portfolio)
    with monkeypatch.context() as broken:
        broken.setattr(pieces, "table_of", lambda refusals: 1 / 0)
        stopped = work(portfolio)
    assert stopped.state == State.FAILED
    assert "Try again" in stopped.error

    services.resume_portfolio(portfolio=stopped)

    assert work(stopped).state == State.DONE


def test_files_are_written_apart_and_a_failed_one_alone_anew(upload, monkeypatch):
    portfolio = upload(FILE)
    services.run_portfolio(portfolio=portfolio, totals_by="region")
    with monkeypatch.context() as broken:
        broken.setitem(steps.OUTPUTS, Output.TABLE, lambda *given: 1 / 0)
        stopped = work(portfolio)
    assert (stopped.state, stopped.files) == (State.FAILED, {})

    services.resume_portfolio(portfolio=stopped)
    done = work(stopped)

    assert sorted(done.files) == [
        *("ranking.csv", "refused.csv", "results.csv", "results.parquet", "results.xlsx")
    ]
    assert set(done.steps.filter(kind=Kind.MERGE).values_list("number", "runs")) == {
        (number, 1) for number in Output.values
    }


def test_totals_of_too_many_values_stop_it_with_a_reason(upload, monkeypatch):
    monkeypatch.setattr("calculator.portfolios.run.totals.MAX_TOTALS", 1)
    portfolio = upload(FILE)
    services.run_portfolio(portfolio=portfolio, totals_by="region")

    assert "different values" in work(portfolio).error


def test_a_worker_lost_between_two_steps_is_made_up_for(upload):
    portfolio = upload(FILE)
    services.run_portfolio(portfolio=portfolio)
    cut = portfolio.steps.get()
    jobs.perform(Step, cut.pk, steps.work)

    assert moving.stuck() == [portfolio.pk]
    tasks.reap_portfolios()
    assert portfolio.steps.filter(kind=Kind.CHUNK).count() == 1


def test_rows_of_many_profiles_are_cut_smaller(upload, monkeypatch):
    monkeypatch.setattr(cutting, "PROFILES", 2)
    rows = "\n".join(f"g{i},100,{i + 1000}" for i in range(10))
    portfolio = upload(f"group_id,members,fee_per_opinion\n{rows}\n")
    services.run_portfolio(portfolio=portfolio)

    tasks.run_step(portfolio.steps.get().pk)

    assert [s.rows for s in portfolio.steps.filter(kind=Kind.CHUNK)] == [2] * 5


def test_too_many_profiles_are_refused(upload, monkeypatch):
    monkeypatch.setattr(cutting, "MOST_PIECES", 1)
    monkeypatch.setattr(cutting, "ALIKE", 30)
    portfolio = upload(FILE)
    services.run_portfolio(portfolio=portfolio)

    assert "too many different profiles" in work(portfolio).error
