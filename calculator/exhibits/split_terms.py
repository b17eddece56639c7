"""The terms in force: what was stated, what is assumed, and what is left out; one claim by them."""

import math

from calculator.engine.split import parts as engine
from calculator.engine.split.result import Split
from calculator.engine.split.terms import CostSharing, OneClaim, SplitTerms
from calculator.exhibits import split_drawing as drawing
from calculator.exhibits import split_words as say
from calculator.exhibits.addends import whole_dollars
from calculator.exhibits.exhibit import Cell, Chart, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import stated_percent, table_money
from calculator.exhibits.links import evidence_path

FUNDING = {
    "self_funded": "Self-funded: you bear the claims",
    "level_funded": "Level-funded: a fixed payment, and a share of what is not used up",
    "fully_insured": "Fully insured: the insurer bears the claims for a premium",
}
LEFT_OUT = (
    "Left out: aggregate stop-loss, lasers on single persons, family deductibles, claims that fall "
    "into two plan years, and what carrier or insurer ask at the next renewal. A deductible and a "
    "maximum stay as they are over the contract while prices rise with medical trend.",
    "The cost of an operation varies around its mean (coefficient of variation 0.6), since a split "
    "at the mean alone would never see the claims that reach stop-loss.",
)
EXAMPLE = OneClaim(with_it=400_000, without_it=30_000)
EXAMPLE_TERMS = SplitTerms(deductible=250_000, cost_sharing=CostSharing())


def rests_on(split: Split, terms: SplitTerms) -> Exhibit:
    """Return the terms with where each comes from."""
    rows = [
        *_funding_rows(split, terms),
        *_sharing_rows(split, terms),
        *_claims_rows(split, terms),
    ]
    return Exhibit(
        slug="rests-on",
        label="What it rests on",
        title="The terms in force, and where each comes from",
        table=Table(
            caption="Plan terms in force",
            columns=(
                Column(key="term", title="Term"),
                Column(key="value", title="Value"),
                Column(key="source", title="Where from"),
            ),
            rows=tuple(
                Row(cells=(header(name), Cell(text=value), Cell(text=source, href=href)))
                for name, value, source, href in rows
            ),
        ),
        notes=(*_level_note(terms), *LEFT_OUT),
    )


def one_claim(
    claim: OneClaim, terms: SplitTerms, *, reader: str, plan_paid_share: float, is_example: bool
) -> Exhibit:
    """Return the split of one person's avoided claim."""
    found = engine.of_claim(claim, terms, plan_paid_share)
    shown = say.present(say.parties(reader, terms), found)
    gross = found["gross"]
    dollars = whole_dollars([say.amount_of(p, found) for p in shown], round(gross))
    words = [table_money(value) for value in dollars]
    drawn = say.drawn(shown, [float(value) for value in dollars], words)
    label = ", ".join(f"{part.name} {part.words}" for part in drawn)
    what = "avoided" if gross >= 0 else "added"
    return Exhibit(
        slug="one-claim",
        label="Example: one claim" if is_example else "One claim",
        title=f"Of {table_money(abs(gross))} {what}: "
        + ", ".join(f"{part.name.lower()} {part.words}" for part in drawn),
        lead=_claim_lead(claim, terms, plan_paid_share),
        chart=Chart(svg=drawing.dollar(drawn, label=f"One claim: {label}"), alt=label)
        if round(gross)
        else None,
        table=Table(
            caption="One claim in parts",
            columns=(
                Column(key="who", title="Who"),
                Column(key="dollars", title="Dollars", is_numeric=True),
            ),
            rows=(
                *(Row(cells=(header(part.name), Cell(text=part.words))) for part in drawn),
                Row(cells=(header("The whole"), Cell(text=table_money(gross))), kind="total"),
            ),
        ),
    )


def example(reader: str) -> Exhibit:
    """Return the large claim that stop-loss shares, under the terms it is told with."""
    terms = EXAMPLE_TERMS
    if reader == "insurer":
        terms = SplitTerms(
            funding="fully_insured", deductible=terms.deductible, cost_sharing=terms.cost_sharing
        )
    return one_claim(EXAMPLE, terms, reader=reader, plan_paid_share=1.0, is_example=True)


def sharing_words(sharing: CostSharing) -> str:
    """Return a benefit design in words."""
    if sharing.maximum == 0 or (sharing.deductible == 0 and sharing.coinsurance == 0):
        return "members pay nothing"
    first = f"{table_money(sharing.deductible)} first, then {stated_percent(sharing.coinsurance)}"
    most = "" if math.isinf(sharing.maximum) else f", at most {table_money(sharing.maximum)} a year"
    return f"{first}{most}"


def _claim_lead(claim: OneClaim, terms: SplitTerms, share: float) -> str:
    limit = (
        "no stop-loss"
        if math.isinf(terms.deductible)
        else f"a deductible of {table_money(terms.deductible)}"
    )
    sharing = (
        f"the plan pays {stated_percent(share)} of each dollar"
        if terms.cost_sharing is None
        else sharing_words(terms.cost_sharing)
    )
    return (
        f"One person's claims of a year: {table_money(claim.with_it)} with the operation, "
        f"{table_money(claim.without_it)} without it; {limit}; {sharing}."
    )


def _funding_rows(split: Split, terms: SplitTerms) -> list[tuple[str, str, str, str]]:
    is_payer = split["reader"] == "insurer"
    rows = [] if is_payer else [("Funding", FUNDING[terms.funding], "as chosen", "")]
    if not is_payer and terms.funding == "fully_insured":
        return [*rows, ("Stop-loss", "the insurer's own matter", "fully insured", "")]
    name = "Reinsurance deductible" if is_payer else "Specific stop-loss deductible"
    if math.isinf(terms.deductible):
        rows.append((name, "none", "not stated", ""))
    else:
        rows.append((name, f"{table_money(terms.deductible)} per person a year", "stated", ""))
    if terms.funding == "level_funded":
        rows.append(("Surplus returned", stated_percent(terms.surplus_returned), "stated", ""))
    return rows


def _sharing_rows(split: Split, terms: SplitTerms) -> list[tuple[str, str, str, str]]:
    if terms.cost_sharing is not None:
        words = say.capital(sharing_words(terms.cost_sharing))
        return [("Members' cost sharing", words, "stated", "")]
    return [
        (
            "Plan's share of each dollar",
            stated_percent(share),
            f"evidence, {line.replace('_', ' ')}",
            evidence_path(f"plan_paid_share.{line}"),
        )
        for line, share in split["plan_paid_share"].items()
    ]


def _claims_rows(split: Split, terms: SplitTerms) -> list[tuple[str, str, str, str]]:
    found = []
    for name, stated in (
        ("Other claims, facing an operation", terms.other_claims),
        ("Claims, serious diagnosis", terms.other_claims_diagnosis),
    ):
        if stated is not None:
            found.append((name, f"{table_money(stated)} a year", "stated", ""))
            continue
        found += [
            (
                name,
                f"{table_money(value)} a year",
                f"assumed: the average member's spending, {line.replace('_', ' ')}",
                evidence_path(f"spend_per_member.{line}"),
            )
            for line, value in split["average_spending"].items()
        ]
    return found


def _level_note(terms: SplitTerms) -> tuple[str, ...]:
    if terms.funding != "level_funded":
        return ()
    return (
        "Level-funded: the year is taken to end with a surplus. In a year without one nothing is "
        "returned, and what is saved goes to the carrier of the aggregate stop-loss.",
    )
