"""The canonical content of a release: read from files, hashed, and judged before it is kept."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import yaml

from calculator.engine.evidence import LINE_KEYS
from calculator.evidence.errors import BadRelease
from calculator.evidence.shapes import Row, read_row

Content = dict[str, list[Row]]
FILES = ("sources", "findings", "claims", "programs", "market", "parameters")
FRAME = ("areas", "lines_of_business", "designs", "lenses")
MANIFEST = ("name", "date", "notes", "content_hash")


def read_manifest(folder: Path) -> dict[str, object]:
    """Return the name, date, notes and content hash of a release folder."""
    raw = _yaml(folder / "release.yaml")
    problems = []
    if not isinstance(raw, Mapping) or set(raw) != set(MANIFEST):
        problems.append(f"release.yaml: needs exactly {', '.join(MANIFEST)}")
    elif not isinstance(raw["date"], date):
        problems.append("release.yaml: date must be a date such as 2026-11-22")
    if problems:
        raise BadRelease(problems)
    return dict(raw)


def read_content(folder: Path) -> Content:
    """Return the canonical content of a release folder.

    Raises:
        BadRelease: with every malformed row.
    """
    raw = {name: _yaml(folder / f"{name}.yaml") for name in FILES}
    frame = _yaml(folder / "model.yaml")
    problems = [f"model.yaml: unknown key “{key}”" for key in frame if key not in FRAME]
    lines = frame.get("lines_of_business", {})
    raw.update({name: frame.get(name, []) for name in FRAME})
    raw["lines_of_business"] = [{"slug": slug, **line} for slug, line in lines.items()]
    raw["parameters"] = _without_derived(raw["parameters"], raw["findings"], problems)
    raw["market"] = [
        {key: value for key, value in row.items() if key != "cagr_implied"} for row in raw["market"]
    ]
    content = {kind: [read_row(kind, row, problems) for row in rows] for kind, rows in raw.items()}
    _read_lenses(content, problems)
    if problems:
        raise BadRelease(problems)
    return content


def content_hash(content: Content) -> str:
    """Return the sha256 of the content as canonical JSON."""
    written = json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(written.encode()).hexdigest()


def parameter_name(row: Row) -> str:
    """Return ``key`` or ``key.suffix`` of a parameter row."""
    return f"{row['key']}.{row['area']}" if "area" in row else str(row["key"])


def of_line(row: Row) -> bool:
    """Whether a parameter row belongs to a line of business rather than a clinical area."""
    return row["key"] in LINE_KEYS


def _yaml(path: Path) -> object:
    if not path.is_file():
        raise BadRelease([f"{path.name} is missing from {path.parent.name}"])
    with path.open(encoding="utf-8") as file:
        try:
            return yaml.load(file, Loader=yaml.CSafeLoader)
        except yaml.YAMLError as error:
            raise BadRelease([f"{path.name}: {error}"]) from error


def _without_derived(parameters: list[Row], findings: list[Row], problems: list[str]) -> list[Row]:
    """Drop each parameter's sources after comparing them with its findings; fill its basis."""
    source_of = {row.get("id"): row.get("source") for row in findings}
    rows = []
    for row in parameters:
        mine = {key: value for key, value in row.items() if key != "sources"}
        slugs = row.get("findings") or []
        derived = sorted({str(source_of[slug]) for slug in slugs if slug in source_of})
        known = all(slug in source_of for slug in slugs)  # an unknown one is reported later
        if known and sorted(row.get("sources") or derived) != derived:
            problems.append(f"parameters {row.get('key')}: sources differ from its findings'")
        if slugs:
            mine.setdefault("basis", "evidence")
        rows.append(mine)
    return rows


def _read_lenses(content: Content, problems: list[str]) -> None:
    for row in content["parameters"]:
        lenses = row.get("lenses")
        if lenses is None:
            continue
        if not isinstance(lenses, dict):
            problems.append(f"parameters {row.get('key')}: lenses must be a map")
            continue
        row["lenses"] = {
            slug: read_row("replacements", replacement, problems)
            for slug, replacement in lenses.items()
        }
