"""A release that goes live tells the owners of the kept calculations that it moves."""

import json

import pytest

from calculator.evidence.models import Release
from calculator.jobs import Status
from calculator.review import notices, tasks
from calculator.review.models import ReleaseNotice
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario
from calculator.webhooks import services as webhooks
from calculator.webhooks.events import REPORT_FINISHED, SCENARIO_MOVED
from calculator.webhooks.models import Delivery
from tests.evidence import steps

SMALL = {"members": 10_000, "draws": 1_000}


@pytest.fixture
def ada(django_user_model, live):
    owner = django_user_model.objects.create_user("ada")
    webhooks.add_endpoint(owner=owner, url="https://example.com/", events=[SCENARIO_MOVED])
    return owner


def keep(owner, **inputs) -> Scenario:
    return scenarios.save_scenario(raw=SMALL | inputs, by=owner)


def tell(release: Release | None = None) -> ReleaseNotice:
    notice = notices.due_notice()
    tasks.tell_owners(notice.pk)
    return ReleaseNotice.objects.get(pk=notice.pk)


def test_moved_calculation_is_told_with_both_numbers(ada, draft, live):
    saved = keep(ada)
    steps.published(draft)

    notice = tell()

    assert (notice.status, notice.moved) == (Status.DONE, 1)
    data = json.loads(Delivery.objects.get().body)["data"]
    assert data["calculation"] == f"/api/v1/calculations/{saved.token}"
    assert data["evidence_release"] == {"before": live.slug, "after": draft.slug}
    assert data["annual_before"]["net"] == saved.result["annual"]["net"]
    again = scenarios.calculate(raw=SMALL)
    assert data["annual_after"]["net"] == pytest.approx(again["annual"]["net"], abs=0.005)


def test_what_does_not_move_or_is_not_kept_is_not_told(ada, rita, draft):
    keep(ada, overrides={"engagement": 1}, areas=["cancer"])
    keep(rita)
    away = keep(ada)
    Scenario.objects.filter(pk=away.pk).update(archived_at=away.created_at)
    scenarios.save_scenario(raw=SMALL)
    steps.published(draft)

    assert tell().moved == 0
    assert not Delivery.objects.exists()


def test_who_wants_other_news_is_not_told(ada, draft):
    ada.webhooks.update(events=[REPORT_FINISHED])
    keep(ada)
    steps.published(draft)

    assert tell().moved == 0


def test_news_told_again_after_a_crash_are_the_same_messages(ada, draft):
    keep(ada)
    steps.published(draft)
    notice = tell()

    notices.tell(notice)

    assert Delivery.objects.count() == 1


def test_clock_starts_the_news_of_a_publication_once(
    ada, draft, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(tasks.tell_owners, "delay", sent.append)
    for _ in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            tasks.announce_release()
    tell()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.announce_release()
    tasks.reap_notices()

    assert sent == [notices.due_notice().pk] * 2
    assert ReleaseNotice.objects.count() == 1
    assert "News of" in str(notices.due_notice())


def test_calculation_that_today_cannot_be_read_is_told_without_a_new_number(ada, draft):
    saved = keep(ada)
    Scenario.objects.filter(pk=saved.pk).update(typed={"members": 1, "design": "gone"})
    steps.published(draft)

    tell()

    assert json.loads(Delivery.objects.get().body)["data"]["annual_after"] is None


def test_without_a_live_release_there_is_no_news(ada, monkeypatch):
    monkeypatch.setattr(Release.objects, "published", Release.objects.none)

    tasks.announce_release()

    assert not ReleaseNotice.objects.exists()
