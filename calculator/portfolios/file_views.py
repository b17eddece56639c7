"""Files of portfolios: results to take, and a template to begin with."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from calculator.portfolios import storing, templates, uploads
from calculator.portfolios.models import Portfolio
from calculator.portfolios.run import writing
from calculator.portfolios.views import own

LINES = "results.jsonl"
TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".jsonl": "application/jsonl",
}
HEADERS = {"X-Content-Type-Options": "nosniff", "X-Robots-Tag": "noindex"}


@require_safe
@cache_control(private=True, no_cache=True)
@login_required
def download(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """Give a file of the results."""
    return answer(own(request, token), name)


@require_safe
def template(request: HttpRequest, suffix: str) -> HttpResponse:
    """Give a file to begin with."""
    content = templates.as_csv() if suffix == "csv" else _template_workbook()
    headers = HEADERS | {"Content-Disposition": f'attachment; filename="groups.{suffix}"'}
    return HttpResponse(content, content_type=TYPES[f".{suffix}"], headers=headers)


def answer(portfolio: Portfolio, name: str) -> HttpResponseBase:
    """Return a file of a portfolio as a response.

    Raises:
        Http404: if it has none of this name.
    """
    shown = f"{uploads.stem_of(portfolio.name)}-{name}"
    kind = TYPES.get(Path(name).suffix, "")
    if name == LINES and "results.parquet" in portfolio.files:
        lines = _lines(portfolio.files["results.parquet"]["name"])
        disposition = {"Content-Disposition": f'attachment; filename="{shown}"'}
        return StreamingHttpResponse(lines, content_type=kind, headers=HEADERS | disposition)
    if name not in portfolio.files:
        raise Http404
    stored = portfolio.files[name]
    content = default_storage.open(stored["name"])
    return FileResponse(
        content, as_attachment=True, filename=shown, content_type=kind, headers=HEADERS
    )


def _lines(name: str) -> Iterator[bytes]:
    with storing.local(name) as path:
        yield from writing.json_lines(path)


def _template_workbook() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "groups.xlsx"
        writing.write_rows(templates.HEADER, templates.ROWS, path)
        return io.BytesIO(path.read_bytes()).getvalue()
