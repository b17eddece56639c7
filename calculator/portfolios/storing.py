"""Files of portfolios in the site's storage: a folder of the data directory, or one elsewhere."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TypedDict

from django.core.files import File
from django.core.files.storage import default_storage

FOLDER = "portfolios"
STEPS, REPORTS = "steps", "reports"
BLOCK = 1 << 20


class Stored(TypedDict):
    """A file as it is stored."""

    name: str
    size: int
    sha256: str


def store(path: Path, *, token: str, name: str) -> Stored:
    """Keep a file under a portfolio; return where, its size and its hash."""
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while block := content.read(BLOCK):
            digest.update(block)
        content.seek(0)
        kept = default_storage.save(f"{FOLDER}/{token}/{name}", File(content))
    return {"name": kept, "size": path.stat().st_size, "sha256": digest.hexdigest()}


@contextmanager
def local(name: str) -> Iterator[Path]:
    """Give a path at which a stored file can be read; a copy, where the storage is elsewhere."""
    path = _path(name)
    if path is not None:
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / PurePosixPath(name).name
        with default_storage.open(name) as content, copy.open("wb") as out:
            shutil.copyfileobj(content, out, BLOCK)
        yield copy


def sweep_steps(token: str) -> None:
    """Delete what the steps left, once the results are there."""
    _empty(f"{FOLDER}/{token}/{STEPS}")


def sweep_reports(token: str) -> None:
    """Delete the reports of a portfolio's groups."""
    _empty(f"{FOLDER}/{token}/{REPORTS}")


def sweep(token: str) -> None:
    """Delete all files of a portfolio."""
    sweep_steps(token)
    sweep_reports(token)
    _empty(f"{FOLDER}/{token}")


def _path(name: str) -> Path | None:
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:
        return None
    return path if path.is_file() else None


def _empty(folder: str) -> None:
    try:
        names = default_storage.listdir(folder)[1]
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
