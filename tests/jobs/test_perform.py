import uuid

import pytest
from django.db import IntegrityError

from calculator import jobs
from calculator.jobs import MAX_RUNS, JobError, Status
from tests.jobs.chores import NOON, Chore, a_chore, fresh


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
