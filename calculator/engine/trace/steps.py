"""What a trace holds, in the order of the equations: names, units, formulas, what each reads."""

from dataclasses import dataclass

LINE, AREA, SURGICAL, DIAGNOSTIC, YEAR = (
    "line",
    "area",
    "surgical_area",
    "diagnostic_area",
    "year",
)
USD = "USD"


@dataclass(frozen=True, slots=True)
class Declared:
    """One intermediate. ``keys`` are parameters and ``inputs`` entries of the scenario it reads."""

    equation: int
    name: str
    unit: str
    axes: tuple[str, ...]
    formula: str
    keys: tuple[str, ...] = ()
    inputs: tuple[str, ...] = ()


FEES = ("fee_per_employee_month", "fee_per_member_month", "fee_per_opinion")
RETAINED = ("savings_retained",)
STEPS = (
    Declared(
        1,
        "members",
        "people",
        (LINE,),
        "as entered, or employees × members_per_employee",
        ("members_per_employee",),
        ("members", "employees", "members_by_line"),
    ),
    Declared(
        1,
        "employees",
        "people",
        (),
        "as entered, or members / members_per_employee; none of a payer",
        ("members_per_employee",),
        ("members", "employees"),
    ),
    Declared(
        1,
        "decisions",
        "decisions a year",
        (LINE, AREA),
        "members × sum over age bands of share × decision_rate / 1000",
        ("decision_rate",),
        ("age_mix", "areas"),
    ),
    Declared(
        2,
        "uptake",
        "opinions per decision",
        (AREA, YEAR),
        "min(0.95, design uptake × engagement × ramp)",
        ("uptake_rate", "engagement", "compliance"),
        ("design", "uptake_ramp"),
    ),
    Declared(3, "opinions", "opinions", (LINE, AREA, YEAR), "decisions × uptake"),
    Declared(
        4,
        "not_confirmed",
        "operations",
        (LINE, SURGICAL, YEAR),
        "opinions × min(1, surgery_not_confirmed_rate × the design's multiplier)",
        ("surgery_not_confirmed_rate",),
        ("design",),
    ),
    Declared(
        5,
        "lasting_effect",
        "share",
        (),
        "max(0, surgery_without_program_rate "
        "- (1 - advice_followed_rate × (1 - later_surgery_rate)))",
        ("surgery_without_program_rate", "advice_followed_rate", "later_surgery_rate"),
    ),
    Declared(
        6,
        "surgeries_avoided",
        "operations",
        (LINE, SURGICAL, YEAR),
        "not_confirmed × lasting_effect",
    ),
    Declared(
        7,
        "surgery_saving",
        USD,
        (LINE, SURGICAL, YEAR),
        "surgeries_avoided × (surgery_cost - alternative_care_cost)",
        ("surgery_cost", "alternative_care_cost"),
    ),
    Declared(
        8,
        "plans_followed",
        "plans",
        (LINE, DIAGNOSTIC, YEAR),
        "opinions × treatment_change_rate × plan_change_followed_rate",
        ("treatment_change_rate", "plan_change_followed_rate"),
    ),
    Declared(
        9,
        "plan_saving_diagnostic",
        USD,
        (LINE, DIAGNOSTIC, YEAR),
        "plans_followed × saving_per_changed_plan",
        ("saving_per_changed_plan",),
    ),
    Declared(
        10,
        "diagnoses_changed",
        "diagnoses",
        (LINE, AREA, YEAR),
        "opinions × diagnosis_change_rate",
        ("diagnosis_change_rate",),
    ),
    Declared(
        10,
        "treatments_changed",
        "treatments",
        (LINE, AREA, YEAR),
        "opinions × treatment_change_rate",
        ("treatment_change_rate",),
    ),
    Declared(
        11,
        "added_care",
        USD,
        (LINE, AREA, YEAR),
        "opinions × (extra_workup_cost + care_added_rate × care_added_cost where counted)",
        ("extra_workup_cost", "care_added_rate", "care_added_cost"),
    ),
    Declared(
        12,
        "allowed_saving",
        USD,
        (LINE, AREA, YEAR),
        "(surgery_saving + plan_saving_diagnostic - added_care) × price_index "
        "× (1 + medical_trend)^(year - 1)",
        ("price_index", "medical_trend"),
    ),
    Declared(
        13,
        "plan_saving",
        USD,
        (LINE, AREA, YEAR),
        "allowed_saving × plan_paid_share × savings_retained",
        ("plan_paid_share",),
        RETAINED,
    ),
    Declared(
        13,
        "member_saving",
        USD,
        (LINE, AREA, YEAR),
        "allowed_saving × (1 - plan_paid_share)",
        ("plan_paid_share",),
    ),
    Declared(
        13,
        "insurer_saving",
        USD,
        (LINE, AREA, YEAR),
        "allowed_saving × plan_paid_share × (1 - savings_retained)",
        ("plan_paid_share",),
        RETAINED,
    ),
    Declared(
        14,
        "productivity",
        USD,
        (SURGICAL, YEAR),
        "surgeries_avoided × work_days_lost × (1 - alternative_days_share) "
        "× employee_share_of_patients × daily_compensation × productivity_weight, if counted",
        (
            "work_days_lost",
            "alternative_days_share",
            "employee_share_of_patients",
            "daily_compensation",
            "productivity_weight",
        ),
        ("include_productivity",),
    ),
    Declared(
        15,
        "fees_per_employee",
        USD,
        (YEAR,),
        "12 × fee_per_employee_month × employees",
        ("fee_per_employee_month",),
        ("fee_per_employee_month",),
    ),
    Declared(
        15,
        "fees_per_member",
        USD,
        (YEAR,),
        "12 × fee_per_member_month × members; unless entered, a payer's "
        "fee_per_member_month is fee_per_employee_month / members_per_employee",
        ("fee_per_member_month",),
        ("fee_per_member_month",),
    ),
    Declared(
        15,
        "fees_per_opinion",
        USD,
        (YEAR,),
        "fee_per_opinion × opinions",
        ("fee_per_opinion",),
        ("fee_per_opinion",),
    ),
    Declared(
        15,
        "incentives",
        USD,
        (YEAR,),
        "incentive_per_opinion × opinions",
        (),
        ("incentive_per_opinion",),
    ),
    Declared(
        15,
        "administration",
        USD,
        (YEAR,),
        "annual_administration_cost",
        ("annual_administration_cost",),
        ("annual_administration_cost",),
    ),
    Declared(
        15,
        "implementation",
        USD,
        (YEAR,),
        "implementation_fee in year 1",
        (),
        ("implementation_fee",),
    ),
    Declared(15, "program_cost", USD, (YEAR,), "the sum of the six above"),
    Declared(16, "net", USD, (YEAR,), "plan_saving + productivity - program_cost"),
    Declared(
        17,
        "discount_factor",
        "share",
        (YEAR,),
        "1 / (1 + discount_rate)^(year - 1)",
        ("discount_rate",),
        ("discount_rate",),
    ),
    Declared(17, "pv_plan_saving", USD, (), "sum over years of plan_saving × discount_factor"),
    Declared(17, "pv_productivity", USD, (), "sum over years of productivity × discount_factor"),
    Declared(17, "pv_program_cost", USD, (), "sum over years of program_cost × discount_factor"),
    Declared(17, "pv_net", USD, (), "sum over years of net × discount_factor"),
    Declared(
        18,
        "benefit_cost_ratio",
        "ratio",
        (),
        "(pv_plan_saving + pv_productivity) / pv_program_cost",
    ),
    Declared(19, "roi", "ratio", (), "pv_net / pv_program_cost"),
    Declared(20, "net_pmpm", USD, (), "sum over years of net / 12 / years / members"),
    Declared(20, "net_pepm", USD, (), "sum over years of net / 12 / years / employees"),
    Declared(
        21,
        "payback_month",
        "month",
        (),
        "the first in which cumulative net is 0 or more",
    ),
    Declared(
        22, "break_even_fee", USD, (), "the fee at which pv_net is 0, in the design's own basis"
    ),
    Declared(
        22,
        "break_even_engagement",
        "ratio",
        (),
        "the multiplier of all uptake at which pv_net is 0",
    ),
)
