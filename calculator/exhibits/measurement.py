"""The measurement plan in words: what to count, against whom, for how long, and what misleads."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine.measurement.plan import YEARS, Plan
from calculator.engine.measurement.predicted import Band
from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import (
    DASH,
    chance,
    count,
    percent,
    table_count,
    table_money,
    whole,
)
from calculator.exhibits.measurement_claims import codes, fields
from calculator.exhibits.measurement_fallacies import Fallacy, fallacies
from calculator.exhibits.measurement_waiting import months_in_words, waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasurePage:
    """The plan, ready for the page."""

    headline: str
    lead: str
    then: str
    exhibits: tuple[Exhibit, ...]
    fallacies: tuple[Fallacy, ...]


def measure_page(
    result: Result, plan: Plan, bands: Mapping[str, Band], *, ratio: float
) -> MeasurePage:
    """Return the measurement plan of an answer.

    Args:
        result: the answer.
        plan: when its effect can be told from chance.
        bands: what its first year may bring.
        ratio: members of the comparison group for each member offered the program.
    """
    return MeasurePage(
        headline=_headline(plan),
        lead=_lead(plan),
        then=_then(plan),
        exhibits=(
            waiting(plan, ratio=ratio),
            what_to_count(result, bands),
            codes(result, plan),
            fields(),
        ),
        fallacies=fallacies(result),
    )


def _headline(plan: Plan) -> str:
    if plan.without <= 0:
        return "There are no operations to count: this calculation has no surgical decisions."
    months = plan.comparisons[0].months
    if months is None:
        return (
            "In a group of this size, the predicted effect on operations cannot be told from "
            f"chance within {YEARS} years."
        )
    return (
        f"It takes about {months_in_words(months)} until an effect of the predicted size can be "
        "told from chance."
    )


def _lead(plan: Plan) -> str:
    if plan.without <= 0:
        return "What can be counted are opinions, changed plans and what they led to."
    share = plan.avoided / plan.without
    return (
        f"Without the program, about {count(plan.without)} operations a year would be done in the "
        f"areas where it acts. It is predicted to avoid {count(plan.avoided)} of them in the first "
        f"year, a fall of {percent(share)}. In 19 years of 20, chance alone moves the count "
        f"of one year by no more than {percent(1.96 / plan.without**0.5)} up or down."
    )


def _then(plan: Plan) -> str:
    if plan.without > 0 and plan.comparisons[0].months is not None:
        return (
            "“Told from chance” means: with the usual two-sided test at 5%, 4 chances in 5 of "
            "finding it. Add three months for claims to come in."
        )
    return (
        "So no count of your own operations, and no savings figure drawn from them, can prove or "
        "disprove this program. Count its use, its advice and what became of those it advised; "
        "pool these with other sponsors; and judge the price on published evidence."
    )


def what_to_count(result: Result, bands: Mapping[str, Band]) -> Exhibit:
    """Return what to count, where it stands, and what the first year is predicted to bring."""
    chain = result["chain"]
    still = 1 - _over(chain["still_not_operated"], chain["not_confirmed"])
    decisions = result["totals"]["decisions"] / facts.years(result)
    rows = [
        _count(
            "Members with a decision",
            "requests for approval, else first claims of the diagnosis or operation",
            table_count(decisions),
        ),
        _counted(
            "Opinions completed", "the program's list: member_id, date, area", "opinions", bands
        ),
        _counted("Operations not confirmed", "the program's list: advice", "not_confirmed", bands),
        _count(
            "Of these, operated all the same within 12 and 24 months",
            "claims: procedure_code, service_date after the opinion",
            f"about {chance(still)}" if chain["not_confirmed"] > 0 else DASH,
        ),
        _counted(
            "Operations among all members, by area",
            "claims: procedure_code, one a member and day; member months",
            "operations",
            bands,
        ),
        _count(
            "Allowed and paid amounts around each operation",
            "claims: all care of the member in the 90 days after it",
            DASH,
        ),
        _cost("What the program cost", "invoices, incentives, your own work", bands),
    ]
    return Exhibit(
        slug="count",
        label="What to count",
        title="Seven counts, none of them an estimate of savings",
        lead="Agree on these before the start, and ask for the counts rather than for dollars "
        "saved. Whoever is paid for savings should not be the one who counts them.",
        table=Table(
            caption="What to count, and what the first contract year is predicted to bring",
            columns=(
                Column(key="what", title="Count, and where it stands"),
                Column(key="base", title="Predicted", is_numeric=True),
                Column(key="band", title="In 8 of 10 cases", is_numeric=True),
            ),
            rows=tuple(rows),
        ),
        notes=(
            "The range holds both doubt about the figures and the chance of a single year. "
            "Operations are those of the areas where the program acts.",
        ),
    )


def _count(name: str, place: str, base: str, band: str = DASH) -> Row:
    return Row(cells=(header(name, hint=place), Cell(text=base), Cell(text=band)))


def _counted(name: str, place: str, quantity: str, bands: Mapping[str, Band]) -> Row:
    band = bands[quantity]
    return _count(name, place, table_count(band.base), f"{whole(band.low)} to {whole(band.high)}")


def _cost(name: str, place: str, bands: Mapping[str, Band]) -> Row:
    band = bands["program_cost"]
    between = f"{table_money(band.low)} to {table_money(band.high)}"
    return _count(name, place, table_money(band.base), between)


def _over(part: float, whole_: float) -> float:
    return part / whole_ if whole_ > 0 else 0.0
