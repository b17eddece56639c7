import pytest
from django.apps import apps

from calculator.evidence import services as evidence
from calculator.evidence.errors import NeedsSecondReason, WorkflowError
from calculator.evidence.models import Release
from calculator.jobs import Status
from calculator.review import impact, services, tasks
from calculator.review.models import ImpactPreview
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario
from tests.evidence import steps
from tests.review.conftest import edit

pytestmark = pytest.mark.django_db
CENT = 0.005


@pytest.fixture
def five(saved):
    """Five different calculations."""
    for members in (300, 2_000, 40_000, 600_000):
        Scenario.objects.create(
            typed={"members": members},
            inputs={},
            result=saved.result,
            release=saved.release,
            model_version=saved.model_version,
            seed=1,
            draws=1_000,
            fingerprint=str(members),
        )
    return Scenario.objects.all()


@pytest.fixture
def turning(bob):
    """A draft in which lumbar fusion is dearer, so that mandatory review pays."""
    made = evidence.start_draft(by=bob, name="Turning")
    edit(made, "surgery_cost.lumbar_fusion", base=95_000, low=60_000, high=140_000)
    return made


@pytest.mark.usefixtures("preview_required")
def test_an_approval_needs_a_finished_preview_of_exactly_its_content(draft, rita, previewed):
    with pytest.raises(WorkflowError, match="Calculate the impact first"):
        steps.approved(draft)
    draft.refresh_from_db()
    queued = services.request_preview(release=draft, by=rita)
    with pytest.raises(WorkflowError, match="Calculate the impact first"):
        evidence.approve_release(release=draft, by=rita, reason="Checked.")
    tasks.make_preview(queued.pk)

    done = evidence.approve_release(release=draft, by=rita, reason="Checked.", second_reason="Yes.")

    assert done.state == Release.State.APPROVED


@pytest.mark.usefixtures("preview_required")
def test_a_preview_of_a_draft_that_was_edited_since_does_not_count(draft, bob, previewed):
    before = previewed(draft)
    edit(draft, "engagement", base=1.6, low=1.0, high=2.1)

    with pytest.raises(WorkflowError, match="Calculate the impact first"):
        steps.approved(draft)

    assert services.newest(Release.objects.get(pk=draft.pk)) is None
    assert before.status == Status.DONE


@pytest.mark.usefixtures("preview_required")
def test_a_flip_needs_a_second_reason_that_is_kept(turning, previewed):
    preview = previewed(turning)
    assert preview.flips > 0

    with pytest.raises(NeedsSecondReason, match="verdict"):
        steps.approved(turning)
    ready = evidence.approve_release(
        release=turning, by=steps.reviewer(), reason="Checked.", second_reason="Prices rose."
    )

    assert ready.second_reason == "Prices rose."


@pytest.mark.usefixtures("preview_required")
def test_without_a_flip_one_reason_is_enough(bob, previewed):
    draft = evidence.start_draft(by=bob, name="Words")
    edit(draft, "engagement", label="Effort")
    assert previewed(draft).flips == 0

    assert steps.approved(draft).state == Release.State.APPROVED


@pytest.mark.usefixtures("preview_required")
def test_when_another_release_goes_live_the_impact_is_calculated_anew(draft, turning, previewed):
    previewed(turning)
    ready = steps.approved(turning, second_reason="Prices rose.")
    previewed(draft)
    other = steps.approved(draft, second_reason="Use rose.")
    evidence.publish_release(release=other, by=steps.publisher(), reason="New.")

    with pytest.raises(WorkflowError, match="Calculate the impact first"):
        evidence.publish_release(
            release=ready, by=steps.publisher(), reason="New.", second_reason="Really."
        )
    previewed(ready)
    evidence.publish_release(
        release=ready, by=steps.publisher(), reason="New.", second_reason="Really."
    )

    assert Release.objects.get(pk=ready.pk).is_live


def test_after_publishing_a_recomputation_equals_the_preview(draft, live, five, previewed):
    preview = previewed(draft)
    steps.published(draft)

    after = services.evidence_of(Release.objects.get(pk=draft.pk))
    before = services.evidence_of(Release.objects.get(pk=live.pk))
    again = impact.impact(before, after, [s.typed for s in five], progress=lambda percent: None)

    assert again == preview.result
    assert preview.result["saved"]["total"]["count"] == 5
    sponsor = next(s for s in again["sponsors"] if s["slug"] == "employer-10000")
    for design in sponsor["designs"]:
        answer = scenarios.calculate(raw={"members": 10_000, "design": design["design"]})
        assert answer["evidence_release"] == "next"
        assert abs(answer["annual"]["net"] - design["after"]["net"]) < CENT


def test_a_preview_keeps_nothing_of_fewer_than_five_calculations(draft, saved, previewed):
    preview = previewed(draft)

    assert preview.result["saved"] == {
        "questions": None,
        "total": None,
        "by_design": [],
        "by_size": [],
        "unanswered": 0,
    }


def test_asked_twice_it_is_one_preview(draft, rita, bob, previewed):
    first = previewed(draft)

    again = services.request_preview(release=draft, by=bob)

    assert again.pk == first.pk
    assert ImpactPreview.objects.count() == 1


def test_a_failed_preview_is_queued_anew(draft, rita):
    preview = services.request_preview(release=draft, by=rita)
    services.jobs.fail(services.jobs.claim(ImpactPreview, preview.pk), "No room.")

    again = services.request_preview(release=draft, by=rita)

    assert (again.pk, again.status) == (preview.pk, Status.QUEUED)


def test_who_may_neither_submit_nor_review_nor_publish_may_not_ask(draft, mallory):
    with pytest.raises(WorkflowError, match="not allowed"):
        services.request_preview(release=draft, by=mallory)


def test_a_published_release_has_no_preview(live, rita):
    with pytest.raises(WorkflowError, match="was published"):
        services.request_preview(release=live, by=rita)


def test_a_draft_edited_between_asking_and_calculating_fails_with_a_reason(draft, rita):
    preview = services.request_preview(release=draft, by=rita)
    edit(draft, "engagement", base=1.6, low=1.0, high=2.1)

    tasks.make_preview(preview.pk)

    preview.refresh_from_db()
    assert (preview.status, preview.error) == (Status.FAILED, services.CHANGED)


def test_the_product_asks_for_the_impact_at_every_approval():
    config = apps.get_app_config("review")

    config.ready()

    assert [services.speaks_against] == evidence.CONCERNS


def test_where_nothing_is_live_there_is_nothing_to_compare(draft, monkeypatch):
    monkeypatch.setattr(type(Release.objects), "published", lambda manager: Release.objects.none())

    assert services.speaks_against(draft) == []
