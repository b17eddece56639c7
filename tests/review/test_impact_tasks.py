from datetime import timedelta

import pytest
from django.utils import timezone

from calculator import jobs
from calculator.jobs import MAX_RUNS, STALE_AFTER, Status
from calculator.review import services, tasks
from calculator.review.models import ImpactPreview

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch):
    keys = []
    monkeypatch.setattr(tasks.make_preview, "delay", keys.append)
    return keys


@pytest.fixture
def preview(draft, rita):
    return services.request_preview(release=draft, by=rita)


@pytest.fixture
def quick(monkeypatch):
    """Calculate on two sponsors."""
    monkeypatch.setattr(services.impact, "SPONSORS", services.impact.SPONSORS[:2])


def fresh(preview):
    return ImpactPreview.objects.get(pk=preview.pk)


def test_a_killed_workers_preview_is_made_by_the_next(preview, sent, quick):
    jobs.claim(ImpactPreview, preview.pk, now=timezone.now() - 2 * jobs.LEASE)
    assert fresh(preview).status == Status.RUNNING

    tasks.reap_previews()
    assert sent == [preview.pk]
    tasks.make_preview(preview.pk)

    done = fresh(preview)
    assert (done.status, done.runs, done.progress) == (Status.DONE, 2, 100)
    assert len(done.result["sponsors"]) == 2


def test_a_redelivered_message_calculates_nothing_twice(preview, quick, monkeypatch):
    tasks.make_preview(preview.pk)
    first = fresh(preview)
    monkeypatch.setattr(services.impact, "impact", lambda *args, **kwargs: 1 / 0)

    tasks.make_preview(preview.pk)

    assert (fresh(preview).finished_at, fresh(preview).runs) == (first.finished_at, 1)


def test_a_preview_that_another_worker_holds_is_left_alone(preview):
    held = jobs.claim(ImpactPreview, preview.pk)

    tasks.make_preview(preview.pk)

    assert (fresh(preview).status, fresh(preview).claim) == (Status.RUNNING, held.claim)


def test_a_worker_that_lost_its_claim_saves_nothing(preview, quick):
    slow = jobs.claim(ImpactPreview, preview.pk, now=timezone.now() - 2 * jobs.LEASE)
    jobs.reap(ImpactPreview, lambda pk: None)
    jobs.claim(ImpactPreview, preview.pk)

    assert not jobs.finish(slow, **services.make_preview(slow))
    assert fresh(preview).result is None


def test_after_three_lost_runs_it_fails_with_a_reason(preview, sent):
    for _ in range(MAX_RUNS):
        jobs.claim(ImpactPreview, preview.pk, now=timezone.now() - 2 * jobs.LEASE)
        tasks.reap_previews()

    assert (fresh(preview).status, fresh(preview).error) == (Status.FAILED, jobs.GAVE_UP)
    assert sent == [preview.pk] * (MAX_RUNS - 1)


def test_what_was_never_sent_is_sent(preview, sent):
    ImpactPreview.objects.update(sent_at=timezone.now() - STALE_AFTER - timedelta(seconds=1))

    tasks.reap_previews()

    assert sent == [preview.pk]


def test_a_preview_is_sent_after_commit_and_once(
    preview, sent, quick, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.send_preview(preview)
        assert sent == []
    tasks.make_preview(preview.pk)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.send_preview(fresh(preview))

    assert sent == [preview.pk]


def test_the_reaper_is_on_the_clock(settings):
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert "calculator.review.tasks.reap_previews" in names
