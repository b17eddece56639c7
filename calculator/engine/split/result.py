"""What the split answers: plain numbers that the page and the tests read."""

from typing import TypedDict

from calculator.engine.analyses import Spread


class Parts(TypedDict):
    """An amount of care and who keeps it; the four parts add up to ``gross``."""

    gross: float
    sponsor: float
    carrier: float
    insurer: float
    member: float


PAYERS = ("sponsor", "carrier", "insurer", "member")


class AreaSplit(TypedDict):
    """One clinical area, a year on average; care added by opinions is taken off."""

    area: str
    name: str
    parts: Parts


class Move(TypedDict):
    """The base case's split with one term at another value; ``value`` None: no stop-loss."""

    term: str
    value: float | None
    annual: Parts


class Verdict(TypedDict):
    """What is left to the reader after the program's cost; dollars a year, undiscounted.

    ``net_counted`` is the net of the calculation itself. Ratio, chance and fee rest on present
    values, as in Eq. 18 and 22.
    """

    kept: float
    productivity: float
    program_cost: float
    net: float
    net_counted: float
    net_spread: Spread
    probability_net_positive: float
    benefit_cost_ratio: float | None
    break_even_fee: float | None
    fee: float
    fee_basis: str


class InUse(TypedDict):
    """The inputs that make the calculation count what the reader keeps."""

    savings_retained: float
    plan_paid_share: dict[str, float]


class Split(TypedDict):
    """Who keeps the scenario's savings in care. ``reader``: the part that is the reader's own.

    ``avoided`` less ``added`` care is ``annual``; ``use`` is None where no share from 0 to 1 says
    the same; ``renewal`` is None where nothing is assumed.
    """

    reader: str
    years: int
    annual: Parts
    avoided: Parts
    added: Parts
    spreads: dict[str, Spread]
    areas: list[AreaSplit]
    moves: list[Move]
    verdict: Verdict
    renewal: float | None
    use: InUse | None
    average_spending: dict[str, float]
    plan_paid_share: dict[str, float]
