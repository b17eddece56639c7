"""Plain questions about a result that many exhibits ask."""

from typing import cast

from calculator.engine.result import AreaResult, DesignRow, LensRow, Result
from calculator.language import gettext as _
from calculator.language import ngettext

BASIS_FEES = {
    "fee_per_employee_month": "pepm",
    "fee_per_member_month": "pmpm",
    "fee_per_opinion": "per_opinion",
}
FEE_FIELD = {basis: field for field, basis in BASIS_FEES.items()}


def is_payer(result: Result) -> bool:
    """Whether a payer asks."""
    return result["inputs"]["audience"] == "payer"


def years(result: Result) -> int:
    """Return the contract years."""
    return len(result["years"])


def a_year(result: Result) -> str:
    """Return how yearly money is spoken of: a year, or in the one year."""
    return _("a year") if years(result) > 1 else _("in the one year")


def over_the_years(result: Result) -> str:
    """Return how money over the horizon is spoken of."""
    return ngettext("over {years} year", "over {years} years", years(result), years=years(result))


def design(result: Result) -> DesignRow:
    """Return the row of the chosen design."""
    return next(row for row in result["designs"] if row["is_chosen"])


def lens(result: Result) -> LensRow:
    """Return the row of the chosen lens."""
    return next(row for row in result["lenses"] if row["is_chosen"])


def likeliest(result: Result) -> DesignRow:
    """Return the design most likely to pay; of equals, the one with the higher net."""
    return max(
        result["designs"], key=lambda row: (row["probability_net_positive"], row["psa_mean_net"])
    )


def is_hopeless(result: Result) -> bool:
    """Whether hardly a draw lets any design pay."""
    return likeliest(result)["probability_net_positive"] < 0.005


def is_paying(result: Result) -> bool:
    """Whether the plan gains in the base case."""
    return result["annual"]["net"] > 0


def yearly_benefit(result: Result) -> float:
    """Return plan saving and productivity a year."""
    return result["annual"]["plan_saving"] + result["annual"]["productivity"]


def retained(result: Result) -> float:
    """Return the share of the plan's savings that the reader keeps."""
    return cast(float, result["inputs"]["savings_retained"])


def entered(result: Result, name: str) -> object:
    """Return an input as stated, None where the default holds."""
    return result["inputs"].get(name)


def basis(result: Result) -> str:
    """Return what the chosen design's fee is paid for: pepm, pmpm or per_opinion."""
    return result["totals"]["break_even"]["fee_basis"]


def fee_in_force(result: Result) -> float:
    """Return the fee of the chosen design's basis."""
    by_basis = {
        "pepm": result["fees"]["fee_per_employee_month"],
        "pmpm": result["fees"]["fee_per_member_month"],
        "per_opinion": result["fees"]["fee_per_opinion"],
    }
    return by_basis[basis(result)]


def area_net(area: AreaResult) -> float:
    """Return what an area saves the plan less what its own opinions cost, at present value."""
    return area["plan_saving"] - area["cost_of_opinions"]


def is_about_even(result: Result) -> bool:
    """Whether cost and savings differ by no more than 2 in 100 of the cost."""
    annual = result["annual"]
    return abs(annual["net"]) <= 0.02 * annual["program_cost"]


def lower(name: str) -> str:
    """Return a name as it stands within a sentence."""
    return name[:1].lower() + name[1:]


def capital(words: str) -> str:
    """Return words as they start a line."""
    return words[:1].upper() + words[1:]


def own_changes(result: Result) -> int:
    """Count the reader's changes but for design and lens, which are named, draws and seed."""
    silent = {"design", "lens", "draws", "seed"}
    return sum(change["field"] not in silent for change in result["changes"])
