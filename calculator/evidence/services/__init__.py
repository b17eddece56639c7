"""Changes of state of the evidence, by what they are for. Each is all or nothing."""

from calculator.evidence.services.drafts import (
    adopt_changes,
    discard_draft,
    editing,
    open_draft,
    record_changes,
    roll_back,
    start_draft,
)
from calculator.evidence.services.loading import load_release
from calculator.evidence.services.publishing import (
    publish_due,
    publish_release,
    schedule_release,
    unschedule_release,
    withdraw_release,
)
from calculator.evidence.services.review import (
    CONCERNS,
    approve_release,
    concerns,
    return_to_draft,
    submit_for_review,
    undone,
    warnings,
)

__all__ = [
    "CONCERNS",
    "adopt_changes",
    "approve_release",
    "concerns",
    "discard_draft",
    "editing",
    "load_release",
    "open_draft",
    "publish_due",
    "publish_release",
    "record_changes",
    "return_to_draft",
    "roll_back",
    "schedule_release",
    "start_draft",
    "submit_for_review",
    "undone",
    "unschedule_release",
    "warnings",
    "withdraw_release",
]
