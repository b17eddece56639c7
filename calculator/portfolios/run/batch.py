"""A portfolio from file to file, in one process."""

import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from calculator.evidence import catalog
from calculator.evidence.models import Release
from calculator.portfolios.reading import files, workbook
from calculator.portfolios.reading.columns import read_columns, without_size
from calculator.portfolios.reading.judging import Judge, table_of
from calculator.portfolios.reading.names import Names
from calculator.portfolios.run import totals
from calculator.portfolios.run.calculating import Calculator
from calculator.portfolios.run.totals import PortfolioTotal


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a file: rows calculated and refused, totals, doubts about its columns."""

    rows: int
    refused: int
    totals: list[PortfolioTotal]
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
        source: CSV, Parquet or XLSX (its first sheet), a row a group.
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
    with tempfile.TemporaryDirectory() as folder:
        plain = workbook.as_plain(source, Path(folder))
        names = files.header(plain)
        columns = read_columns(names, evidence)
        totals.check(totals_by, columns.labels)
        calculator = Calculator(labels=columns.labels, totals_by=totals_by)
        judge, seen, rows, bad = Judge(columns, without_size(defaults), evidence), Names(), 0, 0
        with (
            results.open("wb") as good_file,
            refused.open("wb") as bad_file,
            ThreadPoolExecutor(max_workers=1) as writer,  # while the next chunk is calculated
        ):
            written: Future[None] | None = None
            files.write_csv(table_of([]), bad_file, is_first=True)
            for chunk in map(seen.marked, files.chunks(plain, names)):
                judged = judge.judge(chunk, rows + 1)
                found = calculator.calculate(chunk, judged)
                if written is not None:
                    written.result()
                written = writer.submit(files.write_csv, found, good_file, is_first=rows == 0)
                files.write_csv(table_of(judged.refusals), bad_file, is_first=False)
                rows, bad = rows + chunk.height, bad + chunk.height - found.height
                told(rows)
            if written is not None:
                written.result()
    added = calculator.totals.rows()
    return Outcome(rows=rows, refused=bad, totals=added, doubts=columns.doubts)
