"""A portfolio run from text to text."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from calculator.portfolios import services, tasks
from calculator.portfolios.models import Portfolio
from calculator.portfolios.run import batch
from calculator.portfolios.run.batch import Outcome

DRAWS = {"draws": 1000}


@dataclass
class Ran:
    """What a run left behind: its outcome and the rows of its two files."""

    outcome: Outcome
    results: list[dict[str, str]]
    refused: list[dict[str, str]]
    text: str


@pytest.fixture(autouse=True)
def _files_in_a_folder_of_the_test(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def alice(django_user_model):
    """The owner of portfolios."""
    return django_user_model.objects.create_user(username="alice", email="alice@example.org")


@pytest.fixture
def upload(alice, tmp_path: Path) -> Callable[..., Portfolio]:
    """Upload a file of Alice's."""

    def upload(content: str | bytes, name: str = "groups.csv", **options: object) -> Portfolio:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        inputs = DRAWS | dict(options.pop("inputs", {}))
        return services.upload_portfolio(by=alice, path=path, name=name, inputs=inputs, **options)

    return upload


@pytest.fixture
def finish(upload) -> Callable[..., Portfolio]:
    """Upload a file, run it, and do what workers do until nothing is left."""

    def finish(content: str | bytes, totals_by: str = "", **options: object) -> Portfolio:
        portfolio = upload(content, **options)
        services.run_portfolio(portfolio=portfolio, totals_by=totals_by)
        return work(portfolio)

    return finish


def work(portfolio: Portfolio) -> Portfolio:
    """Run steps as workers do until none is queued."""
    while queued := portfolio.steps.wanted().filter(status="queued").first():
        tasks.run_step(queued.pk)
    return Portfolio.objects.get(pk=portfolio.pk)


def text_of(portfolio: Portfolio, name: str = "results.csv") -> str:
    """Return a file of the results as text."""
    with default_storage.open(portfolio.files[name]["name"]) as content:
        return content.read().decode()


def rows_of(portfolio: Portfolio, name: str = "results.csv") -> list[dict[str, str]]:
    """Return the rows of a file of the results."""
    return _rows(text_of(portfolio, name))


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
