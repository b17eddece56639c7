"""Tell those who want it which of their kept calculations the live release moves."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from calculator import jobs
from calculator.engine.errors import InvalidInput
from calculator.evidence import catalog
from calculator.evidence.models import Release
from calculator.review import bridges
from calculator.review.models import ReleaseNotice
from calculator.scenarios.models import Scenario
from calculator.webhooks import services as webhooks
from calculator.webhooks.events import SCENARIO_MOVED

CENT = 0.005  # dollars a year: less than that is no move
BEAT_EVERY = 50  # calculations


def due_notice() -> ReleaseNotice | None:
    """Return the notice of the live release, made now if it is new; None where none is live."""
    live = Release.objects.published().first()
    if live is None or live.published_at is None:
        return None
    return ReleaseNotice.objects.get_or_create(release=live, live_since=live.published_at)[0]


def tell(notice: ReleaseNotice) -> dict[str, Any]:
    """Keep a message for every kept calculation that the release moves; return the count."""
    live, moved = notice.release, 0
    for number, saved in enumerate(_kept(live), start=1):
        found = movement(saved, live)
        if found is not None and saved.created_by_id is not None:
            subject = f"{saved.token}|{live.slug}|{notice.live_since.isoformat()}"
            webhooks.announce(
                kind=SCENARIO_MOVED, subject=subject, data=found, to=[saved.created_by_id]
            )
            moved += 1
        if number % BEAT_EVERY == 0:
            jobs.extend(notice)
    return {"moved": moved}


def movement(saved: Scenario, live: Release) -> dict[str, Any] | None:
    """Return the base case of a calculation before and on the live release; None if it stays."""
    evidence = catalog.evidence_of(live)
    annual, totals = saved.result["annual"], saved.result["totals"]
    before = {"net": annual["net"], "benefit_cost_ratio": totals["benefit_cost_ratio"]}
    try:
        side = bridges.side(saved.typed, evidence)
    except InvalidInput:  # the release no longer has what was entered
        after = None
    else:
        after = {"net": side.net, "benefit_cost_ratio": side.benefit_cost_ratio}
        if abs(after["net"] - before["net"]) <= CENT:
            return None
    return {
        "calculation": reverse("api:read-calculation", args=[saved.token]),
        "page": saved.get_absolute_url(),
        "name": saved.name,
        "evidence_release": {"before": saved.release.slug, "after": live.slug},
        "annual_before": before,
        "annual_after": after,
    }


def _kept(live: Release) -> Iterator[Scenario]:
    owners = webhooks.waiting_for(SCENARIO_MOVED)
    kept = Scenario.objects.filter(created_by__in=owners, archived_at=None).exclude(release=live)
    return kept.select_related("release").order_by("pk").iterator(chunk_size=100)
