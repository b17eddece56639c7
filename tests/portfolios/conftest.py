"""A portfolio run from text to text."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from calculator.portfolios import batch
from calculator.portfolios.batch import Outcome

DRAWS = {"draws": 1000}


@dataclass
class Ran:
    """What a run left behind: its outcome and the rows of its two files."""

    outcome: Outcome
    results: list[dict[str, str]]
    refused: list[dict[str, str]]
    text: str


@pytest.fixture
def run(db: None, tmp_path: Path) -> Callable[..., Ran]:
    def run(text: str, name: str = "groups.csv", **options: object) -> Ran:
        source, results = tmp_path / name, tmp_path / "results.csv"
        refused = tmp_path / "refused.csv"
        source.write_text(text, encoding="utf-8")
        defaults = DRAWS | dict(options.pop("defaults", {}))
        outcome = batch.calculate_file(
            source=source, results=results, refused=refused, defaults=defaults, **options
        )
        written = results.read_text(encoding="utf-8")
        return Ran(outcome, _rows(written), _rows(refused.read_text(encoding="utf-8")), written)

    return run


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))
