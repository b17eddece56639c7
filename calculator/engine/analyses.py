"""What the analyses of doubt answer: their part of ``result.Result``, in plain JSON."""

from typing import TypedDict


class BreakEven(TypedDict):
    """Where the net saving is zero (Eq. 22). ``fee_basis``: pepm, pmpm or per_opinion."""

    fee: float | None
    fee_basis: str
    engagement: float | None


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
