"""Equation 22: the fee and the engagement at which the present value of net is zero."""

from calculator.engine.evidence import Area
from tests.engine.oracle.case import Case
from tests.engine.oracle.equations import (
    UPTAKE_CAP,
    cell,
    eq1_decisions,
    eq2_uncapped_uptake,
    eq15_fees,
    eq15_fixed_cost,
    eq17_discount,
)

FEE_OF_BASIS = {
    "pepm": "fee_per_employee_month",
    "pmpm": "fee_per_member_month",
    "per_opinion": "fee_per_opinion",
}
GRID_POINTS = 60


def fee_basis(case: Case) -> str:
    """The unit of the design's fee; a payer has no employees, so its monthly fee is per member."""
    if case.design.fee_basis == "pepm" and case.payer:
        return "pmpm"
    return case.design.fee_basis


def break_even_fee(case: Case, years: list[dict]) -> float | None:
    """Solve PV(net at a fee of zero) = fee x PV(what the fee is paid for)."""
    basis = fee_basis(case)
    fee_now = eq15_fees(case)[FEE_OF_BASIS[basis]]
    worth = paid_for = 0.0
    for row in years:
        units = {"pepm": 12 * (case.employees or 0.0), "pmpm": 12 * case.members}
        bought = units.get(basis, row["opinions"])
        worth += (row["net"] + fee_now * bought) * eq17_discount(case, row["year"])
        paid_for += bought * eq17_discount(case, row["year"])
    return worth / paid_for if paid_for else None


def worth_of_full_uptake(case: Case, area: Area, year: int) -> float:
    """Present value of net, less fixed costs, if every decision of the area had an opinion."""
    fees = eq15_fees(case)
    worth = 0.0
    for line in case.lines:
        decisions = eq1_decisions(case, line, area)
        got = cell(case, line, area, year, decisions)
        charged = decisions * (fees["fee_per_opinion"] + fees["incentive_per_opinion"])
        worth += got["plan_saving"] + got["productivity"] - charged
    return worth * eq17_discount(case, year)


class NetByEngagement:
    """PV(net) as a function of the multiplier of all uptake, before the cap."""

    def __init__(self, case: Case):
        fees = eq15_fees(case)
        self.fixed = sum(
            eq15_fixed_cost(case, t, fees) * eq17_discount(case, t) for t in case.years
        )
        self.terms = []
        for area in case.areas:
            for year in case.years:
                uptake = eq2_uncapped_uptake(case, area, year)
                if uptake > 0:
                    self.terms.append((uptake, worth_of_full_uptake(case, area, year)))
        self.capped_from = sorted({UPTAKE_CAP / uptake for uptake, _ in self.terms})

    def __call__(self, multiplier: float) -> float:
        net = -self.fixed
        for uptake, worth in self.terms:
            net += worth * min(UPTAKE_CAP, uptake * multiplier)
        return net

    def grid(self) -> list[float]:
        """Points in rising order; every bend is one, so no root hides between two neighbors."""
        first, last = self.capped_from[0], self.capped_from[-1]
        low = first * 1e-3
        ratio = (last / low) ** (1 / GRID_POINTS)
        return sorted({*self.capped_from, *(low * ratio**i for i in range(GRID_POINTS))})


def break_even_engagement(case: Case) -> float | None:
    """The smallest positive multiplier with PV(net) = 0: look for a change of sign, then halve."""
    net = NetByEngagement(case)
    if not net.terms:
        return None
    left, at_left = 0.0, net(0.0)
    for right in net.grid():
        at_right = net(right)
        if min(at_left, at_right) < 0 < max(at_left, at_right):
            return bisect(net, left, right)
        if at_right == 0 and at_left != 0:
            return right
        left, at_left = right, at_right
    return None


def bisect(net: NetByEngagement, left: float, right: float) -> float:
    """Halve the interval, whose ends have opposite signs, to the last bits of a float."""
    rising = net(right) > 0
    while right - left > 1e-15 * right:
        middle = (left + right) / 2
        if middle in (left, right):
            break
        if (net(middle) > 0) == rising:
            right = middle
        else:
            left = middle
    return (left + right) / 2
