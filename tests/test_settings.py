import ast
import importlib.util
import re
import stat
import subprocess
import sys
from itertools import pairwise

import pytest
from django.core.exceptions import ImproperlyConfigured

from msoroi import env
from tests.services import ROOT, SITE_VARIABLES, bare_environment

PRODUCTION = {
    "ALLOWED_HOSTS": "savings.example.org, www.example.org",
    "DATABASE_URL": "postgresql://ann:p%40ss@db.example.org:5433/roi?sslmode=require",
    "REDIS_URL": "redis://redis.example.org:6379/1",
    "SECRET_KEY": "k" * 60,
}


@pytest.fixture
def settings_with(monkeypatch, tmp_path):
    """Read the settings module afresh with exactly these variables, data in a temporary folder."""

    def read(**variables):
        for name in SITE_VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"DATA_DIR": str(tmp_path / "data"), **variables}.items():
            monkeypatch.setenv(name, value)
        spec = importlib.util.spec_from_file_location("fresh", ROOT / "msoroi" / "settings.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return read


def variables_read():
    """Return the names that settings.py asks env.py for."""
    tree = ast.parse((ROOT / "msoroi" / "settings.py").read_text())
    return {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
    }


def test_the_example_lists_exactly_the_variables_that_are_read():
    example = (ROOT / ".env.example").read_text()

    listed = re.findall(r"^#([A-Z_]+)=", example, re.MULTILINE)

    assert sorted(listed) == sorted(variables_read())
    assert set(SITE_VARIABLES) == variables_read()


def test_every_line_of_the_example_is_a_comment_and_every_variable_has_one_above():
    lines = (ROOT / ".env.example").read_text().splitlines()

    assert all(not line or line.startswith("#") for line in lines)
    for above, line in pairwise(lines):
        if re.match(r"#[A-Z_]+=", line):
            assert above.startswith("# "), line


def test_the_operations_guide_names_every_variable():
    guide = (ROOT / "docs" / "operations.md").read_text()

    assert {name for name in variables_read() if f"`{name}`" not in guide} == set()


def test_only_settings_read_the_environment():
    readers = {
        path.relative_to(ROOT).as_posix()
        for folder in ("calculator", "msoroi")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"os\.(environ\b(?!\.setdefault)|getenv)", path.read_text())
    }

    assert readers == {"msoroi/env.py"}


def test_nothing_set_means_one_machine_on_its_own(settings_with, tmp_path):
    settings = settings_with()

    assert settings.EMBEDDED
    assert not settings.DEBUG
    assert settings.ALLOWED_HOSTS == ["localhost", "127.0.0.1", "[::1]"]
    assert settings.DATABASES["default"]["NAME"] == tmp_path / "data" / "db.sqlite3"
    assert settings.DATABASES["default"]["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert settings.CELERY_BROKER_URL == "embedded://localhost"
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["folder"] == str(tmp_path / "data" / "broker")
    assert not settings.SESSION_COOKIE_SECURE


def test_the_secret_key_of_one_machine_is_made_once_and_is_private(settings_with, tmp_path):
    first, second = settings_with(), settings_with()

    file = tmp_path / "data" / "secret-key"
    assert first.SECRET_KEY == second.SECRET_KEY == file.read_text()
    assert len(first.SECRET_KEY) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_relative_data_folder_lies_in_the_project(settings_with):
    settings = settings_with(
        DATA_DIR="var/elsewhere", SECRET_KEY="k", DATABASE_URL="postgres://a/b"
    )

    assert settings.DATA_DIR == ROOT / "var" / "elsewhere"


def test_a_deployment_runs_on_postgresql_and_redis_over_https(settings_with):
    settings = settings_with(**PRODUCTION, CSRF_TRUSTED_ORIGINS="https://savings.example.org")

    database = settings.DATABASES["default"]
    assert not settings.EMBEDDED
    assert settings.ALLOWED_HOSTS == ["savings.example.org", "www.example.org"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"]) == ("db.example.org", 5433)
    assert (database["USER"], database["PASSWORD"]) == ("ann", "p@ss")
    assert database["NAME"] == "roi"
    assert database["OPTIONS"] == {"sslmode": "require"}
    assert settings.CELERY_BROKER_URL == "redis://redis.example.org:6379/1"
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS == {"visibility_timeout": 3600}
    assert settings.CACHES["default"]["LOCATION"] == "redis://redis.example.org:6379/1"
    assert settings.SECURE_SSL_REDIRECT
    assert settings.SESSION_COOKIE_SECURE
    assert settings.SECURE_HSTS_SECONDS > 0
    assert settings.SECURE_PROXY_SSL_HEADER is None
    assert settings.CSRF_TRUSTED_ORIGINS == ["https://savings.example.org"]


def test_a_proxy_is_believed_only_when_it_is_there(settings_with):
    settings = settings_with(**PRODUCTION, BEHIND_PROXY="1")

    assert settings.SECURE_PROXY_SSL_HEADER == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize("variable", ["ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL"])
def test_a_deployment_needs_its_own_secret_key(settings_with, variable, tmp_path):
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        settings_with(**{variable: PRODUCTION[variable]})

    assert not (tmp_path / "data" / "secret-key").exists()


@pytest.mark.parametrize(
    ("variable", "value", "advice"),
    [
        ("PORT", "http", "use a whole number"),
        ("DEBUG", "maybe", "use 1 or 0"),
        ("HTTPS", "2", "use 1 or 0"),
        ("BEHIND_PROXY", "x", "use 1 or 0"),
        ("LOG_LEVEL", "loud", "use one of DEBUG, INFO"),
        ("DATABASE_URL", "mysql://root:hunter2@db/roi", "starts with postgresql://"),
        ("DATABASE_URL", "postgresql://root:hunter2@db:port/roi", "a number as its port"),
        ("DATABASE_URL", "db.sqlite3", "starts with postgresql://"),
        ("REDIS_URL", "http://:hunter2@redis", "starts with redis://"),
    ],
)
def test_an_unusable_value_is_refused_by_name(settings_with, variable, value, advice):
    with pytest.raises(ImproperlyConfigured) as caught:
        settings_with(**{"SECRET_KEY": "k", variable: value})

    assert str(caught.value).startswith(f"{variable} is ")
    assert advice in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_a_command_tells_an_unusable_value_without_a_traceback():
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=bare_environment(PORT="http"),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == "PORT is 'http': use a whole number.\n"


@pytest.mark.parametrize("value", ["1", "true", "YES", " on "])
def test_a_flag_can_be_said_in_several_ways(monkeypatch, value):
    monkeypatch.setenv("DEBUG", value)

    assert env.flag("DEBUG", False) is True
