"""Ask for the impact of a release, calculate it, and hold an approval to it."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from calculator import jobs
from calculator.engine.evidence import Evidence
from calculator.engine.version import MODEL_VERSION
from calculator.evidence import catalog
from calculator.evidence.canonical.content import content_hash
from calculator.evidence.canonical.exporter import content_of
from calculator.evidence.errors import WorkflowError
from calculator.evidence.models import Release
from calculator.jobs import JobError, Status
from calculator.language import gettext_noop as noop
from calculator.review import impact
from calculator.review.models import ImpactPreview
from calculator.scenarios.models import Scenario

MAY_ASK = ("submit_release", "review_release", "publish_release")
OPEN = (
    Release.State.DRAFT,
    Release.State.IN_REVIEW,
    Release.State.APPROVED,
    Release.State.SCHEDULED,
)
CHANGED = noop(
    "The content changed after the calculation was asked for. Calculate the impact of what it is "
    "now."
)
MISSING = (
    "Calculate the impact first: there is no finished preview of exactly this content against "
    "{live}."
)


def may_ask(user: AbstractBaseUser) -> bool:
    """Return whether a person may have the impact of a release calculated."""
    return any(user.has_perm(f"evidence.{permission}") for permission in MAY_ASK)


@transaction.atomic
def request_preview(*, release: Release, by: AbstractBaseUser) -> ImpactPreview:
    """Return the preview of the present content; a failed one is queued anew.

    The caller starts the task with ``tasks.send_preview`` when the preview is queued.

    Raises:
        WorkflowError: without permission, or where the release is or was live.
    """
    if not may_ask(by):
        raise WorkflowError("You are not allowed to calculate the impact of a release.")
    if release.state not in OPEN:
        raise WorkflowError(f"{release.name} was published: its impact is no longer a preview.")
    live = catalog.live_release()
    known = newest(release)
    if known is None:
        return ImpactPreview.objects.create(
            release=release,
            live=live,
            content_hash=hash_of(release),
            live_hash=live.content_hash,
            model_version=MODEL_VERSION,
            asked_by=by,
        )
    if known.status == Status.FAILED:
        jobs.retry(known)
        known.refresh_from_db()
    return known


def newest(release: Release) -> ImpactPreview | None:
    """Return the newest preview of exactly the present content against the live release."""
    live = catalog.live_release()
    return (
        ImpactPreview.objects.filter(release=release)
        .of_content(
            content_hash=hash_of(release),
            live_hash=live.content_hash,
            model_version=MODEL_VERSION,
        )
        .order_by("-created_at", "-id")
        .first()
    )


def make_preview(preview: ImpactPreview) -> dict[str, Any]:
    """Return the finished fields of a claimed preview.

    Raises:
        JobError: if the content is no longer what was asked about.
    """
    draft = evidence_of(preview.release)
    live = evidence_of(preview.live)
    if (draft.content_hash, live.content_hash) != (preview.content_hash, preview.live_hash):
        raise JobError(CHANGED)
    typed = list(Scenario.objects.order_by("pk").values_list("typed", flat=True))
    found = impact.impact(
        live, draft, typed, progress=lambda percent: jobs.extend(preview, progress=percent)
    )
    return {"result": found, "flips": impact.flips(found)}


def speaks_against(release: Release) -> list[str]:
    """Return the verdicts that would flip, as a reason to ask for a second reason.

    Raises:
        WorkflowError: without a finished preview of exactly the present content.
    """
    if not Release.objects.published().exists():
        return []
    found = newest(release)
    if found is None or found.status != Status.DONE:
        raise WorkflowError(MISSING.format(live=catalog.live_release().name))
    if not found.flips:
        return []
    verdicts = "1 verdict flips" if found.flips == 1 else f"{found.flips} verdicts flip"
    return [f"{verdicts}: what paid would no longer pay, or the other way round."]


def evidence_of(release: Release) -> Evidence:
    """Return the evidence with its true hash, a draft's too: draws follow from the hash."""
    if not release.is_draft:
        return catalog.evidence_of(release)
    content = content_of(release)
    return catalog.evidence_from(content, release=release.slug, content_hash=content_hash(content))


def hash_of(release: Release) -> str:
    """Return the hash of the present content: fixed once it is submitted."""
    return release.content_hash or content_hash(content_of(release))
