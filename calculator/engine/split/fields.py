"""The plan terms that decide who keeps an avoided dollar: declared once for page and docs."""

from calculator.engine.inputs.fields import MAX_MONEY, Field

FUNDINGS = ("self_funded", "level_funded", "fully_insured")

FIELDS: tuple[Field, ...] = (
    Field(
        name="funding",
        label="Plan funding",
        kind="choice",
        choices=FUNDINGS,
        default="as in the calculation",
        help="Who bears the claims of this year. An employer's only: a payer bears its own.",
    ),
    Field(
        name="stop_loss_deductible",
        label="Specific stop-loss deductible",
        kind="money",
        unit="USD per person a year",
        low=1,
        high=MAX_MONEY,
        default="no stop-loss: a claim is borne whatever its size",
        help=(
            "What is borne of one person's claims in a year before the carrier pays. Level-funded: "
            "the attachment point per person. A payer: its reinsurance."
        ),
    ),
    Field(
        name="surplus_returned",
        label="Share of a surplus that comes back",
        kind="share",
        unit="share",
        high=1,
        default="must be stated if level-funded",
        help="Level-funded: what the contract returns to you of a claims fund not used up.",
    ),
    Field(
        name="member_deductible",
        label="Member's deductible",
        kind="money",
        unit="USD per person a year",
        high=MAX_MONEY,
        default="0, once one of the three is entered",
        help="What the member pays first.",
    ),
    Field(
        name="coinsurance",
        label="Member's coinsurance",
        kind="share",
        unit="share",
        high=1,
        default="0, once one of the three is entered",
        help="The member's share of each dollar beyond the deductible.",
    ),
    Field(
        name="out_of_pocket_maximum",
        label="Member's out-of-pocket maximum",
        kind="money",
        unit="USD per person a year",
        high=MAX_MONEY,
        default="none",
        help="The most that a member pays in a year, the deductible included.",
    ),
    Field(
        name="other_claims",
        label="Other claims of a member who faces an operation",
        kind="money",
        unit="USD a year",
        high=MAX_MONEY,
        default="the average member's spending, from the evidence",
        help=(
            "All claims of the year but the operation. An assumption: no finding gives it, and "
            "such members usually cost more than the average."
        ),
    ),
    Field(
        name="other_claims_diagnosis",
        label="Claims of a member with a serious diagnosis",
        kind="money",
        unit="USD a year",
        high=MAX_MONEY,
        default="the average member's spending, from the evidence",
        help=(
            "Where no operation is at stake: all claims of the year but what the second opinion "
            "changes. An assumption, and usually far above the average: cancer, transplant."
        ),
    ),
    Field(
        name="renewal_share",
        label="Share of the insurer's saving credited at the next renewal",
        kind="share",
        unit="share",
        high=1,
        default="nothing is assumed",
        help="Fully insured: shown apart, as your assumption, and never mixed into this year.",
    ),
    Field(
        name="claim_with",
        label="Claims of the year with the operation",
        kind="money",
        unit="USD",
        high=MAX_MONEY,
        help="One person's claims of the year, as they would be without the second opinion.",
    ),
    Field(
        name="claim_without",
        label="Claims of the year without it",
        kind="money",
        unit="USD",
        high=MAX_MONEY,
        help="The same person's claims where the operation does not take place.",
    ),
)

FIELD: dict[str, Field] = {field.name: field for field in FIELDS}
COST_SHARING = ("member_deductible", "coinsurance", "out_of_pocket_maximum")
