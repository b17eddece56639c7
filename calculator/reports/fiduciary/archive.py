"""A ZIP that is the same to the byte whenever it holds the same: fixed dates, order and rights."""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from datetime import date

from calculator.reports.fiduciary import places

READABLE = 0o644 << 16
UNIX = 3


def with_sums(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files with their SHA-256 added, as ``sha256sum -c`` reads them."""
    lines = [f"{hashlib.sha256(held).hexdigest()}  {name}\n" for name, held in files.items()]
    return {**files, places.SUMS: "".join(lines).encode()}


def zipped(files: Mapping[str, bytes], *, day: date) -> bytes:
    """Return the files as one ZIP, in their order, all dated to that day."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            archive.writestr(entry(name, day=day), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def entry(name: str, *, day: date) -> zipfile.ZipInfo:
    """Return what a ZIP says of a file, the same whatever the clock and the machine."""
    found = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    found.create_system, found.external_attr = UNIX, READABLE
    return found
