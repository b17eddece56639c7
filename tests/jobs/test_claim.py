import uuid

from calculator import jobs
from calculator.jobs import LEASE, MAX_RUNS, Status
from tests.jobs.chores import NOON, SECOND, Chore, a_chore, fresh, in_threads


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
