"""The scenario's fields: label, unit, bounds and help, declared once for page, API and docs."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["choice", "whole", "number", "share", "money", "yes_no", "many", "map", "list"]

MAX_MEMBERS = 5_000_000
MAX_PAYER_MEMBERS = 200_000_000
MAX_MONEY = 10_000_000
MAX_ANNUAL_MONEY = 1_000_000_000
MAX_SEED = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One input: ``low`` and ``high`` bound a number; ``default`` says what holds otherwise."""

    name: str
    label: str
    kind: Kind
    unit: str = ""
    low: float = 0.0
    high: float = 0.0
    choices: tuple[str, ...] = ()
    default: str = ""
    help: str = ""


FIELDS: tuple[Field, ...] = (
    Field(
        name="audience",
        label="Who pays for care",
        kind="choice",
        choices=("employer", "payer"),
        default="employer",
        help=(
            "An employer with its own plan, or a payer (insurer, health plan) with members "
            "in several lines of business."
        ),
    ),
    Field(
        name="employees",
        label="Employees",
        kind="whole",
        unit="people",
        low=1,
        high=MAX_MEMBERS,
        help=(
            "Employees covered by the plan. Members (with dependents) follow from members "
            "per employee."
        ),
    ),
    Field(
        name="members",
        label="Members",
        kind="whole",
        unit="people",
        low=1,
        high=MAX_MEMBERS,
        help="Everyone covered: employees and dependents. Enter employees or members, not both.",
    ),
    Field(
        name="members_by_line",
        label="Members by line of business",
        kind="map",
        unit="people",
        low=0,
        high=MAX_PAYER_MEMBERS,
        help="For a payer: members in each line of business; together 1 to 200,000,000.",
    ),
    Field(
        name="age_mix",
        label="Age mix",
        kind="map",
        unit="share of members",
        high=1,
        default="the line's usual mix",
        help="Share of members in each age band; the four shares add up to 1.",
    ),
    Field(
        name="design",
        label="Program design",
        kind="choice",
        default="voluntary",
        help=(
            "How members come to an opinion: on their own, by outreach, or because the "
            "plan requires it."
        ),
    ),
    Field(
        name="lens",
        label="Evidence believed",
        kind="choice",
        default="reference",
        help="All evidence weighed, independent evidence only, or sellers' figures at face value.",
    ),
    Field(
        name="areas",
        label="Clinical areas",
        kind="many",
        default="all areas with a study of second opinions",
        help="The decisions the program covers; at least one.",
    ),
    Field(
        name="horizon_years",
        label="Contract years",
        kind="whole",
        unit="years",
        low=1,
        high=10,
        default="3",
    ),
    Field(
        name="uptake_ramp",
        label="Use in each year, relative to full use",
        kind="list",
        unit="multiplier",
        high=2,
        default="1 in every year",
        help="One number per contract year, such as 0.5, 0.8, 1 for a slow start.",
    ),
    Field(
        name="discount_rate",
        label="Discount rate",
        kind="share",
        unit="per year",
        high=0.20,
        default="from the evidence",
        help="What a dollar next year is worth less than a dollar today.",
    ),
    Field(
        name="fee_per_employee_month",
        label="Fee per employee per month",
        kind="money",
        unit="USD",
        high=MAX_MONEY,
        default="from the evidence, where the design is paid per employee",
    ),
    Field(
        name="fee_per_member_month",
        label="Fee per member per month",
        kind="money",
        unit="USD",
        high=MAX_MONEY,
        default="0; for a payer, the evidence's fee per employee divided by members per employee",
    ),
    Field(
        name="fee_per_opinion",
        label="Fee per opinion",
        kind="money",
        unit="USD",
        high=MAX_MONEY,
        default="from the design or the evidence, where the design is paid per opinion",
    ),
    Field(
        name="incentive_per_opinion",
        label="Incentive paid to the member per opinion",
        kind="money",
        unit="USD",
        high=MAX_MONEY,
        default="0",
    ),
    Field(
        name="annual_administration_cost",
        label="Own administration per year",
        kind="money",
        unit="USD a year",
        high=MAX_ANNUAL_MONEY,
        default="from the evidence",
        help="Your own staff time and communication, beside the fees.",
    ),
    Field(
        name="implementation_fee",
        label="Implementation fee, once",
        kind="money",
        unit="USD",
        high=MAX_ANNUAL_MONEY,
        default="0",
    ),
    Field(
        name="funding",
        label="Plan funding",
        kind="choice",
        choices=("self_funded", "fully_insured"),
        default="self_funded",
        help=(
            "A self-funded employer pays the claims. A fully insured one pays premiums, and "
            "keeps savings only if that is agreed."
        ),
    ),
    Field(
        name="savings_retained",
        label="Share of the plan's savings that you keep",
        kind="share",
        unit="share",
        high=1,
        default="1; must be stated if fully insured",
    ),
    Field(
        name="include_productivity",
        label="Count work days not lost",
        kind="yes_no",
        default="no",
        help="Employer only, and always a separate line.",
    ),
    Field(
        name="overrides",
        label="Single parameters",
        kind="map",
        help="Your own number, or base with low and high, in place of an evidence parameter.",
    ),
    Field(
        name="draws",
        label="Simulation draws",
        kind="whole",
        low=1_000,
        high=100_000,
        default="10,000",
    ),
    Field(
        name="seed",
        label="Random seed",
        kind="whole",
        high=MAX_SEED,
        default="from the evidence release, so that all scenarios share draws",
    ),
)

FIELD: dict[str, Field] = {field.name: field for field in FIELDS}
