import pytest
from django.db import connections

from msoroi import env
from tests.jobs.chores import ALIAS, Chore, ChoreRouter
from tests.services import postgresql_server


@pytest.fixture(scope="package")
def postgresql_url():
    with postgresql_server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def chores(request, tmp_path, settings, monkeypatch, django_db_blocker):
    """The Chore table in a real file or server, so that two connections meet for real."""
    url = request.getfixturevalue("postgresql_url") if request.param == "postgresql" else ""
    monkeypatch.setenv("CHORES_URL", url)
    connections.settings[ALIAS] = connections.configure_settings(
        {"default": {}, ALIAS: env.database("CHORES_URL", sqlite=tmp_path / "chores.sqlite3")}
    )[ALIAS]
    settings.DATABASE_ROUTERS = [ChoreRouter()]
    with django_db_blocker.unblock():
        with connections[ALIAS].schema_editor() as editor:
            editor.create_model(Chore)
        yield Chore.objects
        with connections[ALIAS].schema_editor() as editor:
            editor.delete_model(Chore)
        connections[ALIAS].close()
    del connections[ALIAS], connections.settings[ALIAS]
