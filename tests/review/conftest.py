"""A live release, and one after it in which a few numbers moved."""

import pytest
from django.core.cache import cache

from calculator.evidence import catalog, services
from calculator.evidence.models import Parameter, Release
from calculator.review import services as review
from calculator.review import tasks
from calculator.review.models import ImpactPreview
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario
from tests.evidence import steps


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def live(db) -> Release:
    return catalog.live_release()


@pytest.fixture
def saved(db) -> Scenario:
    return scenarios.save_scenario(raw={"members": "10,000"})


@pytest.fixture
def draft(bob) -> Release:
    """A draft in which use is half as frequent again and lumbar fusion is cheaper."""
    made = services.start_draft(by=bob, name="Next")
    edit(made, "engagement", base=1.5, low=1.0, high=2.1)
    edit(made, "surgery_cost.lumbar_fusion", base=60_000, low=40_000, high=80_000)
    edit(made, "later_surgery_rate", grade="D")
    return made


@pytest.fixture
def preview_required() -> None:
    """Approve as the product does: with the impact of each draft."""
    services.CONCERNS.append(review.speaks_against)


@pytest.fixture
def previewed(rita):
    """Calculate the impact of a release as it is now."""

    def make(release: Release) -> ImpactPreview:
        preview = review.request_preview(release=Release.objects.get(pk=release.pk), by=rita)
        tasks.make_preview(preview.pk)
        return ImpactPreview.objects.get(pk=preview.pk)

    return make


def edit(draft: Release, slug: str, **values: object) -> None:
    steps.edit(draft, Parameter, slug, **values)
