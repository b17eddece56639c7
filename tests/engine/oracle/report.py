"""What is reported: Eq. 16 to 23 of docs/model.md, the chain and the plausibility quantities."""

from calculator.engine.evidence import Area, Evidence
from tests.engine.oracle.breakeven import break_even_engagement, break_even_fee, fee_basis
from tests.engine.oracle.case import Case
from tests.engine.oracle.equations import (
    COUNTS,
    MONEY,
    STEPS,
    cell,
    eq1_decisions,
    eq3_opinions,
    eq15_fees,
    eq15_program_cost,
    eq17_discount,
)

Cells = dict[tuple[str, str, int], dict[str, float]]


def calculate(scenario: dict, evidence: Evidence, values: dict[str, float] | None = None) -> dict:
    """Calculate a scenario; ``values`` puts one drawn value per parameter in place of the bases."""
    case = Case(scenario, evidence, values)
    cells = every_cell(case)
    years = [of_year(case, cells, year) for year in case.years]
    return {
        "members": case.members,
        "employees": case.employees,
        "totals": totals(case, cells, years),
        "years": years,
        "areas": [of_area(case, cells, area) for area in case.areas],
        "lines": [
            {"line": n.slug, "members": case.members_by_line[n.slug]}
            | part(case, cells, line=n.slug)
            for n in case.lines
        ],
        "chain": chain(case, cells),
        "plausibility": plausibility(case, cells, years[0]),
    }


def every_cell(case: Case) -> Cells:
    """Equations 1 to 14 for each line, area and year."""
    cells = {}
    for line in case.lines:
        for area in case.areas:
            for year in case.years:
                opinions = eq3_opinions(case, line, area, year)
                got = cell(case, line, area, year, opinions)
                got["decisions"] = eq1_decisions(case, line, area)
                cells[line.slug, area.slug, year] = got
    return cells


def of_year(case: Case, cells: Cells, year: int) -> dict[str, float]:
    """One row of years[], undiscounted; Eq. 15 and 16."""
    row = dict.fromkeys((*COUNTS, *MONEY), 0.0)
    for (_, _, t), got in cells.items():
        if t == year:
            for name in row:
                row[name] += got[name]
    cost = eq15_program_cost(case, year, row["opinions"], eq15_fees(case))
    net = row["plan_saving"] + row["productivity"] - cost  # Eq. 16
    return {"year": year, **row, "program_cost": cost, "net": net}


def part(case: Case, cells: Cells, area: str = "", line: str = "") -> dict[str, float]:
    """One area or line, Eq. 23: counts summed over the horizon, money at present value."""
    row = dict.fromkeys(("decisions", *STEPS, *COUNTS, *MONEY), 0.0)
    for (in_line, in_area, year), got in cells.items():
        if area in ("", in_area) and line in ("", in_line):
            for name in row:
                row[name] += got[name] * (eq17_discount(case, year) if name in MONEY else 1.0)
    return row


def of_area(case: Case, cells: Cells, area: Area) -> dict:
    """One row of areas[]; a diagnostic area has nothing to confirm."""
    row: dict = {"area": area.slug, **part(case, cells, area=area.slug)}
    return row if area.pathway == "surgical" else {**row, **dict.fromkeys(STEPS)}


def totals(case: Case, cells: Cells, years: list[dict]) -> dict:
    """Equations 18 to 23."""
    everything = part(case, cells)
    total: dict = {name: everything[name] for name in (*COUNTS, *MONEY)}
    for name in ("program_cost", "net"):
        total[name] = sum(row[name] * eq17_discount(case, row["year"]) for row in years)
    saving, cost = total["plan_saving"] + total["productivity"], total["program_cost"]
    total["benefit_cost_ratio"] = saving / cost if cost else None  # Eq. 18
    total["roi"] = total["net"] / cost if cost else None  # Eq. 19
    a_month = sum(row["net"] for row in years) / 12 / case.horizon  # Eq. 20
    total["net_pmpm"] = a_month / case.members
    total["net_pepm"] = None if case.employees is None else a_month / case.employees
    total["payback_month"] = eq21_payback_month(case, years)
    total["break_even"] = {  # Eq. 22
        "fee": break_even_fee(case, years),
        "fee_basis": fee_basis(case),
        "engagement": break_even_engagement(case),
    }
    return total


def eq21_payback_month(case: Case, years: list[dict]) -> int | None:
    """The first month whose cumulative net is not below zero; implementation falls in month 0."""
    implementation = eq15_fees(case)["implementation_fee"]
    before = -implementation
    for row in years:
        within = row["net"] + (implementation if row["year"] == 1 else 0.0)
        for month in range(1, 13):
            if before + within * month / 12 >= 0:
                return 12 * (row["year"] - 1) + month
        before += within
    return None


def chain(case: Case, cells: Cells) -> dict[str, float]:
    """The four bars below Eq. 7, over the horizon."""
    everything = part(case, cells)
    bars = {name: everything[name] for name in STEPS}
    return {**bars, "because_of_program": everything["surgeries_avoided"]}


def plausibility(case: Case, cells: Cells, first: dict) -> dict[str, float | None]:
    """Section 7: year 1, undiscounted."""
    expected = operations_spend = all_spend = 0.0
    for line in case.lines:
        all_spend += case.members_by_line[line.slug] * case.value("spend_per_member", line.slug)
        for area in case.areas:
            if area.pathway == "surgical":
                decisions = cells[line.slug, area.slug, 1]["decisions"]
                operations = decisions * case.value("surgery_without_program_rate")
                price = case.value("price_index", line.slug)
                expected += operations
                operations_spend += operations * case.value("surgery_cost", area.slug) * price
    return {
        "operations_expected": expected,
        "operations_spend": operations_spend,
        "all_spend": all_spend,
        "saving_share_of_all_spend": ratio(first["allowed_saving"], all_spend),
        "saving_share_of_operations_spend": ratio(first["allowed_saving"], operations_spend),
        "avoided_share_of_operations": ratio(first["surgeries_avoided"], expected),
        "program_cost_per_opinion": ratio(first["program_cost"], first["opinions"]),
    }


def ratio(part_of: float, whole: float) -> float | None:
    """A share, or None of nothing."""
    return part_of / whole if whole else None
