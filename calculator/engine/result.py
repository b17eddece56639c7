"""The answer to one scenario: plain JSON, the same for page, PDF, API and store; unrounded.

Counts are sums over the horizon and money is present value, unless a docstring says otherwise
(Model 23). Undefined values are None.
"""

from typing import TypedDict

from calculator.engine.analyses import (
    Acceptability,
    BreakEven,
    Chance,
    CountSpread,
    DesignRow,
    Evppi,
    Histogram,
    LensRow,
    Owsa,
    Psa,
    SideBySide,
    Spread,
    Twsa,
    ValueOfInformation,
)

__all__ = [
    "Acceptability",
    "Annual",
    "AreaResult",
    "Assumption",
    "BreakEven",
    "Chain",
    "Chance",
    "Change",
    "Check",
    "CountSpread",
    "DesignRow",
    "Evppi",
    "Fees",
    "Histogram",
    "LensRow",
    "LineResult",
    "Money",
    "Owsa",
    "Psa",
    "Reference",
    "Result",
    "SideBySide",
    "Spread",
    "Totals",
    "Twsa",
    "ValueOfInformation",
    "Year",
]


class Money(TypedDict):
    """The flows that every total and every year states, US dollars."""

    opinions: float
    surgeries_avoided: float
    diagnoses_changed: float
    treatments_changed: float
    allowed_saving: float
    plan_saving: float
    member_saving: float
    insurer_saving: float
    productivity: float
    program_cost: float
    net: float


class Totals(Money):
    """Totals over the horizon: counts summed, money at present value."""

    decisions: float
    surgery_saving: float
    diagnostic_saving: float
    added_care: float
    benefit_cost_ratio: float | None
    roi: float | None
    net_pmpm: float
    net_pepm: float | None
    payback_month: int | None
    cost_per_opinion: float | None
    break_even: BreakEven


class Year(Money):
    """One contract year, undiscounted (budget impact)."""

    year: int
    cumulative_net: float


class AreaResult(TypedDict):
    """One clinical area: counts over the horizon, savings at present value."""

    area: str
    name: str
    pathway: str
    decisions: float
    opinions: float
    not_confirmed: float | None
    surgeries_avoided: float
    diagnoses_changed: float
    treatments_changed: float
    plans_followed: float | None
    allowed_saving: float
    plan_saving: float
    cost_of_opinions: float
    caution: str


class LineResult(TypedDict):
    """One line of business: counts over the horizon, savings at present value."""

    line: str
    name: str
    members: float
    decisions: float
    opinions: float
    surgeries_avoided: float
    allowed_saving: float
    plan_saving: float
    member_saving: float
    insurer_saving: float


class Chain(TypedDict):
    """Surgical areas over the horizon, from decisions to operations the program prevents."""

    decisions: float
    opinions: float
    not_confirmed: float
    forgone: float
    still_not_operated: float
    because_of_program: float


class Annual(TypedDict):
    """Headline figures a year: undiscounted sums divided by the contract years."""

    opinions: float
    surgeries_avoided: float
    plan_saving: float
    productivity: float
    program_cost: float
    net: float


class Check(TypedDict):
    """A plausibility check; ``level`` is ok, warning or error."""

    key: str
    label: str
    value: float | None
    unit: str
    level: str
    warning_above: float | None
    error_above: float | None


class Assumption(TypedDict):
    """A parameter in force beside its reference row; ``origin``: reference, design, lens, user."""

    parameter: str
    key: str
    suffix: str
    label: str
    unit: str
    distribution: str
    base: float
    low: float
    high: float
    grade: str
    origin: str
    reference_base: float
    reference_low: float
    reference_high: float


class Change(TypedDict):
    """An input that departs from the reference case."""

    field: str
    label: str
    value: object
    default: object


class Reference(TypedDict):
    """The reference case for the same people, always shown beside the user's own."""

    annual: Annual
    net: float
    benefit_cost_ratio: float | None


class Fees(TypedDict):
    """The fees in force at base, US dollars."""

    fee_per_employee_month: float
    fee_per_member_month: float
    fee_per_opinion: float
    incentive_per_opinion: float
    annual_administration_cost: float
    implementation_fee: float


class Result(TypedDict):
    """Everything that is known about one scenario."""

    fingerprint: str
    model_version: str
    evidence_release: str
    evidence_hash: str
    inputs: dict[str, object]
    changes: list[Change]
    members: float
    employees: float | None
    fees: Fees
    totals: Totals
    annual: Annual
    years: list[Year]
    areas: list[AreaResult]
    lines: list[LineResult]
    chain: Chain
    psa: Psa
    chance: Chance
    owsa: list[Owsa]
    twsa: Twsa
    acceptability: Acceptability
    designs: list[DesignRow]
    lenses: list[LensRow]
    value_of_information: ValueOfInformation
    plausibility: list[Check]
    assumptions: list[Assumption]
    reference: Reference
