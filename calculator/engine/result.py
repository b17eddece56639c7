"""The answer to one scenario: plain JSON, the same for page, PDF, API and store; unrounded.

Counts are sums over the horizon and money is present value, unless a docstring says otherwise
(Model 23). Undefined values are None.
"""

from typing import TypedDict


class BreakEven(TypedDict):
    """Where the net saving is zero (Eq. 22). ``fee_basis``: pepm, pmpm or per_opinion."""

    fee: float | None
    fee_basis: str
    engagement: float | None


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


class Spread(TypedDict):
    """A distribution over draws; percentile keys are 2.5, 10, 25, 50, 75, 90, 97.5."""

    mean: float
    sd: float
    percentiles: dict[str, float]


class Histogram(TypedDict):
    """Draws by yearly net between successive edges, US dollars; the outermost take the tails."""

    edges: list[float]
    counts: list[int]


class Psa(TypedDict):
    """Doubt about the inputs: all uncertain parameters drawn together."""

    draws: int
    seed: int
    net: Spread
    savings: Spread
    program_cost: Spread
    benefit_cost_ratio: Spread | None
    annual_net: Spread
    annual_savings: Spread
    probability_net_positive: float
    probability_ratio_above: dict[str, float | None]
    convergence_error: float
    base_case_net: float
    histogram: Histogram


class CountSpread(TypedDict):
    """A count in one year under luck and doubt together."""

    mean: float
    percentiles: dict[str, float]
    probability_none: float


class Chance(TypedDict):
    """The first contract year with luck on top of doubt (Model 6)."""

    opinions: CountSpread
    surgeries_avoided: CountSpread
    net: Spread
    probability_net_positive: float
    luck_only_sd: float
    doubt_only_sd: float


class Owsa(TypedDict):
    """One parameter, or group, at its low and its high; net at present value."""

    parameter: str
    label: str
    is_group: bool
    unit: str
    grade: str
    base: float | None
    low: float | None
    high: float | None
    net_low: float
    net_high: float
    range: float


class Twsa(TypedDict):
    """Net over a grid of two inputs: ``net[i][j]`` at ``x_values[j]`` and ``y_values[i]``."""

    x: str
    y: str
    x_label: str
    y_label: str
    x_values: list[float]
    y_values: list[float]
    net: list[list[float]]


class Acceptability(TypedDict):
    """The probability that net is positive, by fee."""

    fee_basis: str
    fee: float
    fees: list[float]
    probabilities: list[float]


class SideBySide(TypedDict):
    """One row of a comparison on the same draws."""

    slug: str
    name: str
    description: str
    is_chosen: bool
    opinions: float
    surgeries_avoided: float
    plan_saving: float
    productivity: float
    program_cost: float
    net: float
    benefit_cost_ratio: float | None
    roi: float | None
    annual_net: float
    annual_plan_saving: float
    annual_program_cost: float
    psa_mean_net: float
    net_percentiles: dict[str, float]
    annual_net_percentiles: dict[str, float]
    probability_net_positive: float
    break_even: BreakEven


class DesignRow(SideBySide):
    """One design: the probability that it has the highest net of all designs."""

    fee_basis: str
    fee: float
    probability_best: float


class LensRow(SideBySide):
    """One lens: how many of the scenario's parameters it replaces."""

    replaced: int


class Evppi(TypedDict):
    """What perfect knowledge of one parameter is worth to the decision, US dollars."""

    parameter: str
    label: str
    grade: str
    evppi: float
    share_of_evpi: float | None


class ValueOfInformation(TypedDict):
    """What knowing more is worth, US dollars per decision to adopt or not."""

    evpi: float
    evppi: list[Evppi]


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
