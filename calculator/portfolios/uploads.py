"""A file as it comes in: limited in size, and told apart by its first bytes, not by its name."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from calculator.engine.errors import InvalidInput
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

MAX_BYTES = 1_000_000_000
SLACK = 100_000  # what a form sends beside its file
STARTS = {b"PAR1": ".parquet", b"PK": ".xlsx"}
REFUSED = {
    b"\xd0\xcf\x11\xe0": noop(
        "This is an old or locked workbook: save it as .xlsx without a password."
    ),
    b"%PDF": noop("This is a PDF: send CSV, XLSX or Parquet."),
    b"\x1f\x8b": noop("This is a packed file: unpack it first."),
    b"\xff\xfe": noop("This is UTF-16 text: save it as “CSV UTF-8”."),
    b"\xfe\xff": noop("This is UTF-16 text: save it as “CSV UTF-8”."),
}
TOO_LARGE = noop("A file may have {n} MB at most. Split it, or send Parquet.")


class TooLarge(InvalidInput):
    """A file beyond the limit."""

    def __init__(self) -> None:
        super().__init__({"file": [_(TOO_LARGE, n=format(MAX_BYTES // 1_000_000, ","))]})


class LimitedUpload(FileUploadHandler):
    """Keeps nothing of a form whose file is too large; the view sees it by the length."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Note the length that the request announces."""
        self.too_large = args[2] > MAX_BYTES + SLACK

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Stop before the first block of a file that is too large."""
        super().new_file(*args, **kwargs)
        if self.too_large:
            raise StopUpload(connection_reset=False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the block on."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""


@contextmanager
def received(blocks: Iterable[bytes], name: str) -> Iterator[Path]:
    """Give a path at which a file that comes in blocks can be read, its suffix telling its type.

    Raises:
        InvalidInput: under ``file``, if it is empty, too large, or of a type that is not read.
    """
    with tempfile.TemporaryDirectory() as folder:
        path, size, start = Path(folder) / "upload", 0, b""
        with path.open("wb") as out:
            for block in blocks:
                start = start or block[:8]
                size += len(block)
                if size > MAX_BYTES:
                    raise TooLarge
                out.write(block)
        if not size:
            raise InvalidInput({"file": [_("The file is empty.")]})
        yield path.rename(path.with_name(f"{stem_of(name)}{_suffix(start)}"))


def stem_of(name: str) -> str:
    """Return a name that can be that of a file, without its suffix.

    >>> stem_of("../my groups.v2.csv"), stem_of("")
    ('my_groups_v2', 'groups')
    """
    stem = PurePath(name.replace("\\", "/")).stem
    kept = "".join(letter if letter.isalnum() else "_" for letter in stem)[:60]
    return kept.strip("_") or "groups"


def _suffix(start: bytes) -> str:
    for mark, said in REFUSED.items():
        if start.startswith(mark):
            raise InvalidInput({"file": [_(said)]})
    return next((suffix for mark, suffix in STARTS.items() if start.startswith(mark)), ".csv")
