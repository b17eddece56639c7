"""Where the seller's and the sponsor's interests part: what a tenth more moves on either side."""

import numpy as np
from numpy.typing import NDArray

from calculator.engine.deal import price
from calculator.engine.deal.ground import Both, Ground
from calculator.engine.deal.result import Interest, Move
from calculator.engine.deal.settlement import running_fees, settle
from calculator.engine.deal.terms import Terms

Array = NDArray[np.float64]
EXAMPLE_SHARE = 0.3  # of the savings, where the contract has no gain share of its own


def interests(terms: Terms, ground: Ground) -> list[Interest]:
    """Return whom more use and more advice serve: in this contract, and charged in one way only.

    The single fees are set so that they bring the seller what this contract's fees are expected
    to bring; the gain share is the contract's own, else 30 %. They stand without a guarantee.
    """
    found = [_interest("contract", None, terms, ground)]
    plain = terms.without_guarantee()
    target = running_fees(terms, ground, ground.deal.expected).mean()
    for basis in price.BASES:
        amount = terms.gain_share or EXAMPLE_SHARE
        if basis == "pepm" and ground.employees is None:
            continue
        if basis != "gain_share":
            units = price.offer(plain, ground, ground.deal.expected, basis).units.mean()
            amount = float(target / units) if units > 0 else 0.0
        if amount > 0:
            found.append(_interest(basis, amount, price.charged(plain, basis, amount), ground))
    return found


def _interest(basis: str, amount: float | None, terms: Terms, ground: Ground) -> Interest:
    return {
        "basis": basis,
        "price": amount,
        "use": move(terms, ground, ground.more_use),
        "advice": move(terms, ground, ground.more_advice),
    }


def move(terms: Terms, ground: Ground, more: Both) -> Move:
    """Return how an addition moves the seller's revenue and the sponsor's net a year.

    Straight parts are taken as expected; gain share and payback, which bend, with luck.

    Source:
        Eq. 27 to 29, after less before.
    """
    after = ground.deal + more
    expected = [settle(terms, ground, both.expected) for both in (ground.deal, after)]
    lucky = [settle(terms, ground, both.lucky) for both in (ground.deal, after)]
    bent = [s.gain - s.back for s in lucky]
    straight = [s.fees + s.implementation for s in expected]
    own = [s.kept + s.productivity - s.incentive for s in expected]
    seller = _change(straight) + _change(bent)
    opinions = float(more.expected.opinions.mean())
    cost = terms.seller_cost_per_opinion
    return {
        "opinions": opinions,
        "seller": seller,
        "seller_margin": None if cost is None else seller - cost * opinions,
        "sponsor": _change(own) - seller,
    }


def _change(pair: list[Array]) -> float:
    before, after = pair
    return float(after.mean() - before.mean())
