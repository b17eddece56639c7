"""What a claim needs to be true: plain JSON, the same for page and API; unrounded.

Money is in dollars of the first contract year, before the bill is divided between plan and
members. Undefined values are None.
"""

from typing import TypedDict

from calculator.engine.result import Fees


class Needed(TypedDict):
    """One thing that must be true, and where it stands.

    ``base``, ``low`` and ``high`` (95 % interval) are what the evidence expects; above ``limit``
    there is nothing left. ``standing``: below, within, above, or none where nothing compares.
    ``level``: consistent, possible, beyond or impossible.
    """

    key: str
    label: str
    value: float | None
    unit: str
    base: float | None
    low: float | None
    high: float | None
    limit: float | None
    times_base: float | None
    standing: str
    level: str


class OwnFigures(TypedDict):
    """Do the claim's own figures fit: its total over its saving per case gives its cases."""

    total: float
    saving_per_case: float
    cases_implied: float
    cases_claimed: int | None
    gap: float | None
    share_of_members: float
    is_consistent: bool


class Expected(TypedDict):
    """What the evidence expects of the same people in one year, without the claim."""

    members: float
    employees: float
    decisions: float
    opinions: float
    operations: float
    operations_avoided: float
    saving: float
    saving_per_opinion: float | None
    saving_per_operation: float | None
    operations_part: float
    spending: float


class ClaimCheck(TypedDict):
    """The answer to one claim. ``opinions_from``: expected, claimed, or implied by its figures."""

    claim: dict[str, object]
    evidence_release: str
    model_version: str
    fees: Fees
    expected: Expected
    saving: float
    cost: float
    ratio: float | None
    opinions: float
    opinions_from: str
    needed: list[Needed]
    decided_by: list[str]
    verdict: str
    own_figures: OwnFigures | None
    reached_share: float
