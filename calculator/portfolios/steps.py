"""The work of each step: cut the file, calculate a piece, put the results together."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from calculator.engine.errors import InvalidInput
from calculator.evidence import catalog
from calculator.jobs import JobError, Status
from calculator.portfolios import cutting, files, good_rows, ranking, storing, workbook, writing
from calculator.portfolios.calculating import Calculator, Profiles
from calculator.portfolios.columns import AGAIN, read_columns
from calculator.portfolios.judging import ROW, Judge, table_of
from calculator.portfolios.models import Kind, Portfolio, Step
from calculator.portfolios.names import Names
from calculator.portfolios.totals import Totals
from calculator.scenarios.services import storable

SHOWN = 50  # rows of a ranking on the page
KEPT: dict[str, Profiles] = {}  # of this process: the profiles of the release it works on


def work(step: Step) -> dict[str, Any]:
    """Return the finished fields of a claimed step.

    Raises:
        JobError: with what to tell the person who waits.
    """
    do: dict[str, Callable[[Step, Path], dict[str, Any]]] = {
        Kind.CUT: _cut,
        Kind.CHUNK: _calculate,
        Kind.MERGE: _merge,
    }
    try:
        with tempfile.TemporaryDirectory() as folder:
            return {"found": storable(do[step.kind](step, Path(folder)))}
    except InvalidInput as error:
        raise JobError(" ".join(word for said in error.errors.values() for word in said)) from error


def _cut(step: Step, folder: Path) -> dict[str, Any]:
    """Store the pieces of the file, names that stand there twice marked."""
    made: list[dict[str, Any]] = []
    with storing.local(step.portfolio.source) as source:
        plain = workbook.as_plain(source, folder)
        names = files.header(plain)
        columns = read_columns(names, catalog.evidence_of(step.portfolio.release))
        for chunk in map(Names().marked, files.chunks(plain, names)):
            for piece in cutting.pieces(chunk, columns):
                path = folder / "piece.parquet"
                piece.write_parquet(path, compression="lz4")
                cutting.check_number(len(made) + 1)
                made.append({"source": _store(step, path, len(made)), "rows": piece.height})
    if not made:
        raise JobError("There is no row below the header.")
    return {"pieces": made}


def _calculate(step: Step, folder: Path) -> dict[str, Any]:
    """Store the results of a piece, what was refused, and its part of the totals."""
    cells, (judge, calculator) = _cells(step.source), _means(step.portfolio)
    judged = judge.judge(cells, step.first_row + 1)
    results, refused = folder / "results.parquet", folder / "refused.parquet"
    table = calculator.numbered(cells, judged)
    table.write_parquet(results, compression="lz4")
    table_of(judged.refusals).write_parquet(refused, compression="lz4")
    totals = folder / "totals.npz"
    totals.write_bytes(calculator.totals.to_bytes())
    return {
        "good": table.height,
        **{path.stem: _store(step, path) for path in (results, refused, totals)},
    }


def _merge(step: Step, folder: Path) -> dict[str, Any]:
    """Store the files of the results; return them with totals and ranking."""
    portfolio = step.portfolio
    chunks = list(portfolio.steps.filter(kind=Kind.CHUNK, status=Status.DONE).order_by("number"))
    good = sum(chunk.found["good"] for chunk in chunks)
    made = writing.write_results(_results(chunks), folder, rows=good)
    refused = folder / writing.REFUSED
    with refused.open("wb") as out:
        files.write_csv(table_of([]), out, is_first=True)
        for chunk in chunks:
            files.write_csv(_read(chunk.found["refused"]), out, is_first=False)
    totals = Totals(portfolio.totals_by)
    for chunk in chunks:
        with storing.local(chunk.found["totals"]) as path:
            totals.merge(Totals.from_bytes(portfolio.totals_by, path.read_bytes()))
    order = folder / writing.RANKING
    ranked = _rank(portfolio, chunks, good)
    with order.open("wb") as out:
        files.write_csv(ranked, out, is_first=True)
    return {
        "rows": sum(chunk.rows for chunk in chunks),
        "good": good,
        "totals": totals.rows(),
        "ranking": ranking.as_plain(ranked, SHOWN),
        "files": {
            path.name: storing.store(path, token=portfolio.token, name=f"{step.claim}-{path.name}")
            for path in (*made, refused, order)
        },
    }


def _rank(portfolio: Portfolio, chunks: list[Step], good: int) -> pl.DataFrame:
    if not good:
        return pl.DataFrame(schema={"rank": pl.UInt32, "group_id": pl.String, "net": pl.Float64})
    judge, calculator = _means(portfolio)
    parts = (_read(chunk.found["results"]) for chunk in chunks)
    return ranking.ranked(
        ranking.candidates(parts, ROW),
        groups=good,
        place=ROW,
        read=lambda number: _cells(chunks[number].source),
        judge=judge,
        by=calculator,
    )


def _results(chunks: list[Step]) -> Iterator[pl.DataFrame]:
    for chunk in chunks:
        yield _read(chunk.found["results"]).drop(ROW)


def _means(portfolio: Portfolio) -> tuple[Judge, Calculator]:
    """Return what judges and what calculates the pieces of a portfolio."""
    release = portfolio.release
    key = f"{release.pk}:{release.content_hash}"
    if key not in KEPT:
        KEPT.clear()
        KEPT[key] = Profiles()
    judge = good_rows.judge_of(portfolio)
    return judge, Calculator(
        labels=judge.columns.labels, totals_by=portfolio.totals_by, profiles=KEPT[key]
    )


def _cells(name: str) -> pl.DataFrame:
    cells = _read(name)
    return cells.select(pl.all().exclude(AGAIN), AGAIN)


def _read(name: str) -> pl.DataFrame:
    with storing.local(name) as path:
        return pl.read_parquet(path, memory_map=False)


def _store(step: Step, path: Path, number: int | None = None) -> str:
    """Store a file of a step under a name of this run's own: no other run can touch it."""
    place = step.number if number is None else number
    name = f"{storing.STEPS}/{step.kind}-{place}-{step.claim}-{path.name}"
    return storing.store(path, token=step.portfolio.token, name=name)["name"]
