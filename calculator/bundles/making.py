"""The work on a bundle: the PDFs of a part, and all parts bound to one ZIP.

The same portfolio gives the same bytes, whoever works on it: order, dates and names are fixed.
"""

import csv
import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from calculator import jobs
from calculator.bundles.models import Bundle, BundlePart
from calculator.bundles.moving import PART
from calculator.engine import run
from calculator.engine.errors import InvalidInput
from calculator.evidence import catalog
from calculator.evidence.transfer.cells import defuse
from calculator.jobs import JobError
from calculator.language import gettext as _
from calculator.portfolios import storing
from calculator.portfolios.errors import OUTDATED
from calculator.portfolios.models import Portfolio
from calculator.portfolios.reading import good_rows
from calculator.portfolios.reading.columns import GROUP
from calculator.portfolios.reading.judging import Judge
from calculator.reports import brand, services, sheet
from calculator.reports.fiduciary.archive import entry
from calculator.reports.languages import written_in

INDEX = "groups.csv"
HEADER = ("file", GROUP, "sha256")
LONGEST_STEM = 60
LOST = "Another worker has it."  # nobody sees it: whoever holds the claim ends the job


def make_part(part: BundlePart) -> dict[str, Any]:
    """Return the finished fields of a claimed part.

    Raises:
        JobError: with what to tell the person who waits.
    """
    bundle = part.bundle
    if bundle.portfolio.is_outdated:
        raise JobError(OUTDATED)
    first = part.number * PART
    rows = good_rows.good_rows(bundle.portfolio).slice(first, part.groups)
    judge = good_rows.judge_of(bundle.portfolio)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "part.zip"
        with zipfile.ZipFile(path, "w") as archive, written_in(bundle.language):
            for done, cells in enumerate(rows.iter_rows(named=True), start=1):
                held = entry(name_of(first + done, cells[GROUP]), day=_day(bundle.portfolio))
                archive.writestr(held, _pdf(bundle, judge, cells))
                if not jobs.extend(part, progress=100 * done // part.groups):
                    raise JobError(LOST)
        return {"source": _store(bundle, path, f"{part.number}-{part.claim}.zip")["name"]}


def bind(bundle: Bundle) -> dict[str, Any]:
    """Return the finished fields of a claimed bundle whose parts are there; they are then needless.

    One PDF is held in memory at a time.
    """
    groups = good_rows.good_rows(bundle.portfolio)[GROUP]
    lines = io.StringIO()
    index = csv.writer(lines, lineterminator="\n")
    index.writerow(HEADER)
    day = _day(bundle.portfolio)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reports.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for group, (name, content) in zip(groups, _made(bundle), strict=True):
                archive.writestr(entry(name, day=day), content)
                index.writerow([name, defuse(group), hashlib.sha256(content).hexdigest()])
            archive.writestr(entry(INDEX, day=day), lines.getvalue())
        kept = _store(bundle, path, f"{bundle.claim}.zip")
    return {"source": kept["name"], "size": kept["size"], "sha256": kept["sha256"]}


def sweep_parts(bundle: Bundle) -> None:
    """Delete the files of the parts, once the bundle has its own."""
    for source in bundle.parts.values_list("source", flat=True):
        default_storage.delete(source)


def name_of(place: int, group: str) -> str:
    """Return the name of a group's PDF; the place keeps it apart from all others.

    >>> name_of(7, "Acme & Söhne/West.")
    '00007-Acme_Söhne_West.pdf'
    """
    kept = "".join(letter if letter.isalnum() else " " for letter in group)
    stem = "_".join(kept.split())[:LONGEST_STEM]
    return f"{place:05}-{stem or 'group'}.pdf"


def _pdf(bundle: Bundle, judge: Judge, cells: dict[str, str | None]) -> bytes:
    portfolio, group = bundle.portfolio, cells[GROUP] or ""
    result = run.run(judge.inputs_of(cells), catalog.evidence_of(portfolio.release))
    document = sheet.of_result(
        result,
        release=portfolio.release,
        paper=bundle.paper,
        day=_day(portfolio),
        again=(_("Group"), _("{group}, in the file {file}", group=group, file=portfolio.name)),
    )
    return services.pdf(brand.headed(document, _head(group)))


def _head(group: str) -> brand.Brand:
    """Return the group's name for the head of its PDF; nothing where it cannot be printed so."""
    try:
        return brand.judged(group, None)
    except InvalidInput:
        return brand.NONE


def _made(bundle: Bundle) -> Iterator[tuple[str, bytes]]:
    for source in bundle.parts.order_by("number").values_list("source", flat=True):
        with storing.local(source) as path, zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield name, archive.read(name)


def _day(portfolio: Portfolio) -> date:
    return (portfolio.finished_at or portfolio.created_at).date()


def _store(bundle: Bundle, path: Path, name: str) -> storing.Stored:
    token = bundle.portfolio.token
    return storing.store(path, token=token, name=f"{storing.REPORTS}/{name}")
