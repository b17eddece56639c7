"""What goes into the file, in its order: place to bytes. The same calculation gives the same."""

import json
from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from calculator.engine.version import MODEL_VERSION
from calculator.evidence.canonical import exporter
from calculator.evidence.transfer import files
from calculator.exhibits import catalog as exhibits
from calculator.exhibits.exhibit import Exhibit
from calculator.language import current
from calculator.reports import services
from calculator.reports.fiduciary import conflicts, guide, places, record, tables
from calculator.reports.fiduciary.alternatives import alternatives
from calculator.reports.fiduciary.asop56 import asop
from calculator.reports.fiduciary.checklist import Facts
from calculator.reports.fiduciary.cheers import cheers
from calculator.reports.fiduciary.limits import limits
from calculator.reports.workbook import book
from calculator.scenarios.models import Scenario

Progress = Callable[[int], object]


def files_of(
    saved: Scenario, *, paper: str, address: str, summary: bytes, progress: Progress
) -> dict[str, bytes]:
    """Return every file but the sums, in the language that is spoken, the evidence in its own.

    ``summary`` is the two-page PDF.
    """
    result, release = saved.result, saved.release
    held = exporter.content_of(release)
    run = record.record_of(saved, held)
    progress(40)
    used = conflicts.used_by(result, release)
    facts = Facts(
        result=result,
        reproduced=run["reproduced_note"],
        findings=len({one.finding.slug for one in used}),
        from_sellers=len({one.finding.slug for one in used if one.is_sellers}),
    )
    own = (alternatives(result), limits(result), conflicts.standing(used))
    own += (conflicts.from_sellers(used),)
    lists = (asop(facts), cheers(facts))
    progress(60)
    rest = {
        places.SUMMARY: summary,
        **_workbook(saved, address),
        places.MODEL: _model(),
        places.CALCULATION: _json(document(saved, address)),
        places.INPUTS: record.inputs_json(saved),
        places.RECORD: _json(dict(run)),
        **_tables((*exhibits.exhibits_for(result), *own)),
        **tables.of_result(result),
        **{places.evidence(release.slug, n): t for n, t in _release(saved, held).items()},
        places.ASOP: _of(lists[0]),
        places.CHEERS: _of(lists[1]),
    }
    data = guide.document(
        result, run, (*own, *lists), list(rest), paper=paper, day=saved.created_at.date()
    )
    rest = {places.GUIDE: services.pdf(data), **rest}
    progress(90)
    return {places.README: guide.readme(result, run, list(rest)).encode(), **rest}


def document(saved: Scenario, address: str) -> dict[str, object]:
    """Return the calculation as the API gives it."""
    return {
        "id": saved.token,
        "url": address,
        "created_at": saved.created_at.isoformat().replace("+00:00", "Z"),
        **saved.result,
    }


def _workbook(saved: Scenario, address: str) -> dict[str, bytes]:
    """Return the workbook; of another model's numbers there is none: its formulas are today's."""
    if saved.model_version != MODEL_VERSION:
        return {}
    return {places.WORKBOOK: book.workbook_of(saved, address=address)}


def _model() -> bytes:
    """Return the specification in the language that is spoken, else in English."""
    docs = Path(settings.BASE_DIR) / "docs"
    own = docs / current() / "model.md"
    return (own if own.exists() else docs / "model.md").read_bytes()


def _tables(shown: tuple[Exhibit, ...]) -> dict[str, bytes]:
    return tables.of_exhibits(shown)


def _release(saved: Scenario, held: dict) -> dict[str, bytes]:
    texts = files.release_texts(saved.release, held)
    return {name: text.encode() for name, text in texts.items()}


def _of(exhibit: Exhibit) -> bytes:
    return tables.of_table(exhibit.table)


def _json(value: dict[str, object]) -> bytes:
    return f"{json.dumps(value, indent=2, ensure_ascii=False, allow_nan=False)}\n".encode()
