"""The fields of a claim: label, unit, bounds and help, declared once for page, API and docs."""

from calculator.engine.inputs.fields import FIELD as SCENARIO
from calculator.engine.inputs.fields import MAX_MEMBERS, MAX_MONEY, Field
from calculator.language import gettext_noop as noop

MAX_RATIO = 10_000
MAX_TOTAL = 1_000_000_000_000
MAX_CASES = 1_000_000_000
KINDS = ("ratio", "per_member_year", "per_opinion", "per_case", "total")
HIGHEST = {
    "ratio": MAX_RATIO,
    "per_member_year": MAX_MONEY,
    "per_opinion": MAX_MONEY,
    "per_case": MAX_MONEY,
    "total": MAX_TOTAL,
}
AMOUNT_UNIT = {
    "ratio": noop("dollars back per $1"),
    "per_member_year": noop("dollars per member a year"),
    "per_opinion": noop("dollars per opinion"),
    "per_case": noop("dollars per case"),
    "total": noop("dollars"),
}

FIELDS: tuple[Field, ...] = (
    Field(
        name="kind",
        label="What is claimed",
        kind="choice",
        choices=KINDS,
        default="ratio",
        help=(
            "A return per $1 of fees, or dollars saved: per member a year, per opinion, per case "
            "that the seller counts, or in total over the years."
        ),
    ),
    Field(
        name="amount",
        label="The figure claimed",
        kind="number",
        high=MAX_TOTAL,
        help="As it is printed: 11 to 1, $650, $65 million.",
    ),
    SCENARIO["members"],
    Field(
        name="employees",
        label="Employees",
        kind="whole",
        unit="people",
        low=1,
        high=MAX_MEMBERS,
        help="Employees covered by the plan. Members follow from members per employee.",
    ),
    Field(
        name="years",
        label="Years that the claim covers",
        kind="whole",
        unit="years",
        low=1,
        high=20,
        default="1",
        help="A total, and a number of cases, is divided by them.",
    ),
    Field(
        name="cases",
        label="Cases claimed",
        kind="whole",
        unit="cases",
        low=1,
        high=MAX_CASES,
        default="the opinions that the evidence expects",
        help="Opinions or cases in all these years, if the claim says how many.",
    ),
    Field(
        name="saving_per_case",
        label="Saving per case, if the claim states it too",
        kind="money",
        unit="USD",
        high=MAX_MONEY,
        default="not stated",
        help="Beside a total or a saving per member: do its own figures fit one another?",
    ),
    Field(
        name="fee",
        label="Fee",
        kind="money",
        unit="USD",
        high=MAX_MONEY,
        default="from the evidence, in the way the design is paid",
        help="What the program charges. Without it the fee of the evidence is taken.",
    ),
    Field(
        name="fee_basis",
        label="The fee is paid",
        kind="choice",
        choices=("pepm", "pmpm", "per_opinion"),
        default="pepm",
        help="Per employee per month (PEPM), per member per month (PMPM), or per opinion.",
    ),
    Field(
        name="design",
        label="Program design",
        kind="choice",
        default="voluntary",
        help="How members come to an opinion decides how many opinions to expect.",
    ),
    Field(
        name="reading",
        label="What the dollars are",
        kind="choice",
        choices=("saved", "exists"),
        default="saved",
        help=(
            "Money that the program saved, or avoidable spending that is said to exist, of which "
            "a program reaches a part at most."
        ),
    ),
)

FIELD: dict[str, Field] = {field.name: field for field in FIELDS}
