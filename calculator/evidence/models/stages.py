"""Which columns of a release belong to which state: who, when and why, all of them or none."""

from django.db.models import CheckConstraint, Q, TextChoices
from django.utils.translation import gettext_lazy as lazy

from calculator.evidence.models.rules import check


class State(TextChoices):
    """Where a release stands."""

    DRAFT = "draft", lazy("Draft")  # a full copy of the live release that staff edit
    IN_REVIEW = (
        "in_review",
        lazy("In review"),
    )  # frozen; a reviewer who added nothing to it judges it
    APPROVED = "approved", lazy("Approved")  # judged good by a second person
    SCHEDULED = "scheduled", lazy("Scheduled")  # approved, and published by the clock
    PUBLISHED = "published", lazy("Published")  # the live one: the calculator reads it
    SUPERSEDED = "superseded", lazy("Superseded")  # was live; old calculations still point to it
    WITHDRAWN = "withdrawn", lazy("Withdrawn")  # was superseded and should not be relied upon


PUBLIC = [State.PUBLISHED, State.SUPERSEDED, State.WITHDRAWN]
JUDGED = [State.APPROVED, State.SCHEDULED, *PUBLIC]
SUBMITTED = [State.IN_REVIEW, *JUDGED]
FIRST = Q(state__in=PUBLIC, base__isnull=True)  # shipped with the product; nobody was there before


def stage(verb: str, reason: str, *, extra: str = "") -> tuple[Q, Q]:
    """Return the conditions that a stage's columns are all filled, and that all are empty."""
    full = Q(**{f"{verb}_at__isnull": False, f"{verb}_by__isnull": False}) & ~Q(**{reason: ""})
    empty = Q(**{f"{verb}_at": None, f"{verb}_by": None, reason: ""})
    if extra:
        full, empty = full & Q(**{f"{extra}__isnull": False}), empty & Q(**{extra: None})
    return full, empty


def stage_rules() -> list[CheckConstraint]:
    """Require who, when and why of every state that a release is in or went through."""
    submitted, not_submitted = stage("submitted", "submit_reason")
    approved, not_approved = stage("approved", "approve_reason")
    scheduled, not_scheduled = stage("scheduled", "schedule_reason", extra="scheduled_for")
    withdrawn, not_withdrawn = stage("withdrawn", "withdraw_reason")
    return [
        check("state_known", Q(state__in=State.values), f"One of: {', '.join(State.values)}."),
        check(
            "hashed",
            Q(state=State.DRAFT, content_hash="") | (~Q(state=State.DRAFT) & ~Q(content_hash="")),
            "Whatever is not a draft has a content hash; a draft has none.",
        ),
        check(
            "submitted_complete",
            (Q(state=State.DRAFT) & not_submitted)
            | (Q(state__in=SUBMITTED) & submitted)
            | (FIRST & not_submitted),
            "A release in review has a date, a person and a reason; a draft has none.",
        ),
        check(
            "approved_complete",
            (~Q(state__in=JUDGED) & not_approved)
            | (Q(state__in=JUDGED) & approved)
            | (FIRST & not_approved),
            "An approved release has a date, a person and a reason.",
        ),
        check(
            "judged_complete",
            Q(state__in=JUDGED) | Q(second_reason="", judged_against=None),
            "Only an approved release was compared with the live one.",
        ),
        check(
            "scheduled_complete",
            (Q(state=State.SCHEDULED) & scheduled)
            | (~Q(state=State.SCHEDULED) & not_scheduled)
            | (Q(state__in=PUBLIC) & scheduled),
            "A scheduled release has a day, a date, a person and a reason.",
        ),
        check(
            "published_complete",
            (~Q(state__in=PUBLIC) & Q(published_at=None, published_by=None, publish_reason=""))
            | (Q(state__in=PUBLIC, published_at__isnull=False) & ~Q(publish_reason="")),
            "A published release has a date and a reason; nothing else has.",
        ),
        check(
            "superseded_complete",
            Q(state__in=["superseded", "withdrawn"])
            & Q(superseded_at__isnull=False, successor__isnull=False)
            | ~Q(state__in=["superseded", "withdrawn"]) & Q(superseded_at=None, successor=None),
            "A superseded release has a date and a successor.",
        ),
        check(
            "withdrawn_complete",
            (~Q(state=State.WITHDRAWN) & not_withdrawn) | (Q(state=State.WITHDRAWN) & withdrawn),
            "A withdrawn release has a date, a person and a reason.",
        ),
    ]
