"""What the database holds, it holds on PostgreSQL too: the same tests on a server of their own."""

import re
import subprocess
import sys

import pytest

from tests.services import ROOT, bare_environment, postgresql_server

SUITES = [
    "test_constraints.py",
    "test_four_eyes.py",
    "test_immutability.py",
    "test_load_release.py",
    "test_publishing.py",
    "test_workflow.py",
]


@pytest.fixture(scope="module")
def run():
    with postgresql_server() as database:
        words = [f"tests/evidence/{suite}" for suite in SUITES]
        environment = bare_environment(
            DATABASE_URL=database, SECRET_KEY="for this test alone", HTTPS="0"
        )
        command = [sys.executable, "-m", "pytest", "-q", "-rp", "--no-cov", *words]
        yield subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )


def test_the_database_refuses_the_same_on_postgresql(run):
    assert run.returncode == 0, run.stdout[-4000:]
    assert int(re.findall(r"(\d+) passed", run.stdout)[-1]) > 100


def test_postgresql_guards_truncate(run):
    assert "test_tables_refuse_to_be_emptied[release]" in run.stdout
