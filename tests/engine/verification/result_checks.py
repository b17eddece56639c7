"""Results: money is priced, discounted, shared out and set against the fee as documented."""

import numpy as np

from calculator.engine import base_case, break_even
from calculator.engine.case import Case
from calculator.engine.draws import Draws
from calculator.engine.outcomes import Outcomes
from calculator.engine.pathway import payers, present_value, program_cost
from tests.engine.build import totals_of
from tests.engine.verification.measures import apart, base_of, case_of, scenarios
from tests.engine.verification.registry import Slip, check

MANY = 100
FEE_FIELDS = {
    "pepm": "fee_per_employee_month",
    "pmpm": "fee_per_member_month",
    "per_opinion": "fee_per_opinion",
}
# docs/model.md, worked example: saving and cost of each design, one year, 10,000 members.
WORKED = {
    "voluntary": (20_733.73, 97_307.69),
    "passive": (8_293.49, 97_307.69),
    "targeted": (35_735.35, 23_159.08),
    "mandatory": (48_851.89, 52_230.08),
    "mandatory_lumbar_fusion": (30_532.42, 11_085.58),
}
rightly_kept = Outcomes.plan_saving_by_year.func
rightly_many = break_even.fee_units


def _a_year_late(case: Case, draws: Draws) -> np.ndarray:
    return (1 + draws.column("discount_rate")) ** -(case.years + 1)


def _no_trend(case: Case, draws: Draws) -> np.ndarray:
    return np.ones((1, len(case.years)))


@check(
    "result",
    question="Does the engine give the dollars of the worked example in the documentation?",
    done="The plan's saving and the program's cost of all five designs, to the cent.",
    unit="largest difference in dollars",
    tolerance=0.0050001,
    slip=Slip(
        words="A year has eleven months of fees.", owner=program_cost, name="MONTHS", value=11
    ),
)
def worked_example() -> float:
    worst = 0.0
    for design, stated in WORKED.items():
        found = totals_of(members=10_000, horizon_years=1, design=design)
        pairs = zip((found["plan_saving"], found["program_cost"]), stated, strict=True)
        worst = max(worst, *(abs(a - b) for a, b in pairs))
    return worst


@check(
    "result",
    question="Is every dollar saved kept by somebody, and by one only?",
    done=f"{MANY} random scenarios: what the plan, the members and an insurer keep is added and "
    "compared with the whole saving.",
    unit="largest relative difference",
    tolerance=1e-9,
    slip=Slip(
        words="The plan is given 1 % more than its share.",
        owner=Outcomes,
        name="plan_saving_by_year",
        value=property(lambda self: 1.01 * rightly_kept(self)),
    ),
)
def every_dollar_is_kept_once() -> float:
    worst = 0.0
    for scenario in scenarios(MANY, seed=21):
        found = base_case.totals(base_of(scenario))
        parts = [found[f"{who}_saving"] for who in ("plan", "member", "insurer")]
        scale = sum(map(abs, parts))
        worst = max(worst, apart(sum(parts), found["allowed_saving"], scale=scale))
    return worst


@check(
    "result",
    question="Is the present value the sum of the years, each divided by its discount?",
    done=f"{MANY} random scenarios: the undiscounted years of the budget impact are discounted one "
    "by one in a loop and compared with the totals.",
    unit="largest relative difference",
    tolerance=1e-9,
    slip=Slip(
        words="The first year is discounted too.",
        owner=present_value,
        name="discount_factors",
        value=_a_year_late,
    ),
)
def present_values() -> float:
    worst = 0.0
    for scenario in scenarios(MANY, seed=22):
        base = base_of(scenario)
        rate = base.case.parameters["discount_rate"].base
        found, years = base_case.totals(base), base_case.years(base)
        for name in ("plan_saving", "program_cost", "net"):
            by_hand = sum(year[name] / (1 + rate) ** t for t, year in enumerate(years))
            scale = sum(abs(year[name]) for year in years)
            worst = max(worst, apart(found[name], by_hand, scale=scale))
    return worst


@check(
    "result",
    question="Do prices grow by the stated trend from the second year on, and only then?",
    done=f"{MANY} random scenarios with level uptake: the saving of each year divided by that of "
    "the first, against the trend compounded in a loop.",
    unit="largest relative difference",
    tolerance=1e-9,
    slip=Slip(words="Prices do not grow.", owner=payers, name="trend", value=_no_trend),
)
def price_trend() -> float:
    worst = 0.0
    for scenario in scenarios(MANY, seed=23):
        base = base_of({k: v for k, v in scenario.items() if k != "uptake_ramp"})
        growth, factor = base.case.parameters["medical_trend"].base, 1.0
        years = base_case.years(base)
        for year in years:
            expected = years[0]["allowed_saving"] * factor
            worst = max(worst, apart(year["allowed_saving"], expected))
            factor *= 1 + growth
    return worst


@check(
    "result",
    question="Is the return on investment the benefit-cost ratio less one, and neither stated "
    "where nothing is spent?",
    done=f"{MANY} random scenarios, and one of a program that costs nothing.",
    unit="largest difference",
    tolerance=1e-9,
    slip=Slip(
        words="A free program is said to return 0.",
        owner=base_case,
        name="ratio",
        value=lambda numerator, denominator: numerator / denominator if denominator > 0 else 0.0,
    ),
)
def two_ratios() -> float:
    free = totals_of(fee_per_employee_month=0, annual_administration_cost=0)
    worst = float(free["benefit_cost_ratio"] is not None or free["roi"] is not None)
    for scenario in scenarios(MANY, seed=24):
        found = base_case.totals(base_of(scenario))
        ratio, roi = found["benefit_cost_ratio"], found["roi"]
        if ratio is not None and roi is not None:
            worst = max(worst, apart(roi, ratio - 1, scale=max(1.0, abs(ratio))))
    return worst


@check(
    "result",
    question="Is net zero where the break-even fee is charged?",
    done=f"{MANY} random scenarios: the break-even fee, where it is one that can be charged (in "
    "a quarter of them at least), is entered as the fee, and the new net is looked at.",
    unit="largest net, relative to the money that moves",
    tolerance=1e-9,
    slip=Slip(
        words="The fee is thought to be paid 1 % more often than it is.",
        owner=break_even,
        name="fee_units",
        value=lambda outcomes: 1.01 * rightly_many(outcomes),
    ),
)
def break_even_fee() -> float:
    worst, charged = 0.0, 0
    for scenario in scenarios(MANY, seed=25):
        found = break_even.break_even(base_of(scenario))
        fee, field = found["fee"], FEE_FIELDS[found["fee_basis"]]
        if fee is None or not 0 <= fee <= 10_000_000:
            continue
        totals = base_case.totals(base_of({**scenario, field: fee}))
        moved = totals["program_cost"] + abs(totals["plan_saving"])
        worst = max(worst, abs(totals["net"]) / max(moved, 1e-12))
        charged += 1
    return worst if charged >= MANY // 4 else float("inf")


@check(
    "result",
    question="Is no fee paid for an opinion that nobody had?",
    done=f"{MANY} random scenarios: what a fee of one dollar per opinion adds to the cost of each "
    "year is compared with the number of opinions in it.",
    unit="largest relative difference",
    tolerance=1e-6,
    slip=Slip(
        words="Fees per opinion are paid for decisions.",
        owner=Outcomes,
        name="opinions_by_year",
        value=property(
            lambda self: np.repeat(
                self.decisions.sum(axis=1)[:, np.newaxis], len(self.case.years), axis=1
            )
        ),
    ),
)
def fees_per_opinion() -> float:
    worst = 0.0
    for scenario in scenarios(MANY, seed=26):
        case = case_of(scenario)
        plain = base_of({**scenario, "fee_per_opinion": 0, "incentive_per_opinion": 0})
        paid = base_of({**scenario, "fee_per_opinion": 1, "incentive_per_opinion": 0})
        extra = paid.program_cost_by_year[0] - plain.program_cost_by_year[0]
        opinions = np.broadcast_to(plain.opinions.sum(axis=1)[0], len(case.years))
        scale = float(paid.program_cost_by_year[0].max()) * 1e-6
        pairs = zip(extra, opinions, strict=True)
        worst = max(worst, *(apart(float(a), float(b), scale=scale) for a, b in pairs))
    return worst
