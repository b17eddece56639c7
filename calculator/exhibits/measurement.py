"""The measurement plan in words: what to count, against whom, for how long, and what misleads."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine.measurement.plan import YEARS, Plan
from calculator.engine.measurement.predicted import Band
from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import DASH, count, percent, table_count, table_money, whole
from calculator.exhibits.measurement_claims import codes, fields
from calculator.exhibits.measurement_fallacies import Fallacy, fallacies
from calculator.exhibits.measurement_waiting import months_in_words, waiting
from calculator.language import gettext as _


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
        return _("There are no operations to count: this calculation has no surgical decisions.")
    months = plan.comparisons[0].months
    if months is None:
        return _(
            "In a group of this size, the predicted effect on operations cannot be "
            "told from chance within {years} years.",
            years=YEARS,
        )
    return _(
        "It takes about {months} until an effect of the predicted size can be told from chance.",
        months=months_in_words(months),
    )


def _lead(plan: Plan) -> str:
    if plan.without <= 0:
        return _("What can be counted are opinions, changed plans and what they led to.")
    share = plan.avoided / plan.without
    return _(
        "Without the program, about {without} operations a year would be done "
        "in the areas where it acts. It is predicted to avoid {avoided} of "
        "them in the first year, a fall of {share}. In 19 years of 20, chance "
        "alone moves the count of one year by no more than {luck} up or "
        "down.",
        without=count(plan.without),
        avoided=count(plan.avoided),
        share=percent(share),
        luck=percent(1.96 / plan.without**0.5),
    )


def _then(plan: Plan) -> str:
    if plan.without > 0 and plan.comparisons[0].months is not None:
        return _(
            "“Told from chance” means: with the usual two-sided test at 5%, 4 "
            "chances in 5 of finding it. Add three months for claims to come in."
        )
    return _(
        "So no count of your own operations, and no savings figure drawn from "
        "them, can prove or disprove this program. Count its use, its advice "
        "and what became of those it advised; pool these with other sponsors; "
        "and judge the price on published evidence."
    )


def what_to_count(result: Result, bands: Mapping[str, Band]) -> Exhibit:
    """Return what to count, where it stands, and what the first year is predicted to bring."""
    chain = result["chain"]
    still = 1 - _over(chain["still_not_operated"], chain["not_confirmed"])
    decisions = result["totals"]["decisions"] / facts.years(result)
    rows = [
        _count(
            _("Members with a decision"),
            _("requests for approval, else first claims of the diagnosis or operation"),
            table_count(decisions),
        ),
        _counted(
            _("Opinions completed"),
            _("the program's list: member_id, date, area"),
            "opinions",
            bands,
        ),
        _counted(
            _("Operations not confirmed"), _("the program's list: advice"), "not_confirmed", bands
        ),
        _count(
            _("Of these, operated all the same within 12 and 24 months"),
            _("claims: procedure_code, service_date after the opinion"),
            _("about {still}", still=chance(still)) if chain["not_confirmed"] > 0 else DASH,
        ),
        _counted(
            _("Operations among all members, by area"),
            _("claims: procedure_code, one a member and day; member months"),
            "operations",
            bands,
        ),
        _count(
            _("Allowed and paid amounts around each operation"),
            _("claims: all care of the member in the 90 days after it"),
            DASH,
        ),
        _cost(_("What the program cost"), _("invoices, incentives, your own work"), bands),
    ]
    return Exhibit(
        slug="count",
        label=_("What to count"),
        title=_("Seven counts, none of them an estimate of savings"),
        lead=_(
            "Agree on these before the start, and ask for the counts rather than "
            "for dollars saved. Whoever is paid for savings should not be the one "
            "who counts them."
        ),
        table=Table(
            caption=_("What to count, and what the first contract year is predicted to bring"),
            columns=(
                Column(key="what", title=_("Count, and where it stands")),
                Column(key="base", title=_("Predicted"), is_numeric=True),
                Column(key="band", title=_("In 8 of 10 cases"), is_numeric=True),
            ),
            rows=tuple(rows),
        ),
        notes=(
            _(
                "The range holds both doubt about the figures and the chance of a "
                "single year. Operations are those of the areas where the program acts."
            ),
        ),
    )


def _count(name: str, place: str, base: str, band: str = DASH) -> Row:
    return Row(cells=(header(name, hint=place), Cell(text=base), Cell(text=band)))


def _counted(name: str, place: str, quantity: str, bands: Mapping[str, Band]) -> Row:
    band = bands[quantity]
    return _count(
        name,
        place,
        table_count(band.base),
        _("{low} to {high}", low=whole(band.low), high=whole(band.high)),
    )


def _cost(name: str, place: str, bands: Mapping[str, Band]) -> Row:
    band = bands["program_cost"]
    between = _("{low} to {high}", low=table_money(band.low), high=table_money(band.high))
    return _count(name, place, table_money(band.base), between)


def _over(part: float, whole_: float) -> float:
    return part / whole_ if whole_ > 0 else 0.0
