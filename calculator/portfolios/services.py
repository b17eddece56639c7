"""A portfolio from file to file: the verbs of this room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Evidence
from calculator.engine.simulation import PERCENTILES, percentiles, share_of
from calculator.evidence import catalog
from calculator.evidence.models import Release
from calculator.portfolios import files
from calculator.portfolios.calculating import MAX_TOTALS, Calculator, TooManyTotals, Total
from calculator.portfolios.columns import Columns, read_columns
from calculator.portfolios.judging import Judge, Judged, Refusal

SIZE_FIELDS = ("members", "employees", "members_by_line")


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRow:
    """Groups together: money at present value; the range is of the joint draws."""

    name: str
    groups: int
    savings: float
    program_cost: float
    net: float
    net_percentiles: dict[str, float]
    probability_net_positive: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file: rows calculated and refused, totals, doubts about its columns."""

    rows: int
    refused: int
    totals: tuple[TotalRow, ...]
    doubts: tuple[str, ...]


def calculate_file(
    *,
    source: Path,
    results: Path,
    refused: Path,
    defaults: Mapping[str, Any],
    totals_by: str = "",
    release: Release | None = None,
    told: Callable[[int], None] = lambda rows: None,
) -> Outcome:
    """Calculate every good row of a file, write the results, and list what was refused and why.

    Args:
        source: CSV or Parquet, a row a group.
        results: CSV, a row for each group that could be calculated, in the file's order.
        refused: CSV, a row for each cell that could not be used.
        defaults: raw inputs for what the file does not state; a size is left out.
        totals_by: a text column of the file to total by, besides all groups together.
        release: the evidence, by default the live one.
        told: called with the rows done so far.

    Raises:
        InvalidInput: if the file or its columns cannot be used at all.
    """
    evidence = catalog.evidence_of(release or catalog.live_release())
    names = files.header(source)
    columns = read_columns(names, evidence)
    _check_totals(totals_by, columns)
    plain = {name: value for name, value in defaults.items() if name not in SIZE_FIELDS}
    calculator = Calculator(labels=columns.labels, totals_by=totals_by)
    judge, rows, bad = Judge(columns, plain, evidence), 0, 0
    with results.open("wb") as good_file, refused.open("wb") as bad_file:
        files.write_csv(_refusals([]), bad_file, is_first=True)
        for chunk in files.chunks(source, names):
            judged = judge.judge(chunk, rows + 1)
            found = _calculated(calculator, chunk, judged, totals_by)
            files.write_csv(found, good_file, is_first=rows == 0)
            files.write_csv(_refusals(judged.refusals), bad_file, is_first=False)
            rows, bad = rows + chunk.height, bad + chunk.height - found.height
            told(rows)
    totals = tuple(_total(name, total) for name, total in calculator.totals.items())
    return Outcome(rows=rows, refused=bad, totals=totals, doubts=columns.doubts)


def columns_of(source: Path, evidence: Evidence) -> Columns:
    """Check a file's columns before anything is calculated.

    Raises:
        InvalidInput: if the file or its columns cannot be used.
    """
    return read_columns(files.header(source), evidence)


def _calculated(
    calculator: Calculator, chunk: pl.DataFrame, judged: Judged, totals_by: str
) -> pl.DataFrame:
    try:
        return calculator.calculate(chunk, judged)
    except TooManyTotals as error:
        say = f"{totals_by} has more than {MAX_TOTALS:,} different values: total by another column."
        raise InvalidInput({"totals_by": [say]}) from error


def _check_totals(totals_by: str, columns: Columns) -> None:
    if totals_by and totals_by not in columns.labels:
        texts = ", ".join(columns.labels) or "none in this file"
        raise InvalidInput({"totals_by": [f"There is no text column {totals_by}: {texts}."]})


def _refusals(found: list[Refusal]) -> pl.DataFrame:
    schema = {"row": pl.Int64, "column": pl.String, "value": pl.String, "reason": pl.String}
    rows = [(each.row, each.column, each.value, each.reason) for each in found]
    return pl.DataFrame(rows, schema=schema, orient="row").sort("row", maintain_order=True)


def _total(name: str, total: Total) -> TotalRow:
    return TotalRow(
        name=name,
        groups=total.groups,
        savings=total.savings,
        program_cost=total.program_cost,
        net=total.savings - total.program_cost,
        net_percentiles=percentiles(np.percentile(total.net, PERCENTILES)),
        probability_net_positive=share_of(total.net > 0),
    )
