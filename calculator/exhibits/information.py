"""What is left out, and what knowing more would be worth."""

from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import percent, table_money, words_money
from calculator.exhibits.links import evidence_path
from calculator.exhibits.names import named
from calculator.language import gettext as _

SHOWN = 10


def not_included(result: Result) -> Exhibit:
    """Return what the calculation leaves out, and which way each would move it."""
    return Exhibit(
        slug="not-included",
        label=_("Not included"),
        title=_("What is real but not counted"),
        lead=_(
            "The calculation counts the plan's money. These are left out, with the "
            "direction in which each would move the result."
        ),
        table=Table(
            caption=_("Left out of the calculation"),
            columns=(
                Column(key="what", title=_("What")),
                Column(key="why", title=_("Why")),
                Column(key="direction", title=_("Would make the result")),
            ),
            rows=tuple(
                Row(cells=(header(what), Cell(text=why), Cell(text=direction)))
                for what, why, direction in left_out(result)
            ),
        ),
    )


def left_out(result: Result) -> tuple[tuple[str, str, str], ...]:
    """Return (what, why, direction) of everything that is not counted."""
    work_days = (
        _("Work days not lost"),
        _("Counted only on request, for an employer, and always as a line of its own."),
        _("better"),
    )
    counted = bool(result["inputs"]["include_productivity"])
    return (
        (
            _("Health and reassurance"),
            _(
                "A right diagnosis, an operation not suffered and peace of mind are "
                "worth having; they are not turned into dollars."
            ),
            _("better"),
        ),
        (
            _("What members save themselves"),
            _("Shown under who keeps the savings, but it is not the plan's money."),
            _("better for members"),
        ),
        *(() if counted else (work_days,)),
        (
            _("Diagnoses corrected"),
            _(
                "Reported as a count. Their dollars come in through changed treatment; "
                "counting both would count twice."
            ),
            _("no different"),
        ),
        (
            _("Operations never proposed"),
            _(
                "Doctors may propose fewer operations where they know that a second "
                "one will look. No sound estimate was found."
            ),
            _("better"),
        ),
        (
            _("Delay and harm"),
            _(
                "Waiting for an opinion can delay care that is needed, and the second opinion "
                "can be the wrong one."
            ),
            _("worse"),
        ),
        (
            _("Time of members and staff"),
            _("Travel, records and calls cost time beyond the administration counted here."),
            _("worse"),
        ),
        (
            _("Care after the contract ends"),
            _("Nothing is counted after the last contract year, neither savings nor costs."),
            _("uncertain"),
        ),
        (
            _("Stop-loss, rebates, taxes"),
            _("They depend on your contracts. “Who keeps the money” splits savings by stop-loss."),
            _("uncertain"),
        ),
    )


def value_of_information(result: Result) -> Exhibit:
    """Return what knowing more would be worth to the decision to adopt or not."""
    known = result["value_of_information"]
    rows = [row for row in known["evppi"] if round(row["evppi"]) > 0][:SHOWN]
    evpi = known["evpi"]
    if round(evpi) == 0:
        title = _("Knowing more would not change the decision")
    else:
        title = _(
            "Perfect knowledge would be worth {evpi} to this decision", evpi=words_money(evpi)
        )
    when = facts.over_the_years(result)
    return Exhibit(
        slug="value-of-information",
        label=_("What knowing more is worth"),
        title=title,
        lead=_(
            "Adopt or not, {when}: how much better the choice would be on average "
            "if a figure were known exactly. It is the most that a study or a "
            "pilot can be worth.",
            when=when,
        ),
        table=Table(
            caption=_("Worth of knowing one figure exactly"),
            columns=(
                Column(key="figure", title=_("Figure")),
                Column(key="worth", title=_("Worth knowing"), is_numeric=True),
                Column(key="share", title=_("Of all that could be known"), is_numeric=True),
                Column(key="grade", title=_("Grade")),
            ),
            rows=(
                *(
                    Row(
                        cells=(
                            header(named(row["label"]), href=evidence_path(row["parameter"])),
                            Cell(text=table_money(row["evppi"])),
                            Cell(text=percent(row["share_of_evpi"])),
                            Cell(text=row["grade"]),
                        )
                    )
                    for row in rows
                ),
                Row(
                    cells=(
                        header(_("Everything at once")),
                        Cell(text=table_money(evpi)),
                        Cell(text=percent(1.0) if round(evpi) else "—"),
                        Cell(text="—"),
                    ),
                    kind="total",
                ),
            ),
        ),
        notes=() if rows else (_("No single figure, known exactly, would change the decision."),),
        fold_table=True,
    )
