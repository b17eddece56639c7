"""What is left out, and what knowing more would be worth."""

from calculator.engine.result import Result
from calculator.exhibits import facts
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import percent, table_money, words_money
from calculator.exhibits.links import evidence_path

SHOWN = 10


def not_included(result: Result) -> Exhibit:
    """Return what the calculation leaves out, and which way each would move it."""
    return Exhibit(
        slug="not-included",
        label="Not included",
        title="What is real but not counted",
        lead="The calculation counts the plan's money. These are left out, with the direction in "
        "which each would move the result.",
        table=Table(
            caption="Left out of the calculation",
            columns=(
                Column(key="what", title="What"),
                Column(key="why", title="Why"),
                Column(key="direction", title="Would make the result"),
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
        "Work days not lost",
        "Counted only on request, for an employer, and always as a line of its own.",
        "better",
    )
    counted = bool(result["inputs"]["include_productivity"])
    return (
        (
            "Health and reassurance",
            "A right diagnosis, an operation not suffered and peace of mind are worth having; they "
            "are not turned into dollars.",
            "better",
        ),
        (
            "What members save themselves",
            "Shown under who keeps the savings, but it is not the plan's money.",
            "better for members",
        ),
        *(() if counted else (work_days,)),
        (
            "Diagnoses corrected",
            "Reported as a count. Their dollars come in through changed treatment; counting both "
            "would count twice.",
            "no different",
        ),
        (
            "Operations never proposed",
            "Doctors may propose fewer operations where they know that a second one will look. "
            "No sound estimate was found.",
            "better",
        ),
        (
            "Delay and harm",
            "Waiting for an opinion can delay care that is needed; a second opinion can be the "
            "wrong one.",
            "worse",
        ),
        (
            "Time of members and staff",
            "Travel, records and calls cost time beyond the administration counted here.",
            "worse",
        ),
        (
            "Care after the contract ends",
            "Nothing is counted after the last contract year, neither savings nor costs.",
            "uncertain",
        ),
        (
            "Stop-loss, rebates, taxes",
            "They depend on your contracts. “Who keeps the money” splits savings by stop-loss.",
            "uncertain",
        ),
    )


def value_of_information(result: Result) -> Exhibit:
    """Return what knowing more would be worth to the decision to adopt or not."""
    known = result["value_of_information"]
    rows = [row for row in known["evppi"] if round(row["evppi"]) > 0][:SHOWN]
    evpi = known["evpi"]
    if round(evpi) == 0:
        title = "Knowing more would not change the decision"
    else:
        title = f"Perfect knowledge would be worth {words_money(evpi)} to this decision"
    when = facts.over_the_years(result)
    return Exhibit(
        slug="value-of-information",
        label="What knowing more is worth",
        title=title,
        lead=f"Adopt or not, {when}: how much better the choice would be on average if a figure "
        "were known exactly. It is the most that a study or a pilot can be worth.",
        table=Table(
            caption="Worth of knowing one figure exactly",
            columns=(
                Column(key="figure", title="Figure"),
                Column(key="worth", title="Worth knowing", is_numeric=True),
                Column(key="share", title="Of all that could be known", is_numeric=True),
                Column(key="grade", title="Grade"),
            ),
            rows=(
                *(
                    Row(
                        cells=(
                            header(row["label"], href=evidence_path(row["parameter"])),
                            Cell(text=table_money(row["evppi"])),
                            Cell(text=percent(row["share_of_evpi"])),
                            Cell(text=row["grade"]),
                        )
                    )
                    for row in rows
                ),
                Row(
                    cells=(
                        header("Everything at once"),
                        Cell(text=table_money(evpi)),
                        Cell(text=percent(1.0) if round(evpi) else "—"),
                        Cell(text="—"),
                    ),
                    kind="total",
                ),
            ),
        ),
        notes=() if rows else ("No single figure, known exactly, would change the decision.",),
        fold_table=True,
    )
