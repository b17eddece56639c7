"""The tables of a release as CSV and JSON, row by row, each with how to cite it.

In CSV the citation is the last column of every row: a line above the headings would break readers,
and a row that is cut out still says where it is from. JSON states it once.
"""

import csv
import json
from collections.abc import Iterator

from calculator.evidence.canonical import content, exporter
from calculator.evidence.models import Release
from calculator.evidence.shapes import Row
from calculator.evidence.transfer import cells
from calculator.evidence.transfer.columns import cell_value, columns_of

FORMAT = "1"  # part of the ETag: raise it when the same content is written otherwise


class Echo:
    """A file that hands back each line instead of keeping it."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def hash_of(release: Release) -> str:
    """Return the content hash of a release; a draft's is computed."""
    return release.content_hash or content.content_hash(exporter.content_of(release))


def citation(release: Release, address: str) -> str:
    """Return how to cite a release: name, day, content hash and address."""
    return (
        f"{release.name} ({release.slug}), {release.date.isoformat()}, "
        f"sha256 {hash_of(release)}, {address}"
    )


def csv_lines(release: Release, kind: str, cite: str) -> Iterator[str]:
    """Yield the lines of a table: headings, then the rows; no text in them is run."""
    held = exporter.content_of(release)
    lenses = [str(row["slug"]) for row in held["lenses"]]
    columns = columns_of(kind, lenses if kind == "parameters" else ())
    writer = csv.writer(Echo())
    yield writer.writerow([*(column.name for column in columns), "citation"])
    said = cells.defuse(cite)
    for row in held[kind]:
        yield writer.writerow([*(cells.written(cell_value(c, row)) for c in columns), said])


def json_lines(release: Release, kind: str, cite: str) -> Iterator[str]:
    """Yield a table as one JSON object, a row to a line."""
    about = {
        "release": release.slug,
        "name": release.name,
        "date": release.date.isoformat(),
        "content_hash": hash_of(release),
        "citation": cite,
    }
    yield _json(about)[:-1] + f',\n"{kind}":['
    between = "\n"
    for row in exporter.content_of(release)[kind]:
        yield between + _json(row)
        between = ",\n"
    yield "\n]}\n"


def _json(row: Row) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
