"""LibreOffice without a screen: recalculate workbooks, many in one run, and read what they say."""

import csv
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests import services

PACKAGE = "libreoffice-calc-nogui"
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
SECONDS = 540
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
CACHE = re.compile(rb"(</f>)<v>[^<]*</v>")
Sheet = list[list[str]]


def program() -> str:
    """Return LibreOffice's program; skip, or fail, where it is missing."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if not found:
        services.missing("LibreOffice", PACKAGE)
    return str(found)


def without_values(content: bytes) -> bytes:
    """Return a workbook whose formulas have lost their values, so that each must be calculated."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            is_sheet = name.startswith("xl/worksheets/")
            after.writestr(name, CACHE.sub(rb"\1", part) if is_sheet else part)
    return out.getvalue()


def recalculated(books: Mapping[str, bytes], folder: Path) -> dict[str, dict[str, Sheet]]:
    """Return every sheet of every workbook as LibreOffice calculates it, cell by cell."""
    soffice, out = program(), folder / "out"
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    for name, content in books.items():
        (folder / f"{name}.xlsx").write_bytes(without_values(content))
    files = [str(folder / f"{name}.xlsx") for name in books]
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to",
         ALL_SHEETS, "--outdir", str(out), *files],
        check=True, capture_output=True, timeout=SECONDS,
    )  # fmt: skip
    return {name: _sheets(out, name) for name in books}


def number(text: str) -> float | str:
    """Return a cell as a number, a word as it stands."""
    try:
        return float(text.removesuffix("%")) / 100 if text.endswith("%") else float(text)
    except ValueError:
        return text


def _sheets(out: Path, name: str) -> dict[str, Sheet]:
    found = {}
    for path in out.glob(f"{name}-*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found[path.stem.removeprefix(f"{name}-")] = list(csv.reader(file))
    return found
