"""What holds a release in place on SQLite holds it on PostgreSQL: the same tests, run there."""

import subprocess
import sys

from tests.services import ROOT, bare_environment, postgresql_server

FILES = ("test_four_eyes.py", "test_immutability.py")


def test_the_guards_hold_on_postgresql(tmp_path):
    with postgresql_server() as url:
        env = bare_environment(
            DATABASE_URL=url,
            DATA_DIR=str(tmp_path),
            ALLOWED_HOSTS="localhost",
            SECRET_KEY="k" * 60,
            HTTPS="0",
        )
        words = ["-m", "pytest", "-q", "--no-cov", "-p", "no:cacheprovider"]
        done = subprocess.run(
            [sys.executable, *words, *(ROOT / "tests/evidence" / name for name in FILES)],
            cwd=ROOT,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )

    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert " passed" in done.stdout
    assert "skipped" not in done.stdout
