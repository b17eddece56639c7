"""The whole answer to one contract on one scenario."""

import numpy as np

from calculator.engine import draws
from calculator.engine.case import Case
from calculator.engine.deal import guarantee, interests, price
from calculator.engine.deal.ground import Both, Ground, ground_of
from calculator.engine.deal.result import ContractYear, Curve, Deal, Position, Price, Spread
from calculator.engine.deal.settlement import Settlement, in_force, settle
from calculator.engine.deal.terms import Terms
from calculator.engine.pathway import program_cost

POINTS = 41
WIDEST = 2.0  # the axis reaches twice the price now, or what few draws would bear
OWN = Terms()
DRAWN = {  # the term that agrees on a price, and the scenario's own fee
    "pepm": ("fee_per_employee_month", "per_employee_month"),
    "pmpm": ("fee_per_member_month", "per_member_month"),
    "per_opinion": ("fee_per_opinion", "per_opinion"),
}


def design(case: Case, terms: Terms) -> Deal:
    """Return everything about a contract.

    Args:
        case: the scenario that the contract is for.
        terms: the contract (``terms.read``).

    Source:
        Eq. 27 to 30.
    """
    ground = ground_of(case, incentive_uptake=terms.incentive_uptake)
    main = program_cost.fee_basis(case)
    bases = [basis for basis in price.BASES if basis != "pepm" or ground.employees is not None]
    in_use = fees_in_force(case, terms)
    own = {"probability": terms.probability, "seller_cost_per_opinion": None}
    return {
        "years": len(ground.elapsed),
        "draws": ground.draws,
        "is_payer": case.is_payer,
        "is_own": {**terms.to_dict(), **own} == {**OWN.to_dict(), **own},
        "retained": ground.retained,
        "main_basis": main,
        "members": float(ground.members.mean()),
        "employees": None if ground.employees is None else float(ground.employees.mean()),
        "fees": in_use,
        "terms": terms.to_dict(),
        "deal": position(terms, ground, ground.deal),
        "own": position(OWN, ground, ground.own),
        "by_year": by_year(terms, ground),
        "prices": [_price(terms, ground, basis, in_use) for basis in bases],
        "curve": curve(terms, ground, _charged(main, in_use, bases), in_use),
        "guarantee": guarantee.guarantee(terms, ground),
        "interests": interests.interests(terms, ground),
    }


def fees_in_force(case: Case, terms: Terms) -> dict[str, float]:
    """Return the prices of a contract at base: as entered, else the scenario's."""
    scenario = program_cost.fees(case, draws.means(case.parameters))

    def at_base(
        entered: float | None, own: "np.ndarray[tuple[int], np.dtype[np.float64]]"
    ) -> float:
        return float(in_force(entered, own)[0])

    return {
        "pepm": at_base(terms.fee_per_employee_month, scenario.per_employee_month),
        "pmpm": at_base(terms.fee_per_member_month, scenario.per_member_month),
        "per_opinion": at_base(terms.fee_per_opinion, scenario.per_opinion),
        "gain_share": terms.gain_share,
        "incentive": at_base(terms.incentive_per_opinion, scenario.incentive),
        "implementation": at_base(terms.implementation_fee, scenario.implementation),
    }


def position(terms: Terms, ground: Ground, years: Both) -> Position:
    """Return what a contract means to the sponsor.

    Straight parts are means of what each draw expects; gain share and payback, which bend, are
    means with luck. The parts add up to the net exactly.

    Source:
        Eq. 29.
    """
    expected = settle(terms, ground, years.expected)
    lucky = settle(terms, ground, years.lucky)
    kept, productivity = _mean(expected.kept), _mean(expected.productivity)
    flows = {
        "fees": _mean(expected.fees),
        "gain": _mean(lucky.gain),
        "implementation": _mean(expected.implementation),
        "incentive": _mean(expected.incentive),
        "administration": _mean(expected.administration),
    }
    back = _mean(lucky.back)
    cost = sum(flows.values()) - back
    return {
        "opinions": _mean(years.expected.opinions),
        "kept": kept,
        "productivity": productivity,
        "fees": flows["fees"],
        "gain": flows["gain"],
        "implementation": flows["implementation"],
        "incentive": flows["incentive"],
        "administration": flows["administration"],
        "back": back,
        "cost": cost,
        "net": kept + productivity - cost,
        "doubt": _spread(expected, ground),
        "luck": _spread(lucky, ground),
        "error": float(lucky.net.mean(axis=1).std(ddof=1) / np.sqrt(ground.draws)),
    }


def by_year(terms: Terms, ground: Ground) -> list[ContractYear]:
    """Return each contract year; straight parts as expected, gain share and payback with luck."""
    expected = settle(terms, ground, ground.deal.expected)
    lucky = settle(terms, ground, ground.deal.lucky)
    saved = (expected.kept + expected.productivity).mean(axis=0)
    paid = (expected.fees + expected.implementation + lucky.gain).mean(axis=0)
    own = (expected.incentive + expected.administration).mean(axis=0)
    back = lucky.back.mean(axis=0)
    return [
        {
            "year": t + 1,
            "saved": float(saved[t]),
            "paid": float(paid[t]),
            "back": float(back[t]),
            "own": float(own[t]),
            "net": float(saved[t] - paid[t] - own[t] + back[t]),
            "chance": price.paying(lucky.net[:, t]),
        }
        for t in range(len(ground.elapsed))
    ]


def curve(terms: Terms, ground: Ground, basis: str, in_use: dict[str, float]) -> Curve:
    """Return the chance of paying back over the price, charged in one way only."""
    doubt = price.offer(terms, ground, ground.deal.expected, basis)
    luck = price.offer(terms, ground, ground.deal.lucky, basis)
    prices = np.linspace(0.0, _widest(doubt, in_use[basis]), POINTS)
    return {
        "basis": basis,
        "now": in_use[basis],
        "is_drawn": _is_drawn(terms, ground, basis),
        "agreed": price.chance_at(luck, in_use[basis]),
        "prices": prices.tolist(),
        "doubt": [price.chance_at(doubt, at) for at in prices],
        "luck": [price.chance_at(luck, at) for at in prices],
    }


def _is_drawn(terms: Terms, ground: Ground, basis: str) -> bool:
    """Say whether the price in force differs from draw to draw: nobody agreed on it yet."""
    if basis not in DRAWN:
        return False
    entered, fee = DRAWN[basis]
    return bool(np.ptp(in_force(getattr(terms, entered), getattr(ground.fees, fee))) > 0)


def _widest(of: price.Offer, now: float) -> float:
    units = np.einsum("dy,dy->d", of.units, of.discount)
    return min(
        of.highest,
        max(WIDEST * now, float(np.percentile(price.divided(of.without, units), 95)), 0.01),
    )


def _charged(main: str, in_use: dict[str, float], bases: list[str]) -> str:
    """Return how the contract is charged: in the design's way if so at all, else as it is."""
    charged = [basis for basis in (main, *bases) if in_use[basis] > 0]
    return charged[0] if charged else main


def _price(terms: Terms, ground: Ground, basis: str, in_use: dict[str, float]) -> Price:
    both = (ground.deal.expected, ground.deal.lucky)
    doubt, luck = (
        price.paying_price(price.offer(terms, ground, years, basis), terms.probability)
        for years in both
    )
    return {"basis": basis, "now": in_use[basis], "doubt": doubt, "luck": luck}


def _spread(settled: Settlement, ground: Ground) -> Spread:
    a_year = settled.net.mean(axis=1)
    low, high = np.percentile(a_year, (10, 90))
    return {
        "low": float(low),
        "high": float(high),
        "chance": price.paying(ground.present_value(settled.net)),
    }


def _mean(flow: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> float:
    return float(flow.mean())
