"""The equations of the model, each once, as formulas of cells (``docs/model.md``)."""

from calculator.engine.pathway.decisions import MAX_UPTAKE
from calculator.engine.pathway.program_cost import MONTHS
from calculator.language import gettext as _
from calculator.reports.workbook.definitions import REFERENCE
from calculator.reports.workbook.formula import (
    Cells,
    Formula,
    Term,
    every,
    least,
    lift,
    most,
    products,
    some,
    when,
)
from calculator.reports.workbook.page import Cell, across
from calculator.reports.workbook.setting import Setting

EMPLOYER_LINE = "commercial"


def members_of_line(s: Setting, line: str) -> Formula:
    """Eq. 1: a payer enters them; an employer's follow from employees where those are entered."""
    entered = s.inputs.entered
    members, employees = entered["members"], entered["employees"]
    own: Term = 0
    if line == EMPLOYER_LINE:
        own = when(members.is_not(""), members, employees * s.value("members_per_employee"))
    return when(s.inputs.is_payer, s.inputs.line_members[line], own)


def employees(s: Setting) -> Formula:
    """Eq. 1: employees, entered or members / members_per_employee; a payer has none."""
    entered = s.inputs.entered
    derived = entered["members"] / s.value("members_per_employee")
    own = when(entered["employees"].is_not(""), entered["employees"], derived)
    return when(s.inputs.is_payer, 0, own)


def decision_rate(s: Setting, line: str, area: str) -> Formula:
    """Eq. 1: decisions per member a year; a reader's own rate replaces the age mix."""
    name = f"decision_rate.{area}"
    if name not in s.parameters.bands:
        return s.value("decision_rate", area) / 1000
    mix = across(list(s.inputs.age_mix[line].values()))
    own = s.own("decision_rate", area)
    return when(own.is_not(""), own, products(mix, across(s.parameters.bands[name]))) / 1000


def decisions(s: Setting, area: str, members: Term, rate: Term) -> Formula:
    """Eq. 1: decisions a year of one line in one area, none where the area is not covered."""
    return when(s.inputs.included[area].is_(_("yes")), lift(members) * rate, 0)


def uncapped_uptake(s: Setting, area: str) -> Formula:
    """Eq. 2: the design's uptake, or the reader's own, times engagement or compliance."""
    own, reference = s.own("uptake_rate", area), s.value("uptake_rate", area)
    by_design = when(
        s.terms.uptake_kind.is_(_(REFERENCE)), reference * s.terms.multiplier, s.terms.uptake[area]
    )
    multiplier = when(s.terms.engagement.is_(1), s.value("engagement"), s.value("compliance"))
    wish = when(own.is_not(""), own, by_design) * multiplier
    return when(s.inputs.included[area].is_(_("yes")), wish, 0)


def uptake(s: Setting, wish: Cell, year: int) -> Formula:
    """Eq. 2: the cap comes last; nothing after the contract's end."""
    return least(MAX_UPTAKE, wish * s.inputs.ramp[year]) * s.inputs.live[year]


def not_confirmed(s: Setting, area: str) -> Formula:
    """Eq. 4, per opinion."""
    return least(1, s.value("surgery_not_confirmed_rate", area) * s.terms.not_confirmed)


def still_not_operated(s: Setting) -> Formula:
    """Eq. 5: the share of operations advised against that lastingly do not happen."""
    return s.value("advice_followed_rate") * (1 - s.value("later_surgery_rate"))


def lasting_effect(s: Setting, still: Term) -> Formula:
    """Eq. 5: less what would not have been operated anyway."""
    return most(0, s.value("surgery_without_program_rate") - (1 - lift(still)))


def surgery_saving(s: Setting, area: str, avoided: Term) -> Formula:
    """Eq. 7, per opinion."""
    return avoided * (s.value("surgery_cost", area) - s.value("alternative_care_cost", area))


def plans_followed(s: Setting, area: str) -> Formula:
    """Eq. 8, per opinion."""
    return s.value("treatment_change_rate", area) * s.value("plan_change_followed_rate")


def plan_saving_diagnostic(s: Setting, area: str, followed: Term) -> Formula:
    """Eq. 9, per opinion; may be negative."""
    return followed * s.value("saving_per_changed_plan", area)


def added_care(s: Setting, area: str) -> Formula:
    """Eq. 11, per opinion."""
    workup = s.value("extra_workup_cost")
    if not s.facts.area(area).added_care_counted:
        return workup + 0
    return workup + s.value("care_added_rate") * s.value("care_added_cost")


def trend(s: Setting, year: int) -> Formula:
    """Eq. 12: growth of medical prices since year 1."""
    return (1 + s.value("medical_trend")) ** (year - 1)


def productivity_of_surgery(s: Setting, area: str) -> Formula:
    """Eq. 14: dollars of work time per avoided operation."""
    worth = (
        s.value("work_days_lost", area)
        * (1 - s.value("alternative_days_share"))
        * s.value("employee_share_of_patients")
        * s.value("daily_compensation")
        * s.value("productivity_weight")
    )
    return when(s.inputs.counts_productivity, worth, 0)


def is_per_opinion(s: Setting) -> Formula:
    """Eq. 15: whether the design is paid per opinion."""
    return s.terms.basis.is_("per_opinion")


def fee_per_employee_month(s: Setting) -> Formula:
    """Eq. 15: from the evidence where the design is paid so, or as entered; never for a payer."""
    entered = s.inputs.entered["fee_per_employee_month"]
    applies = some(s.terms.basis.is_("pepm"), entered.is_not(""))
    employer = s.inputs.entered["audience"].is_("employer")
    return when(every(employer, applies), s.value("fee_per_employee_month"), 0)


def fee_per_member_month(s: Setting) -> Formula:
    """Eq. 15: as entered; a payer's from the evidence, divided by members per employee."""
    entered = s.inputs.entered["fee_per_member_month"]
    evidence = s.value("fee_per_employee_month") / s.value("members_per_employee")
    usual = when(every(s.inputs.is_payer, s.terms.basis.is_("pepm")), evidence, 0)
    return when(entered.is_not(""), entered, usual)


def fee_per_opinion(s: Setting) -> Formula:
    """Eq. 15: from design or evidence where the design is paid so, or as entered."""
    entered = s.inputs.entered["fee_per_opinion"]
    return when(some(is_per_opinion(s), entered.is_not("")), s.value("fee_per_opinion"), 0)


def entered_or_nothing(s: Setting, name: str) -> Formula:
    """Eq. 15: incentive and implementation are 0 unless entered."""
    entered = s.inputs.entered[name]
    return when(entered.is_not(""), entered, 0)


def fixed_cost(fees: dict[str, Cell], members: Term, people: Term) -> Formula:
    """Eq. 15: what a year costs however few the opinions."""
    return (
        MONTHS * fees["fee_per_employee_month"] * people
        + MONTHS * fees["fee_per_member_month"] * members
        + fees["annual_administration_cost"]
    )


def program_cost(
    s: Setting, fees: dict[str, Cell], year: int, fixed: Term, opinions: Term
) -> Formula:
    """Eq. 15, in one year."""
    each = fees["fee_per_opinion"] + fees["incentive_per_opinion"]
    cost = s.inputs.live[year] * fixed + each * opinions
    return cost + fees["implementation_fee"] if year == 1 else cost


def discount(s: Setting, year: int) -> Formula:
    """Eq. 17: what a dollar of a year is worth today."""
    return lift(1) / (1 + s.value("discount_rate")) ** (year - 1)


def present_value(flow: Cells, factors: Cells) -> Formula:
    """Eq. 17."""
    return products(flow, factors)


def ratio(numerator: Term, denominator: Term) -> Formula:
    """Eq. 18 and 19: a dash where nothing is spent."""
    below = lift(denominator)
    return when(below.above(0), lift(numerator) / below, "—")
