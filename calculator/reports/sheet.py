"""What stands on the two pages: the exhibits' own words and drawings, as data for Typst.

Nothing is calculated or rounded here, so paper and page cannot say different things.
"""

from datetime import date
from typing import Any

from calculator.engine.result import Result
from calculator.evidence.models import Release
from calculator.exhibits import glossary, sentences
from calculator.exhibits.exhibit import Cell, Exhibit, Row, Table
from calculator.exhibits.paper import FINGERPRINT_SHOWN, Paper, summary_for_paper
from calculator.exhibits.svg import Svg
from calculator.exhibits.tiles import WORDS
from calculator.language import current
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports import grounds, living
from calculator.reports.dates import long_date
from calculator.scenarios.document import digest
from calculator.scenarios.models import Scenario

Document = dict[str, Any]
PAPERS = {"letter": "us-letter", "a4": "a4"}
METHOD = (
    noop(
        "Members face decisions at known rates. Some ask for an opinion; some advice is "
        "followed and lasts. What would have been avoided anyway is taken off. Care not given "
        "is priced, and the program’s whole cost is subtracted."
    ),
    noop(
        "Every uncertain figure is then drawn {draws} times from its own range, all at once, and "
        "the spread of the answers is stated. The site’s method page gives every equation."
    ),
)
SAYS = {  # what the sources for Typst say of their own; they fill {these} in
    "page": noop("page {n} of {pages}"),
    "prepared": noop("Prepared for {name}"),
    "chosen": noop("chosen"),
    "pays": noop("What would make it pay"),
    "luck": noop("One year’s luck"),
    "defaults": noop("Each with its default in brackets."),
    "more": noop("and {n} more"),
    "rests": noop("What it rests on"),
    "grades": noop(
        "The {rows} figures that move the result most, of {in_all}. Grades: A direct and read in "
        "the source, B good but indirect or dated, C weak or by analogy, D judgement. The sources "
        "stand under these names on the site’s evidence pages."
    ),
    "missing": noop("What is not included"),
    "directions": noop("In brackets: how counting it would make the result."),
    "method": noop("How it was calculated"),
    "again": noop("How to find it again"),
    "sha256": noop("SHA-256 of the calculation’s JSON"),
    "code": noop(
        "The code opens these numbers, unchanged, with the same hash; if evidence has moved since, "
        "also the new ones, and why."
    ),
}


def of_scenario(scenario: Scenario, *, paper: str, address: str) -> Document:
    """Return the document of a saved calculation; ``address`` reopens it."""
    return of_result(
        scenario.result,
        release=scenario.release,
        paper=paper,
        day=scenario.created_at.date(),
        again=(_("Reopens at"), address),
        address=address,
    )


def of_result(
    result: Result,
    *,
    release: Release,
    paper: str,
    day: date,
    again: tuple[str, str],
    address: str = "",
) -> Document:
    """Return the document of any calculation; ``again`` says how to come back to it.

    With an ``address`` a code is printed that opens it.
    """
    summary, sha256 = summary_for_paper(result), digest(result)
    return {
        **setting(),
        "paper": PAPERS[paper],
        "day": [day.year, day.month, day.day],
        "title": _("Second-opinion program for {whose}", whose=sentences.whose(result)),
        "headline": summary.headline,
        "verdict": summary.verdict,
        "context": summary.context,
        "tiles": [
            {"label": tile.label, "value": tile.value, "detail": tile.detail}
            for tile in summary.tiles
        ],
        "words": [f"{term.word}: {term.meaning}" for term in glossary.terms(*WORDS)],
        "turns": [{"question": turn.question, "answer": turn.answer} for turn in summary.turns],
        "designs": exhibit_data(summary.designs),
        "sure": exhibit_data(summary.how_sure),
        "luck": summary.luck,
        **_second_page(summary, result, release),
        "identity": [list(again), *(list(line) for line in summary.fingerprint)],
        "sha256": sha256,
        "code": living.code(address, sha256) if address else None,
        "footer": footer(result, day),
    }


def _second_page(summary: Paper, result: Result, release: Release) -> Document:
    where = grounds.where_from(release, result["assumptions"])
    return {
        "changes": exhibit_data(summary.changes) if summary.changes else None,
        "assumptions": _with_sources(_table(summary.assumptions), summary.assumptions, where),
        "in_all": summary.assumptions_in_all,
        "missing": [list(item) for item in summary.not_included],
        "method": [_(line, draws=format(result["psa"]["draws"], ",")) for line in METHOD],
    }


def setting() -> Document:
    """Return what every source for Typst needs: the language, and its own words in it."""
    return {"language": current(), "says": {key: _(words) for key, words in SAYS.items()}}


def footer(result: Result, day: date) -> str:
    """Return what stands at the foot of every page."""
    return _(
        "msoroi · {day} · fingerprint {fingerprint} · evidence {release} · model {model}",
        day=long_date(day),
        fingerprint=result["fingerprint"][:FINGERPRINT_SHOWN],
        release=result["evidence_release"],
        model=result["model_version"],
    )


def _with_sources(data: Document, table: Table, where: dict[str, str]) -> Document:
    """Put the sources where the exhibit says only that a figure comes from the evidence."""
    for row, shown in zip(data["rows"], table.rows, strict=True):
        name = shown.cells[0].href.rstrip("/").rpartition("/")[2]
        row["cells"][-1]["text"] = where[name]
    return data


def exhibit_data(exhibit: Exhibit) -> Document:
    """Return an exhibit as data for Typst."""
    chart = exhibit.chart
    return {
        "title": exhibit.title,
        "table": _table(exhibit.table) if exhibit.table else None,
        "notes": [*_column_notes(exhibit.table), *exhibit.notes],
        "chart": _drawing(chart.svg, chart.caption) if chart else None,
    }


def _column_notes(table: Table | None) -> list[str]:
    columns = table.columns if table else ()
    return [f"{column.title}. {column.note}" for column in columns if column.note]


def _table(table: Table) -> Document:
    return {
        "columns": [{"title": c.title, "numeric": c.is_numeric} for c in table.columns],
        "rows": [_row(row) for row in table.rows],
    }


def _row(row: Row) -> Document:
    return {"kind": row.kind, "cells": [_cell(cell) for cell in row.cells]}


def _cell(cell: Cell) -> Document:
    drawing = _drawing(cell.strip) if cell.strip else None
    return {"text": cell.text, "hint": cell.hint, "header": cell.is_header, "drawing": drawing}


def _drawing(svg: Svg, caption: str = "") -> Document:
    return {"svg": svg.for_print(), "alt": svg.label, "caption": caption}
