"""The answer to one contract: plain values, unrounded. Money a year is the undiscounted mean."""

from typing import TypedDict


class Spread(TypedDict):
    """The sponsor's net a year: 80 % interval, and the chance that the contract pays back."""

    low: float
    high: float
    chance: float


class ContractYear(TypedDict):
    """One contract year, US dollars undiscounted; ``chance`` that it pays, luck included."""

    year: int
    saved: float
    paid: float
    back: float
    own: float
    net: float
    chance: float


class Position(TypedDict):
    """What a contract means to the sponsor, US dollars a year on the mean of the draws.

    ``doubt`` leaves luck out; ``luck`` has it in.
    """

    opinions: float
    kept: float
    productivity: float
    fees: float
    gain: float
    implementation: float
    incentive: float
    administration: float
    back: float
    cost: float
    net: float
    doubt: Spread
    luck: Spread
    error: float


class Price(TypedDict):
    """The price that pays back with the chance wanted, in one way of charging.

    None: not even a price of 0 does. Infinity: no price is too high.
    """

    basis: str
    now: float
    doubt: float | None
    luck: float | None


class Curve(TypedDict):
    """The chance of paying back over the price, luck included and without.

    ``is_drawn``: the contract leaves this price as the evidence has it, in doubt. ``agreed`` is the
    chance, luck included, if it were agreed as it is now.
    """

    basis: str
    now: float
    is_drawn: bool
    agreed: float
    prices: list[float]
    luck: list[float]
    doubt: list[float]


class Worth(TypedDict):
    """What a guarantee is worth to the sponsor, US dollars at present value over the contract."""

    ratio: float
    measured_by: str
    value: float
    chance: float
    chance_full: float


class Guarantee(TypedDict):
    """The guarantee: as agreed, measured the other way, without its cap, at other ratios."""

    is_agreed: bool
    at_risk: float
    measured: dict[str, float]
    fees: float
    worth: Worth
    other: Worth
    without_cap: Worth
    ladder: list[tuple[Worth, Worth]]


class Move(TypedDict):
    """How a tenth more of something moves both sides, US dollars a year."""

    opinions: float
    seller: float
    seller_margin: float | None
    sponsor: float


class Interest(TypedDict):
    """Whom more use, and more advice against operations, serves in one way of charging."""

    basis: str
    price: float | None
    use: Move
    advice: Move


class Deal(TypedDict):
    """Everything about one contract. ``fees`` are those in force, at base."""

    years: int
    draws: int
    is_payer: bool
    is_own: bool
    retained: float
    main_basis: str
    members: float
    employees: float | None
    fees: dict[str, float]
    terms: dict[str, object]
    deal: Position
    own: Position
    by_year: list[ContractYear]
    prices: list[Price]
    curve: Curve
    guarantee: Guarantee
    interests: list[Interest]
