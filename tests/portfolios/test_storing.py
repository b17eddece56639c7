"""Files in a storage that has no paths, as one elsewhere has none."""

from pathlib import Path

import pytest
from django.core.files.storage import InMemoryStorage, storages

from calculator.portfolios import storing
from calculator.portfolios.models import State
from tests.portfolios.conftest import rows_of


@pytest.fixture
def elsewhere(settings):
    memory = "django.core.files.storage.InMemoryStorage"
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": memory}}


def test_portfolio_runs_on_a_storage_without_paths(elsewhere, db, finish):
    done = finish("group_id,members\na,1000\nb,2000\n")

    assert done.state == State.DONE
    assert len(rows_of(done)) == 2
    assert isinstance(storages["default"], InMemoryStorage)


def test_files_are_swept_with_their_portfolio(tmp_path: Path):
    path = tmp_path / "a"
    path.write_text("x")
    kept = [
        storing.store(path, token="t", name=name)["name"]
        for name in ("source.csv", f"{storing.STEPS}/chunk-0")
    ]

    storing.sweep("t")
    storing.sweep("nothing")

    assert not any(storages["default"].exists(name) for name in kept)
