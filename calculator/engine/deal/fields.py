"""The terms of a contract: label, unit, bounds and help, declared once for page and docs."""

from calculator.engine.inputs.fields import FIELD as SCENARIO
from calculator.engine.inputs.fields import MAX_ANNUAL_MONEY, MAX_MONEY, Field

FEES = ("fee_per_employee_month", "fee_per_member_month", "fee_per_opinion")
AS_CALCULATED = "as in your calculation"

FIELDS: tuple[Field, ...] = (
    *(
        Field(
            name=name,
            label=SCENARIO[name].label,
            kind="money",
            unit="USD",
            high=MAX_MONEY,
            default=AS_CALCULATED,
            help="Enter 0 if nothing is charged this way.",
        )
        for name in FEES
    ),
    Field(
        name="implementation_fee",
        label="Implementation fee, once",
        kind="money",
        unit="USD",
        high=MAX_ANNUAL_MONEY,
        default=AS_CALCULATED,
        help="Paid at the start, never at risk.",
    ),
    Field(
        name="fee_escalator",
        label="Yearly rise of the fees",
        kind="share",
        unit="per year",
        high=0.25,
        default="0%",
        help="From the second year on, on the three fees above.",
    ),
    Field(
        name="gain_share",
        label="Gain share",
        kind="share",
        unit="share",
        high=1,
        default="0%",
        help="The seller's share of the savings measured in each contract year.",
    ),
    Field(
        name="gain_share_above",
        label="The seller shares in",
        kind="choice",
        choices=("all", "fees"),
        default="all",
        help="All measured savings, or only what is left of them after that year's fees.",
    ),
    Field(
        name="gain_share_floor",
        label="Savings a year that are not shared",
        kind="money",
        unit="USD a year",
        high=MAX_ANNUAL_MONEY,
        default="0",
        help="The first so many dollars of each year are yours alone.",
    ),
    Field(
        name="fees_at_risk",
        label="Fees at risk",
        kind="share",
        unit="share of the fees",
        high=1,
        default="0%",
        help="The most that can come back, as a share of the fees.",
    ),
    Field(
        name="guaranteed_ratio",
        label="Guaranteed savings per $1 of fees",
        kind="number",
        unit="dollars per $1",
        high=100,
        default="0",
        help="2 guarantees measured savings of twice the fees. What is missing comes back, "
        "dollar for dollar, up to the fees at risk.",
    ),
    Field(
        name="guarantee_cap",
        label="Most that is paid back a year",
        kind="money",
        unit="USD a year",
        high=MAX_ANNUAL_MONEY,
        default="no limit but the fees at risk",
        help="Settled once at the end, the limits of all years are added.",
    ),
    Field(
        name="guarantee_settled",
        label="The guarantee is settled",
        kind="choice",
        choices=("year", "contract"),
        default="year",
        help="Year by year, a good year does not make up for a bad one.",
    ),
    Field(
        name="measured_by",
        label="How savings are measured",
        kind="choice",
        choices=("claims", "count"),
        default="claims",
        help="By what care really cost, or by the seller's own count of its advice.",
    ),
    Field(
        name="incentive_per_opinion",
        label="Incentive paid to the member per opinion",
        kind="money",
        unit="USD",
        high=MAX_MONEY,
        default=AS_CALCULATED,
        help="Goes to the member, not to the seller.",
    ),
    Field(
        name="incentive_uptake",
        label="Use with the incentive, relative to without",
        kind="number",
        unit="times",
        low=1,
        high=10,
        default="1: no study says what an incentive adds",
        help="Your own assumption: 1.5 means half as many opinions again.",
    ),
    Field(
        name="seller_cost_per_opinion",
        label="What an opinion costs the seller",
        kind="money",
        unit="USD",
        high=MAX_MONEY,
        default="not known, so only revenue is shown",
        help="Your own estimate, to see the seller's margin move. Nobody publishes it.",
    ),
    Field(
        name="probability",
        label="Chance of paying back that you want",
        kind="share",
        unit="share",
        low=0.05,
        high=0.99,
        default="80%",
        help="The page looks for the fee that pays back with this chance.",
    ),
)

FIELD: dict[str, Field] = {field.name: field for field in FIELDS}
