from datetime import timedelta

import pytest

from calculator import jobs
from calculator.jobs import LEASE, MAX_RUNS, STALE_AFTER, Status
from tests.jobs.chores import NOON, SECOND, Chore, a_chore, fresh, in_threads


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
