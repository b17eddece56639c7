"""Read a fiduciary file back; the calculations that its tests are made of."""

import csv
import io
import zipfile

import pytest

from calculator.reports.models import FiduciaryFile

SMALL = {"members": 10_000, "draws": 1_000}
OWN = {
    "employees": 4_200,
    "draws": 1_000,
    "design": "targeted",
    "lens": "independent",
    "horizon_years": 2,
    "uptake_ramp": [0.5, 1],
    "overrides": {"engagement": {"base": 1.25, "low": 0.5, "high": 3}},
}
PAYER = {
    "audience": "payer",
    "draws": 1_000,
    "members_by_line": {"commercial": 200_000, "medicaid": 50_000},
}
CASES = [
    pytest.param(SMALL, id="reference"),
    pytest.param(OWN, id="own figures"),
    pytest.param(PAYER, id="payer"),
]


def held(file: FiduciaryFile) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bytes(file.content))) as archived:
        assert archived.testzip() is None
        return {name: archived.read(name) for name in archived.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def read_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
