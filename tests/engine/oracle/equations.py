"""Equations 1 to 17 of docs/model.md, one function each, in plain floats."""

from calculator.engine.evidence import BANDS, Area, Line
from tests.engine.oracle.case import Case

UPTAKE_CAP = 0.95
MONEY = ("allowed_saving", "plan_saving", "member_saving", "insurer_saving", "productivity")
COUNTS = ("opinions", "surgeries_avoided", "diagnoses_changed", "treatments_changed")
STEPS = ("not_confirmed", "forgone", "still_not_operated")


def eq1_decisions(case: Case, line: Line, area: Area) -> float:
    name = f"decision_rate.{area.slug}"
    k = case.drawn[name] / case.base[name] if case.base[name] else 1.0
    members = case.members_by_line[line.slug]
    if case.users_own("decision_rate", area):
        return members * case.base[name] / 1000 * k
    shares = case.given.get("age_mix", {}).get(line.slug, line.age_mix)
    by_band = case.bands[area.slug]
    rate = 0.0
    for band in BANDS:
        rate += shares[band] * (case.base[name] if by_band is None else by_band[band])
    return members * rate / 1000 * k


def eq2_uncapped_uptake(case: Case, area: Area, year: int) -> float:
    design = case.design
    if case.users_own("uptake_rate", area):
        uptake = case.value("uptake_rate", area.slug)
    elif design.uptake is None:
        uptake = case.value("uptake_rate", area.slug) * design.uptake_multiplier
    else:
        uptake = design.uptake.get(area.slug, 0.0)
    engagement = case.value("engagement" if design.engagement_applies else "compliance")
    return uptake * engagement * case.ramp[year - 1]


def eq2_uptake(case: Case, area: Area, year: int) -> float:
    return min(UPTAKE_CAP, eq2_uncapped_uptake(case, area, year))


def eq3_opinions(case: Case, line: Line, area: Area, year: int) -> float:
    return eq1_decisions(case, line, area) * eq2_uptake(case, area, year)


def eq4_not_confirmed(case: Case, area: Area, opinions: float) -> float:
    rate = case.value("surgery_not_confirmed_rate", area.slug)
    return opinions * min(1.0, rate * case.design.not_confirmed_multiplier)


def eq5_lasting_effect(case: Case) -> float:
    followed = case.value("advice_followed_rate")
    still_operated = 1 - followed * (1 - case.value("later_surgery_rate"))
    return max(0.0, case.value("surgery_without_program_rate") - still_operated)


def eq6_surgeries_avoided(case: Case, not_confirmed: float) -> float:
    return not_confirmed * eq5_lasting_effect(case)


def eq7_surgery_saving(case: Case, area: Area, avoided: float) -> float:
    cost = case.value("surgery_cost", area.slug)
    return avoided * (cost - case.value("alternative_care_cost", area.slug))


def eq8_plans_followed(case: Case, area: Area, opinions: float) -> float:
    changed = opinions * case.value("treatment_change_rate", area.slug)
    return changed * case.value("plan_change_followed_rate")


def eq9_plan_saving_diag(case: Case, area: Area, plans_followed: float) -> float:
    return plans_followed * case.value("saving_per_changed_plan", area.slug)


def eq11_added_care(case: Case, area: Area, opinions: float) -> float:
    per_opinion = case.value("extra_workup_cost")
    if area.added_care_counted:
        per_opinion += case.value("care_added_rate") * case.value("care_added_cost")
    return opinions * per_opinion


def eq12_allowed_saving(case: Case, line: Line, year: int, before_prices: float) -> float:
    trend = (1 + case.value("medical_trend")) ** (year - 1)
    return before_prices * case.value("price_index", line.slug) * trend


def eq13_who_keeps(case: Case, line: Line, allowed: float) -> tuple[float, float, float]:
    paid = case.value("plan_paid_share", line.slug)
    plan = allowed * paid * case.retained
    member = allowed * (1 - paid)
    insurer = allowed * paid * (1 - case.retained)
    return plan, member, insurer


def eq14_productivity(case: Case, area: Area, avoided: float) -> float:
    if not case.with_productivity:
        return 0.0
    days = case.value("work_days_lost", area.slug) * (1 - case.value("alternative_days_share"))
    workers = case.value("employee_share_of_patients")
    pay = case.value("daily_compensation") * case.value("productivity_weight")
    return avoided * days * workers * pay


def eq15_fees(case: Case) -> dict[str, float]:
    """Eq. 15: the fees charged; one that is not entered comes from design or evidence."""
    fees = dict.fromkeys(("fee_per_employee_month", "fee_per_member_month", "fee_per_opinion"), 0.0)
    if case.design.fee_basis == "per_opinion":
        users = "fee_per_opinion" in case.overrides
        of_design = None if users else case.design.fee_per_opinion
        evidence = case.value("fee_per_opinion")
        fees["fee_per_opinion"] = evidence if of_design is None else of_design
    elif case.payer:
        per_employee = case.value("fee_per_employee_month")
        fees["fee_per_member_month"] = per_employee / case.value("members_per_employee")
    else:
        fees["fee_per_employee_month"] = case.value("fee_per_employee_month")
    fees["annual_administration_cost"] = case.value("annual_administration_cost")
    fees["implementation_fee"] = 0.0
    fees["incentive_per_opinion"] = 0.0
    return {name: float(case.given.get(name, fee)) for name, fee in fees.items()}


def eq15_fixed_cost(case: Case, year: int, fees: dict[str, float]) -> float:
    cost = 12 * fees["fee_per_employee_month"] * (case.employees or 0.0)
    cost += 12 * fees["fee_per_member_month"] * case.members
    cost += fees["annual_administration_cost"]
    return cost + (fees["implementation_fee"] if year == 1 else 0.0)


def eq15_program_cost(case: Case, year: int, opinions: float, fees: dict[str, float]) -> float:
    per_opinion = fees["fee_per_opinion"] + fees["incentive_per_opinion"]
    return eq15_fixed_cost(case, year, fees) + per_opinion * opinions


def eq17_discount(case: Case, year: int) -> float:
    return 1 / (1 + case.discount_rate) ** (year - 1)


def cell(case: Case, line: Line, area: Area, year: int, opinions: float) -> dict[str, float]:
    """Equations 4 to 14 for so many opinions of one line, area and year."""
    got = dict.fromkeys((*STEPS, *COUNTS, *MONEY), 0.0)
    got["opinions"] = opinions
    got["diagnoses_changed"] = opinions * case.value("diagnosis_change_rate", area.slug)  # Eq. 10
    got["treatments_changed"] = opinions * case.value("treatment_change_rate", area.slug)
    if area.pathway == "surgical":
        got["not_confirmed"] = eq4_not_confirmed(case, area, opinions)
        got["forgone"] = got["not_confirmed"] * case.value("advice_followed_rate")
        got["still_not_operated"] = got["forgone"] * (1 - case.value("later_surgery_rate"))
        got["surgeries_avoided"] = eq6_surgeries_avoided(case, got["not_confirmed"])
        saved = eq7_surgery_saving(case, area, got["surgeries_avoided"])
        got["productivity"] = eq14_productivity(case, area, got["surgeries_avoided"])
    else:
        saved = eq9_plan_saving_diag(case, area, eq8_plans_followed(case, area, opinions))
    saved -= eq11_added_care(case, area, opinions)
    allowed = got["allowed_saving"] = eq12_allowed_saving(case, line, year, saved)
    shares = eq13_who_keeps(case, line, allowed)
    got["plan_saving"], got["member_saving"], got["insurer_saving"] = shares
    return got
