import time

from django.db import DatabaseError
from django.utils import timezone

from calculator import jobs
from calculator.jobs import LEASE
from tests.jobs.chores import SECOND, Chore, a_chore, fresh


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
