"""Write a release as YAML files, the same bytes for the same content."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from calculator.evidence import shapes
from calculator.evidence.canonical import exporter
from calculator.evidence.canonical.content import FILES, FRAME, Content, content_hash
from calculator.evidence.errors import WorkflowError
from calculator.evidence.models import Release
from calculator.evidence.shapes import SHAPES, Field, Row

WIDTH = 110
ODD = frozenset("\x85\u2028\u2029\ufeff")
TYPED = (shapes.number, shapes.numbers, shapes.span)


class Dumper(yaml.SafeDumper):
    """Writes maps and lists in block form, never by reference."""

    def ignore_aliases(self, data: object) -> bool:
        """Write a value that occurs twice twice."""
        return True


def _text(dumper: Dumper, text: str) -> yaml.Node:
    """Write a text so that it is read as it was: odd line breaks are escaped, not folded."""
    style = '"' if ODD & set(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


Dumper.add_representer(str, _text)


def write_release(release: Release, folder: Path) -> str:
    """Write the files of a release into an empty or new folder; return the content hash.

    Raises:
        WorkflowError: if the folder holds anything.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorkflowError(f"{folder} is not an empty folder.")
    content = exporter.content_of(release)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in release_texts(release, content).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return content_hash(content)


def release_texts(release: Release, content: Content) -> dict[str, str]:
    """Return the text of every file of a release, whose content is given."""
    manifest = {
        "name": release.name,
        "date": release.date,
        "notes": release.notes,
        "content_hash": content_hash(content),
    }
    return {**file_texts(content), "release.yaml": _yaml(manifest)}


def file_texts(content: Content) -> dict[str, str]:
    """Return the text of each file that holds content."""
    rows = {kind: [_plain(kind, row) for row in content[kind]] for kind in (*FILES, *FRAME)}
    sources = {row["id"]: row["source"] for row in content["findings"]}
    for row in rows["parameters"]:
        if row.get("findings"):
            row["sources"] = sorted({str(sources[name]) for name in row["findings"]})
    lines = {row.pop("slug"): row for row in rows["lines_of_business"]}
    frame = {**{kind: rows[kind] for kind in FRAME}, "lines_of_business": lines}
    return {
        **{f"{kind}.yaml": _yaml(rows[kind]) for kind in FILES},
        "model.yaml": _yaml(frame),
    }


def _plain(kind: str, row: Row) -> Row:
    """Return a row in the order of its shape, whole numbers without a point."""
    found = {f.name: _number(f, row[f.name]) for f in SHAPES[kind] if f.name in row}
    if "lenses" in found:
        found["lenses"] = {
            lens: _plain("replacements", value) for lens, value in row["lenses"].items()
        }
    if kind == "designs":
        found |= {name: _whole(row[name]) for name in ("uptake", "overrides") if name in row}
    return found


def _number(field: Field, value: object) -> object:
    return _whole(value) if field.read in TYPED else value


def _whole(value: object) -> object:
    """Write 35.0 as 35: it is read as 35.0 again. A minus zero keeps its sign."""
    if isinstance(value, Mapping):
        return {key: _whole(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_whole(held) for held in value]
    if (
        isinstance(value, float)
        and value.is_integer()
        and abs(value) < 1e15
        and str(value) != "-0.0"
    ):
        return int(value)
    return value


def _yaml(data: object) -> str:
    return yaml.dump(
        data,
        Dumper=Dumper,
        sort_keys=False,
        allow_unicode=True,
        width=WIDTH,
        default_flow_style=False,
    )
