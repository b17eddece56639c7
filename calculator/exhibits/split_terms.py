"""The terms in force: what was stated, what is assumed, and what is left out; one claim by them."""

import math

from calculator.engine.split import parts as engine
from calculator.engine.split.result import Split
from calculator.engine.split.terms import CostSharing, OneClaim, SplitTerms
from calculator.exhibits import glossary
from calculator.exhibits import split_drawing as drawing
from calculator.exhibits import split_words as say
from calculator.exhibits.addends import whole_dollars
from calculator.exhibits.exhibit import Cell, Chart, Column, Exhibit, Row, Table, header
from calculator.exhibits.facts import capital, lower
from calculator.exhibits.formats import stated_percent, table_money
from calculator.exhibits.links import evidence_path
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

FUNDING = {
    "self_funded": noop("Self-funded: you bear the claims"),
    "level_funded": noop("Level-funded: a fixed payment, and a share of what is not used up"),
    "fully_insured": noop("Fully insured: the insurer bears the claims for a premium"),
}
LEFT_OUT = (
    noop(
        "Left out: stop-loss on all claims as one sum, and deductibles of their own for one "
        "person (a laser) or a family. Left out too: claims that fall into two plan years, and "
        "what a carrier or insurer will ask for at the next renewal. A deductible and a maximum "
        "stay as they are over the contract while prices rise with medical trend."
    ),
    noop(
        "The cost of an operation varies around its mean (coefficient of "
        "variation 0.6), since a split at the mean alone would never see the "
        "claims that reach stop-loss."
    ),
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
        label=_("What it rests on"),
        title=_("The terms in force, and where each comes from"),
        table=Table(
            caption=_("Plan terms in force"),
            columns=(
                Column(key="term", title=_("Term")),
                Column(key="value", title=_("Value")),
                Column(key="source", title=_("Where from")),
            ),
            rows=tuple(
                Row(cells=(header(name), Cell(text=value), Cell(text=source, href=href)))
                for name, value, source, href in rows
            ),
        ),
        notes=(*_level_note(terms), *(_(note) for note in LEFT_OUT)),
        terms=glossary.terms("coefficient of variation"),
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
    parts = ", ".join(f"{lower(part.name)} {part.words}" for part in drawn)
    amount = table_money(abs(gross))
    title = _("Of {amount} avoided: {parts}", amount=amount, parts=parts)
    if gross < 0:
        title = _("Of {amount} added: {parts}", amount=amount, parts=parts)
    return Exhibit(
        slug="one-claim",
        label=_("Example: one claim") if is_example else _("One claim"),
        title=title,
        lead=_claim_lead(claim, terms, plan_paid_share),
        chart=Chart(
            svg=drawing.dollar(drawn, label=_("One claim: {label}", label=label)), alt=label
        )
        if round(gross)
        else None,
        table=Table(
            caption=_("One claim in parts"),
            columns=(
                Column(key="who", title=_("Who")),
                Column(key="dollars", title=_("Dollars"), is_numeric=True),
            ),
            rows=(
                *(Row(cells=(header(part.name), Cell(text=part.words))) for part in drawn),
                Row(cells=(header(_("The whole")), Cell(text=table_money(gross))), kind="total"),
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
        return _("members pay nothing")
    first = _(
        "{deductible} first, then {coinsurance}",
        deductible=table_money(sharing.deductible),
        coinsurance=stated_percent(sharing.coinsurance),
    )
    most = (
        ""
        if math.isinf(sharing.maximum)
        else _(", at most {maximum} a year", maximum=table_money(sharing.maximum))
    )
    return f"{first}{most}"


def _claim_lead(claim: OneClaim, terms: SplitTerms, share: float) -> str:
    limit = (
        _("no stop-loss")
        if math.isinf(terms.deductible)
        else _("a deductible of {deductible}", deductible=table_money(terms.deductible))
    )
    sharing = (
        _("the plan pays {share} of each dollar", share=stated_percent(share))
        if terms.cost_sharing is None
        else sharing_words(terms.cost_sharing)
    )
    return _(
        "One person's claims of a year: {with_it} with the operation, "
        "{without_it} without it; {limit}; {sharing}.",
        with_it=table_money(claim.with_it),
        without_it=table_money(claim.without_it),
        limit=limit,
        sharing=sharing,
    )


def _funding_rows(split: Split, terms: SplitTerms) -> list[tuple[str, str, str, str]]:
    is_payer = split["reader"] == "insurer"
    rows = [] if is_payer else [(_("Funding"), _(FUNDING[terms.funding]), _("as chosen"), "")]
    if not is_payer and terms.funding == "fully_insured":
        return [*rows, (_("Stop-loss"), _("the insurer's own matter"), _("fully insured"), "")]
    name = _("Reinsurance deductible") if is_payer else _("Specific stop-loss deductible")
    if math.isinf(terms.deductible):
        rows.append((name, _("none"), _("not stated"), ""))
    else:
        rows.append(
            (
                name,
                _("{deductible} per person a year", deductible=table_money(terms.deductible)),
                _("stated"),
                "",
            )
        )
    if terms.funding == "level_funded":
        rows.append(
            (_("Surplus returned"), stated_percent(terms.surplus_returned), _("stated"), "")
        )
    return rows


def _sharing_rows(split: Split, terms: SplitTerms) -> list[tuple[str, str, str, str]]:
    if terms.cost_sharing is not None:
        words = capital(sharing_words(terms.cost_sharing))
        return [(_("Members' cost sharing"), words, _("stated"), "")]
    return [
        (
            _("Plan's share of each dollar"),
            stated_percent(share),
            _("evidence, {line}", line=_(line.replace("_", " "))),
            evidence_path(f"plan_paid_share.{line}"),
        )
        for line, share in split["plan_paid_share"].items()
    ]


def _claims_rows(split: Split, terms: SplitTerms) -> list[tuple[str, str, str, str]]:
    found = []
    for name, stated in (
        (_("Other claims, facing an operation"), terms.other_claims),
        (_("Claims, serious diagnosis"), terms.other_claims_diagnosis),
    ):
        if stated is not None:
            found.append((name, _("{amount} a year", amount=table_money(stated)), _("stated"), ""))
            continue
        found += [
            (
                name,
                _("{amount} a year", amount=table_money(value)),
                _(
                    "assumed: the average member's spending, {line}",
                    line=_(line.replace("_", " ")),
                ),
                evidence_path(f"spend_per_member.{line}"),
            )
            for line, value in split["average_spending"].items()
        ]
    return found


def _level_note(terms: SplitTerms) -> tuple[str, ...]:
    if terms.funding != "level_funded":
        return ()
    return (
        _(
            "Level-funded: the year is taken to end with a surplus. In a year "
            "without one nothing is returned, and what is saved goes to the "
            "carrier of the aggregate stop-loss."
        ),
    )
