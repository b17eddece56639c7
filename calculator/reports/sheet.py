"""What stands on the two pages: the exhibits' own words and drawings, as data for Typst.

Nothing is calculated or rounded here, so paper and page cannot say different things.
"""

from datetime import date
from typing import Any

from calculator.engine.result import Result
from calculator.evidence.models import Release
from calculator.exhibits import comparisons, sentences, tiles, turns
from calculator.exhibits.exhibit import Cell, Chart, Row, Table
from calculator.scenarios.models import Scenario

Document = dict[str, Any]
PAPERS = {"letter": "us-letter", "a4": "a4"}


def of_scenario(scenario: Scenario, *, paper: str, address: str) -> Document:
    """Return the document of a saved calculation; ``address`` reopens it."""
    return of_result(
        scenario.result,
        release=scenario.release,
        paper=paper,
        day=scenario.created_at.date(),
        again=("Reopens at", address),
    )


def of_result(
    result: Result, *, release: Release, paper: str, day: date, again: tuple[str, str]
) -> Document:
    """Return the document of any calculation; ``again`` says how to come back to it."""
    return {
        "paper": PAPERS[paper],
        "day": [day.year, day.month, day.day],
        "title": f"Second-opinion program for {sentences.whose(result)}",
        "headline": sentences.headline(result),
        "verdict": sentences.verdict(result),
        "context": sentences.context_line(result),
        "tiles": [
            {"label": tile.label, "value": tile.value, "detail": tile.detail}
            for tile in tiles.tiles(result)
        ],
        "turns": [
            {"question": turn.question, "answer": turn.answer} for turn in turns.turns(result)
        ],
        "designs": _table(comparisons.designs(result).table),
        "identity": [list(again)],
    }


def _table(table: Table) -> Document:
    return {
        "caption": table.caption,
        "columns": [{"title": c.title, "numeric": c.is_numeric} for c in table.columns],
        "rows": [_row(row) for row in table.rows],
        "note": table.note,
    }


def _row(row: Row) -> Document:
    return {"kind": row.kind, "cells": [_cell(cell) for cell in row.cells]}


def _cell(cell: Cell) -> Document:
    drawing = _drawing(cell.strip) if cell.strip else None
    return {"text": cell.text, "hint": cell.hint, "header": cell.is_header, "drawing": drawing}


def _chart(chart: Chart) -> Document:
    return {"drawing": _drawing(chart.svg), "alt": chart.alt, "caption": chart.caption}


def _drawing(svg: Any) -> Document:
    return {"svg": svg.for_print(), "alt": svg.label}
