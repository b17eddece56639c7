import pytest
from django.contrib.auth.models import AnonymousUser

from calculator.evidence import catalog, services
from calculator.evidence.canonical import exporter
from calculator.evidence.canonical.content import content_hash
from calculator.evidence.errors import BadRelease, NoLiveRelease, WorkflowError
from calculator.evidence.models import Parameter, Release
from tests.evidence import steps

pytestmark = pytest.mark.django_db


def test_a_draft_is_a_full_copy_of_the_live_release(draft, bob):
    live = catalog.live_release()

    assert draft.is_draft
    assert draft.created_by == bob
    assert exporter.content_of(draft) == exporter.content_of(live)


def test_a_draft_needs_permission(mallory):
    with pytest.raises(WorkflowError, match="not allowed"):
        services.start_draft(by=mallory, name="Next")


@pytest.mark.parametrize("name", ["", "!!!", "x" * 61, "x" * 300])
def test_a_draft_needs_a_usable_name(bob, name):
    with pytest.raises(WorkflowError, match="Give the draft a name"):
        services.start_draft(by=bob, name=name)


def test_a_draft_needs_a_new_name(bob, draft):
    with pytest.raises(WorkflowError, match="already a release"):
        services.start_draft(by=bob, name="next")


def test_publishing_supersedes_the_live_release(draft, rosa):
    old = catalog.live_release()

    new = steps.published(draft, " Prices of 2027. ")

    old.refresh_from_db()
    assert catalog.live_release() == new
    assert (new.published_by, new.publish_reason) == (rosa, "Prices of 2027.")
    assert new.published_at is not None
    assert (old.state, old.successor) == (Release.State.SUPERSEDED, new)
    assert new.content_hash == content_hash(exporter.content_of(new)) == old.content_hash


def test_a_changed_value_changes_the_hash(draft, rosa):
    old = catalog.live_release()
    steps.edit(draft, Parameter, "surgery_cost.cabg", base=81_000)

    new = steps.published(draft)

    assert new.content_hash != old.content_hash
    assert catalog.evidence_of(new).parameter["surgery_cost.cabg"].base == 81_000
    assert catalog.evidence_of(old).parameter["surgery_cost.cabg"].base != 81_000


def test_publishing_needs_permission(draft, bob):
    with pytest.raises(WorkflowError, match="not allowed"):
        services.publish_release(release=draft, by=bob, reason="Please.")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_publishing_needs_a_reason(draft, rosa, reason):
    with pytest.raises(WorkflowError, match="Give a reason"):
        services.publish_release(release=draft, by=rosa, reason=reason)


def test_only_an_approved_release_is_published(rosa):
    with pytest.raises(WorkflowError, match="published, not approved or scheduled"):
        services.publish_release(release=catalog.live_release(), by=rosa, reason="Again.")


def test_an_incomplete_draft_is_not_submitted(draft, bob):
    Parameter.objects.filter(release=draft, slug="surgery_cost.cabg").delete()
    Parameter.objects.get(release=draft, slug="engagement").finding_links.all().delete()

    with pytest.raises(BadRelease) as caught:
        services.submit_for_review(release=draft, by=bob, reason="Try.")

    assert "surgery_cost.cabg is missing" in caught.value.problems
    assert "engagement: neither findings nor a stated judgement" in caught.value.problems
    assert catalog.live_release().slug == "2026-11"


def test_only_a_superseded_release_is_withdrawn(draft, rosa):
    old = catalog.live_release()
    with pytest.raises(WorkflowError, match="publish a successor"):
        services.withdraw_release(release=old, by=rosa, reason="An error.")
    steps.published(draft)

    withdrawn = services.withdraw_release(release=old, by=rosa, reason="An error.")

    assert withdrawn.state == Release.State.WITHDRAWN
    assert withdrawn.withdrawn_by == rosa
    assert catalog.evidence_of(withdrawn).release == "2026-11"


def test_withdrawing_needs_permission(draft, bob, rosa):
    old = catalog.live_release()
    steps.published(draft)

    with pytest.raises(WorkflowError, match="not allowed"):
        services.withdraw_release(release=old, by=bob, reason="An error.")


def test_who_sees_which_release(draft, bob, rosa, mallory):
    old = catalog.live_release()
    steps.published(draft)
    services.withdraw_release(release=old, by=rosa, reason="An error.")
    services.start_draft(by=bob, name="Later")

    def seen(user) -> list[str]:
        return sorted(Release.objects.visible_to(user).values_list("slug", flat=True))

    assert seen(AnonymousUser()) == seen(mallory) == ["next"]
    assert seen(bob) == seen(rosa) == ["2026-11", "later", "next"]


def test_without_a_release_the_reason_is_plain(monkeypatch, bob):
    monkeypatch.setattr(Release.objects, "published", Release.objects.none)

    with pytest.raises(NoLiveRelease, match="load_release"):
        catalog.live_release()
    with pytest.raises(NoLiveRelease):
        services.start_draft(by=bob, name="Next")


def test_evidence_is_read_once_for_a_published_release(django_assert_num_queries):
    live = catalog.live_release()
    first = catalog.evidence_of(live)

    with django_assert_num_queries(0):
        assert catalog.evidence_of(live) is first


def test_evidence_of_a_draft_is_read_anew(draft):
    first = catalog.evidence_of(draft)
    Parameter.objects.filter(release=draft, slug="engagement").update(base=0.9, high=2)

    assert catalog.evidence_of(draft).parameter["engagement"].base == 0.9
    assert first.parameter["engagement"].base != 0.9


def test_evidence_holds_what_the_engine_needs():
    evidence = catalog.evidence_of(catalog.live_release())

    assert evidence.release == "2026-11"
    assert [
        len(x) for x in (evidence.areas, evidence.lines, evidence.designs, evidence.lenses)
    ] == [19, 3, 5, 3]
    assert len(evidence.parameters) == 162
    assert evidence.areas[0].slug == "cancer"
    assert evidence.design["targeted"].uptake["lumbar_fusion"] == 0.3
    assert evidence.design["voluntary"].uptake is None
    assert evidence.design["mandatory"].fee_per_opinion == 600
    assert evidence.design["mandatory"].overrides["care_added_rate"].high == 0.05
    assert evidence.line["medicaid"].age_mix["0-17"] == 0.44
    assert evidence.parameter["decision_rate.cancer"].by_age_band["65+"] == 19.4
    assert evidence.lens["reference"].replacements == {}
    assert evidence.lens["as_claimed"].replacements["diagnosis_change_rate.cancer"].base == 0.28
    assert sum(len(lens.replacements) for lens in evidence.lenses) == 80
