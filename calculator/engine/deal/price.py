"""The price that pays back with a chosen chance, in each way of charging (Eq. 30)."""

import itertools
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calculator.engine.deal.ground import Ground
from calculator.engine.deal.settlement import escalation, payback, settle
from calculator.engine.deal.terms import Terms
from calculator.engine.deal.years import Years
from calculator.engine.pathway.program_cost import MONTHS

Array = NDArray[np.float64]
BASES = ("pepm", "pmpm", "per_opinion", "gain_share")
HALF_A_CENT = 0.005
GRID, FINEST = 64, 1e-6
HALVINGS = 50
NOTHING = 1e-9  # units so rare that no price for them is ever felt
LEAST_OVER = 0.01  # above 1 to 1: nearer to it only absurd prices would differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A contract with one price left open.

    ``units`` is what the price is paid for in each year, ``measured`` the savings that the
    guarantee goes by, both (draw, year); ``without`` the present value of the sponsor's net at a
    price of 0, (draw,). ``highest`` is the largest price there can be.
    """

    terms: Terms
    discount: Array
    units: Array
    measured: Array
    without: Array
    highest: float = np.inf


def offer(terms: Terms, ground: Ground, years: Years, basis: str) -> Offer:
    """Return a contract charged in one way only, its price left open.

    The other fees and the gain share are 0; everything else is as in the contract. A gain share
    is not paid back: there are no fees at risk.
    """
    plain = terms.without_fees()
    units = _units(terms, ground, years, basis)
    if basis == "gain_share":
        plain = plain.without_guarantee()
    return Offer(
        terms=plain,
        discount=ground.discount,
        units=np.broadcast_to(units, years.opinions.shape),
        measured=years.measured(terms.measured_by),
        without=ground.present_value(settle(plain, ground, years).net),
        highest=1.0 if basis == "gain_share" else np.inf,
    )


def charged(terms: Terms, basis: str, price: float) -> Terms:
    """Return the contract with one price in place of all running fees and the gain share."""
    open_terms = terms.without_fees()
    if basis == "pepm":
        return replace(open_terms, fee_per_employee_month=price)
    if basis == "pmpm":
        return replace(open_terms, fee_per_member_month=price)
    if basis == "per_opinion":
        return replace(open_terms, fee_per_opinion=price)
    return replace(open_terms, gain_share=price)


def chance_at(of: Offer, price: float) -> float:
    """Return the share of draws in which the sponsor gets back at least what was spent."""
    fees = price * of.units
    paid = fees - payback(of.terms, fees, of.measured)
    return paying(of.without - np.einsum("dy,dy->d", paid, of.discount))


def paying(net: Array) -> float:
    """Return the share of draws whose net is not below 0, to the cent."""
    return float((net >= -HALF_A_CENT).mean())


def paying_price(of: Offer, probability: float) -> float | None:
    """Return the largest price that pays back with a probability.

    Returns:
        The price; infinity where no price is too high (it is never paid, or all of it comes
        back); None where not even a free program pays back so often.

    Source:
        Eq. 30.
    """
    top = _top(of)
    beyond = min(of.highest, 2 * top + 1)
    if chance_at(of, beyond) >= probability:
        return of.highest
    prices = [beyond, *np.geomspace(top, top * FINEST, GRID), 0.0] if top > 0 else [beyond, 0.0]
    for high, low in itertools.pairwise(prices):
        if chance_at(of, float(low)) >= probability:
            return _between(of, float(low), float(high), probability)
    return None


def _between(of: Offer, low: float, high: float, probability: float) -> float:
    """Halve the way from a price that pays back to one that does not."""
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if chance_at(of, middle) >= probability else (low, middle)
    return low


def _top(of: Offer) -> float:
    """Return a price above which the chance does not change any more."""
    terms, cap, returned = of.terms, 0.0, 0.0
    if terms.guarantees and terms.guarantee_cap is not None:
        cap = terms.guarantee_cap * of.units.shape[1]
    elif terms.guarantees:
        returned = min(terms.fees_at_risk, terms.guaranteed_ratio)
    if returned < 1:
        units = np.einsum("dy,dy->d", of.units, of.discount)
        room = np.maximum(0.0, of.without + cap + HALF_A_CENT) / (1 - returned)
        return float(divided(room, units).max())
    over = terms.guaranteed_ratio - 1
    room = np.maximum(0.0, of.measured)
    return float(divided(room, of.units).max()) / (max(over, LEAST_OVER) if over else 1.0)


def divided(amount: Array, units: Array) -> Array:
    """Return amounts per unit, 0 where as good as nothing is charged."""
    found: Array = np.divide(amount, units, out=np.zeros_like(amount), where=units > NOTHING)
    return found


def _units(terms: Terms, ground: Ground, years: Years, basis: str) -> Array:
    if basis == "gain_share":
        measured = years.measured(terms.measured_by)
        return np.maximum(0.0, measured - terms.gain_share_floor)
    risen = escalation(terms, ground)
    if basis == "per_opinion":
        return years.opinions * risen
    people = ground.members if basis == "pmpm" or ground.employees is None else ground.employees
    return MONTHS * people[:, np.newaxis] * risen
