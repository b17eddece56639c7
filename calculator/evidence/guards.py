"""What the database refuses of releases and of the audit log: each rule in SQL, with its words.

A rule is the event, the condition under which it is refused, and the message. ``triggers`` puts
them on SQLite and PostgreSQL; ``differs`` is the database's operator for unequal, nulls included.
"""

from calculator.evidence.models.change import CONTRIBUTIONS

Rule = tuple[str, str, str]

NOT_DRAFT = "this evidence release is not a draft: it cannot be changed"
NOT_A_STEP = "this evidence release is not a draft, or takes no such step"
UNFOUNDED = "a parameter has neither findings nor a stated judgement"
FOUR_EYES = "whoever contributed to this evidence release may not approve it"
NOT_FIRST = "this evidence release is not approved: only the first is published without"
APPEND_ONLY = "the audit log is append-only: its rows stay as they are"
CLOSED = "this evidence release is not a draft: nothing can be contributed to it"

STEPS = (
    ("draft", "in_review"), ("draft", "published"), ("in_review", "approved"),
    ("in_review", "draft"), ("approved", "draft"), ("approved", "scheduled"),
    ("approved", "published"), ("scheduled", "approved"), ("scheduled", "published"),
    ("published", "superseded"), ("superseded", "withdrawn"),
)  # fmt: skip
WHAT = ("slug", "name", "date", "notes", "created_at", "created_by_id", "base_id")
SUBMITTED = ("content_hash", "submitted_at", "submitted_by_id", "submit_reason")
APPROVED = ("approved_at", "approved_by_id", "approve_reason")
SCHEDULED = ("scheduled_for", "scheduled_at", "scheduled_by_id", "schedule_reason")
PUBLISHED = (
    "published_at", "published_by_id", "publish_reason", "second_reason", "judged_against_id",
)  # fmt: skip
SUPERSEDED = ("superseded_at", "successor_id")
WITHDRAWN = ("withdrawn_at", "withdrawn_by_id", "withdraw_reason")
OUT = "('published', 'superseded', 'withdrawn')"
JUDGED = "('approved', 'scheduled', 'published', 'superseded', 'withdrawn')"


def release_rules(columns: set[str], differs: str) -> dict[str, Rule]:
    """Return the rules of release rows, over those of its columns that exist."""
    steps = " OR ".join(f"(OLD.state = '{a}' AND NEW.state = '{b}')" for a, b in STEPS)

    def changed(names: tuple[str, ...]) -> str:
        known = [name for name in names if name in columns]
        return "(" + (" OR ".join(f"OLD.{c} {differs} NEW.{c}" for c in known) or "1 = 0") + ")"

    frozen = (
        "OLD.id <> NEW.id",
        f"OLD.state <> 'draft' AND {changed(WHAT)}",
        f"OLD.state <> 'draft' AND NEW.state <> 'draft' AND {changed(SUBMITTED)}",
        f"OLD.state IN {JUDGED} AND NEW.state <> 'draft' AND {changed(APPROVED)}",
        f"OLD.state = 'scheduled' AND NEW.state <> 'approved' AND {changed(SCHEDULED)}",
        f"OLD.state IN {OUT} AND {changed((*SCHEDULED, *PUBLISHED))}",
        f"OLD.state IN ('superseded', 'withdrawn') AND {changed(SUPERSEDED)}",
        f"OLD.state = 'withdrawn' AND {changed(WITHDRAWN)}",
    )
    return {
        "insert": ("INSERT", "NEW.state <> 'draft'", NOT_DRAFT),
        "delete": ("DELETE", "OLD.state <> 'draft'", NOT_DRAFT),
        "step": ("UPDATE", f"OLD.state <> NEW.state AND NOT ({steps})", NOT_A_STEP),
        "frozen": ("UPDATE", " OR ".join(f"({part})" for part in frozen), NOT_DRAFT),
        "founded": (
            "UPDATE",
            "OLD.state = 'draft' AND NEW.state <> 'draft' AND EXISTS"
            " (SELECT 1 FROM evidence_parameter p WHERE p.release_id = NEW.id"
            " AND p.basis = 'evidence' AND NOT EXISTS"
            " (SELECT 1 FROM evidence_parameterfinding f WHERE f.parameter_id = p.id))",
            UNFOUNDED,
        ),
        "first": (
            "UPDATE",
            "OLD.state = 'draft' AND NEW.state = 'published' AND EXISTS"  # noqa: S608 - our own words
            f" (SELECT 1 FROM evidence_release r WHERE r.state IN {OUT} AND r.id <> NEW.id)",
            NOT_FIRST,
        ),
    }


def approval_rules(differs: str) -> dict[str, Rule]:
    """Return the rule of four eyes: an approval by a contributor is refused, whoever writes it."""
    moved = f"OLD.state <> NEW.state OR OLD.approved_by_id {differs} NEW.approved_by_id"
    return {
        "four_eyes": (
            "UPDATE",
            f"NEW.approved_by_id IS NOT NULL AND ({moved}) AND EXISTS"  # noqa: S608 - our own words
            " (SELECT 1 FROM evidence_change c WHERE c.release_id = NEW.id"
            f" AND c.by_id = NEW.approved_by_id AND c.action IN ({_contributions()}))",
            FOUR_EYES,
        ),
    }


def log_rules(locked: str) -> dict[str, Rule]:
    """Return the rules of the audit log: rows are added, and contributions to drafts alone.

    ``locked`` makes a contribution wait for a submission under way where the database can.
    """
    return {
        "closed": (
            "INSERT",
            f"NEW.action IN ({_contributions()}) AND NOT EXISTS"  # noqa: S608 - our own
            " (SELECT 1 FROM evidence_release r WHERE r.id = NEW.release_id AND r.state = 'draft'"
            f"{locked})",
            CLOSED,
        ),
        "update": ("UPDATE", "1 = 1", APPEND_ONLY),
        "delete": ("DELETE", "1 = 1", APPEND_ONLY),
    }


def _contributions() -> str:
    return ", ".join(f"'{action.value}'" for action in CONTRIBUTIONS)
