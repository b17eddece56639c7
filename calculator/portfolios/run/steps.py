"""The work of each step: cut the file, calculate a piece, write one of the outputs."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from calculator.engine.errors import InvalidInput
from calculator.evidence import catalog
from calculator.jobs import JobError, Status
from calculator.language import gettext as _
from calculator.language import speaking
from calculator.portfolios import storing
from calculator.portfolios.models import Kind, Output, Portfolio, Step
from calculator.portfolios.reading import files, workbook
from calculator.portfolios.reading.columns import read_columns
from calculator.portfolios.reading.names import Names
from calculator.portfolios.run import cutting, merging, pieces
from calculator.scenarios.services import storable

OUTPUTS: dict[Output, Callable[[Portfolio, Sequence[Step], Path], merging.Merged]] = {
    Output.WORKBOOK: merging.workbook,
    Output.RANKING: merging.ranked,
    Output.TABLE: merging.table,
    Output.TEXT: merging.text,
}


def work(step: Step) -> dict[str, Any]:
    """Return the finished fields of a claimed step; reasons speak the language of the upload.

    Raises:
        JobError: with what to tell the person who waits.
    """
    do: dict[str, Callable[[Step, Path], dict[str, Any]]] = {
        Kind.CUT: _cut,
        Kind.CHUNK: _calculate,
        Kind.MERGE: _merge,
    }
    try:
        with tempfile.TemporaryDirectory() as folder, speaking(step.portfolio.language):
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
        raise JobError(_("There is no row below the header."))
    return {"pieces": made}


def _calculate(step: Step, folder: Path) -> dict[str, Any]:
    """Store what a piece comes to."""
    cells, (judge, calculator) = pieces.cells_of(step.source), pieces.means_of(step.portfolio)
    judged = judge.judge(cells, step.first_row + 1)
    good, made = pieces.write(cells, judged, calculator, folder, is_first=step.number == 0)
    return {"good": good, **{path.stem: _store(step, path) for path in made}}


def _merge(step: Step, folder: Path) -> dict[str, Any]:
    """Store one of the outputs; return where its files are and what it found."""
    portfolio = step.portfolio
    chunks = list(portfolio.steps.filter(kind=Kind.CHUNK, status=Status.DONE).order_by("number"))
    made, found = OUTPUTS[Output(step.number)](portfolio, chunks, folder)
    token = portfolio.token
    kept = {p.name: storing.store(p, token=token, name=f"{step.claim}-{p.name}") for p in made}
    return {"files": kept, **found}


def _store(step: Step, path: Path, number: int | None = None) -> str:
    """Store a file of a step under a name of this run's own: no other run can touch it."""
    place = step.number if number is None else number
    name = f"{storing.STEPS}/{step.kind}-{place}-{step.claim}-{path.name}"
    return storing.store(path, token=step.portfolio.token, name=name)["name"]
