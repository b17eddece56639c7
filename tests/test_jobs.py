import threading
import time
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connections, models
from django.utils import timezone

from calculator import jobs
from calculator.jobs import LEASE, MAX_RUNS, STALE_AFTER, Job, JobError, Status
from msoroi import env
from tests.services import postgresql_server

ALIAS = "jobs"
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


class Chore(Job):
    """A job for these tests only, in a database of its own: threads must see committed rows."""

    result = models.TextField(blank=True)

    class Meta(Job.Meta):
        app_label = "chores"


class ChoreRouter:
    def db_for_read(self, model, **hints):
        return ALIAS if model is Chore else None

    db_for_write = db_for_read


@pytest.fixture(scope="module")
def postgresql_url():
    with postgresql_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def chores(request, tmp_path, settings, monkeypatch, django_db_blocker):
    """The Chore table in a real file or server, so that two connections meet for real."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    monkeypatch.setenv("CHORES_URL", url)
    connections.settings[ALIAS] = connections.configure_settings(
        {"default": {}, ALIAS: env.database("CHORES_URL", sqlite=tmp_path / "chores.sqlite3")}
    )[ALIAS]
    settings.DATABASE_ROUTERS = [ChoreRouter()]
    with django_db_blocker.unblock():
        with connections[ALIAS].schema_editor() as editor:
            editor.create_model(Chore)
        yield Chore.objects
        with connections[ALIAS].schema_editor() as editor:
            editor.delete_model(Chore)
        connections[ALIAS].close()
    del connections[ALIAS], connections.settings[ALIAS]


def a_chore(**fields):
    return Chore.objects.create(**{"created_at": NOON, "sent_at": NOON, **fields})


def fresh(chore):
    return Chore.objects.get(pk=chore.pk)


def in_threads(count, work):
    """Run ``work`` at the same moment in several threads; return what each returned."""
    start, results = threading.Barrier(count), []

    def run():
        start.wait()
        try:
            results.append(work())
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def test_a_claim_takes_a_queued_job_with_a_lease(chores):
    chore = a_chore()

    claimed = jobs.claim(Chore, chore.pk, now=NOON)

    assert (claimed.status, claimed.runs, claimed.progress) == (Status.RUNNING, 1, 0)
    assert claimed.started_at == NOON
    assert claimed.lease_until == NOON + LEASE
    assert isinstance(claimed.claim, uuid.UUID)
    assert not claimed.is_finished


def test_a_running_job_is_not_to_be_had_until_its_lease_ends(chores):
    chore = a_chore()
    first = jobs.claim(Chore, chore.pk, now=NOON)

    assert jobs.claim(Chore, chore.pk, now=NOON + LEASE - SECOND) is None
    second = jobs.claim(Chore, chore.pk, now=NOON + LEASE)

    assert second.runs == 2
    assert second.claim != first.claim


def test_a_finished_an_unknown_and_a_worn_out_job_are_not_to_be_had(chores):
    done, worn = a_chore(), a_chore(runs=MAX_RUNS)
    jobs.finish(jobs.claim(Chore, done.pk))

    assert jobs.claim(Chore, done.pk) is None
    assert jobs.claim(Chore, worn.pk) is None
    assert jobs.claim(Chore, 10**6) is None


def test_of_eight_workers_with_the_same_message_one_gets_the_job(chores):
    chore = a_chore()

    claimed = in_threads(8, lambda: jobs.claim(Chore, chore.pk))

    assert len(claimed) == 8
    assert sum(job is not None for job in claimed) == 1
    assert fresh(chore).runs == 1


def test_finish_saves_the_result(chores):
    claimed = jobs.claim(Chore, a_chore().pk)

    assert jobs.finish(claimed, result="swept", now=NOON)

    chore = fresh(claimed)
    assert (chore.status, chore.result, chore.progress) == (Status.DONE, "swept", 100)
    assert chore.finished_at == NOON
    assert chore.lease_until is chore.claim is None
    assert chore.is_finished


def test_a_worker_that_lost_its_lease_cannot_save_anything(chores):
    late = jobs.claim(Chore, a_chore().pk, now=NOON)
    heir = jobs.claim(Chore, late.pk, now=NOON + LEASE)

    assert not jobs.extend(late, progress=90)
    assert not jobs.finish(late, result="late")
    assert not jobs.fail(late, "late")
    assert fresh(late).claim == heir.claim
    assert jobs.finish(heir, result="in time")
    assert not jobs.fail(heir, "twice")
    assert fresh(late).result == "in time"


def test_a_job_never_claimed_cannot_be_finished(chores):
    assert not jobs.finish(a_chore(), result="never begun")


def test_extend_prolongs_the_lease_and_saves_the_progress(chores):
    claimed = jobs.claim(Chore, a_chore().pk, now=NOON)

    assert jobs.extend(claimed, now=NOON + SECOND, progress=40)

    chore = fresh(claimed)
    assert (chore.lease_until, chore.progress) == (NOON + SECOND + LEASE, 40)


def test_the_heartbeat_keeps_the_lease_of_a_long_job(chores):
    claimed = jobs.claim(Chore, a_chore().pk, now=timezone.now() - LEASE + SECOND)

    with jobs.heartbeat(claimed, every=0.05):
        time.sleep(0.3)
        extended = fresh(claimed).lease_until

    assert extended > claimed.lease_until
    time.sleep(0.2)
    assert fresh(claimed).lease_until - extended < SECOND / 2


def test_the_heartbeat_stops_when_the_claim_is_lost(chores, monkeypatch):
    claimed = jobs.claim(Chore, a_chore().pk)
    jobs.finish(claimed)
    beats = []
    monkeypatch.setattr(jobs, "extend", lambda job: beats.append(job) or False)

    with jobs.heartbeat(claimed, every=0.01):
        time.sleep(0.2)

    assert len(beats) == 1


def test_the_heartbeat_survives_a_database_error(chores, monkeypatch, caplog):
    claimed = jobs.claim(Chore, a_chore().pk)
    beats = []

    def fail_once(job):
        beats.append(job)
        if len(beats) == 1:
            raise DatabaseError("locked")
        return True

    monkeypatch.setattr(jobs, "extend", fail_once)

    with jobs.heartbeat(claimed, every=0.01):
        time.sleep(0.2)

    assert len(beats) > 1
    assert "could not be extended" in caplog.text


def test_the_reaper_sends_an_expired_job_again(chores):
    claimed = jobs.claim(Chore, a_chore().pk, now=NOON)
    sent = []

    assert jobs.reap(Chore, sent.append, now=NOON + LEASE - SECOND) == []
    assert jobs.reap(Chore, sent.append, now=NOON + LEASE) == [claimed.pk]

    assert sent == [claimed.pk]
    assert fresh(claimed).status == Status.QUEUED
    assert jobs.reap(Chore, sent.append, now=NOON + LEASE + SECOND) == []
    assert jobs.claim(Chore, claimed.pk, now=NOON + LEASE + SECOND).runs == 2


def test_the_reaper_sends_a_job_again_whose_message_was_lost(chores):
    chore = a_chore()
    sent = []

    jobs.reap(Chore, sent.append, now=NOON + STALE_AFTER - SECOND)
    assert sent == []
    jobs.reap(Chore, sent.append, now=NOON + STALE_AFTER)
    jobs.reap(Chore, sent.append, now=NOON + STALE_AFTER + SECOND)

    assert sent == [chore.pk]
    assert fresh(chore).runs == 0


def test_reapers_side_by_side_send_once(chores):
    chore = a_chore(sent_at=NOON - STALE_AFTER)
    sent = []

    in_threads(4, lambda: jobs.reap(Chore, sent.append, now=NOON))

    assert sent == [chore.pk]


def test_the_reaper_gives_up_after_the_last_run(chores):
    chore, now, sent = a_chore(), NOON, []
    for run in range(1, MAX_RUNS + 1):
        assert jobs.claim(Chore, chore.pk, now=now).runs == run
        now += LEASE
        jobs.reap(Chore, sent.append, now=now)

    given_up = fresh(chore)
    assert sent == [chore.pk] * (MAX_RUNS - 1)
    assert (given_up.status, given_up.error) == (Status.FAILED, jobs.GAVE_UP)
    assert given_up.finished_at == now


def test_the_reaper_leaves_finished_jobs_alone(chores):
    done, failed = jobs.claim(Chore, a_chore().pk), jobs.claim(Chore, a_chore().pk)
    jobs.finish(done)
    jobs.fail(failed, "no broom")

    assert jobs.reap(Chore, pytest.fail, now=NOON + timedelta(days=3650)) == []


def test_only_a_failed_job_can_be_retried_and_gets_all_its_runs(chores):
    claimed = jobs.claim(Chore, a_chore(runs=MAX_RUNS - 1).pk)
    assert not jobs.retry(claimed)
    jobs.fail(claimed, "no broom")

    assert jobs.retry(claimed, now=NOON)

    chore = fresh(claimed)
    assert (chore.status, chore.runs, chore.error) == (Status.QUEUED, 0, "")
    assert chore.finished_at is chore.started_at is None
    assert not jobs.retry(claimed)


def test_perform_saves_what_the_work_returns(chores):
    chore = a_chore()

    assert jobs.perform(Chore, chore.pk, lambda job: {"result": f"chore {job.pk}"})

    assert fresh(chore).result == f"chore {chore.pk}"


def test_perform_does_nothing_for_a_message_that_came_twice(chores):
    chore = a_chore()
    jobs.perform(Chore, chore.pk, lambda job: {"result": "once"})

    assert not jobs.perform(Chore, chore.pk, pytest.fail)

    assert fresh(chore).result == "once"


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (JobError("The broom is broken: buy one."), "The broom is broken: buy one."),
        (JobError(), jobs.BROKE),
        (ZeroDivisionError("secret detail"), jobs.BROKE),
    ],
)
def test_perform_keeps_an_error_for_people(chores, error, shown):
    chore = a_chore()

    def work(job):
        raise error

    assert not jobs.perform(Chore, chore.pk, work)

    failed = fresh(chore)
    assert (failed.status, failed.error) == (Status.FAILED, shown)


@pytest.mark.parametrize(
    "impossible",
    [
        {"status": "asleep"},
        {"progress": 101},
        {"runs": MAX_RUNS + 1},
        {"status": Status.RUNNING},
        {"status": Status.RUNNING, "claim": uuid.uuid4(), "lease_until": NOON, "runs": 0},
        {"claim": uuid.uuid4()},
        {"lease_until": NOON},
        {"status": Status.DONE},
        {"finished_at": NOON},
        {"status": Status.FAILED, "finished_at": NOON},
        {"error": "but queued"},
    ],
)
def test_the_database_refuses_impossible_jobs(chores, impossible):
    with pytest.raises(IntegrityError):
        a_chore(**impossible)
