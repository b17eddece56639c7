"""The examples of docs/api.md and docs/tutorial.md, run as printed against a running site."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from calculator.api.reference import described
from calculator.api.reference.curl import BEFORE, WAITS, commands
from tests.services import ROOT, Site, manage, missing, site

PAGES = ("docs/api.md", "docs/tutorial.md")
TIMEOUT = 120
TOKEN = """
from calculator.accounts.models import User
from calculator.api.tokens import scopes, services
owner = User.objects.create_user("ada")
issued = services.issue_token(owner=owner, name="docs", scopes=list(scopes.SCOPES), days=7)
print("secret", issued[1])
"""


def blocks(language: str) -> list:
    found = []
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        code = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
        found += [pytest.param(each, id=f"{page}-{n}") for n, each in enumerate(code, start=1)]
    return found


@pytest.fixture(scope="module")
def running() -> Iterator[Site]:
    with site(worker=True) as found:
        yield found


@pytest.fixture(scope="module")
def token(running: Site) -> str:
    return manage("shell", "-v0", "-c", TOKEN, env=running.env).split()[-1]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A client made from the description as it is shipped; the folder to import it from."""
    folder = tmp_path_factory.mktemp("client")
    (command,) = (each.values[0] for each in blocks("sh") if "generate --path" in each.values[0])
    made = run(["bash", "-euc", command.replace("docs/openapi", f"{ROOT}/docs/openapi")], folder)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "warning" not in (made.stdout + made.stderr).lower(), made.stdout + made.stderr
    return folder


def run(argv: list, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}:/usr/local/bin:/usr/bin:/bin"
    return subprocess.run(
        argv,
        cwd=folder,
        env={"PATH": path, "HOME": str(folder)} | env,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


def here(code: str, running: Site) -> str:
    """Return an example with this site and these files in place of the reader's."""
    for words, ours in (
        ("http://localhost:8000", running.url),
        (".venv/bin/python manage.py", f"{sys.executable} {ROOT / 'manage.py'}"),
        ("docs/openapi", str(ROOT / "docs/openapi")),
    ):
        code = code.replace(words, ours)
    return code


@pytest.mark.parametrize("code", blocks("sh"))
def test_commands_of_the_documents_work(running: Site, token: str, tmp_path: Path, code: str):
    code = here(code, running)
    if "curl" in code and run(["sh", "-c", "command -v curl"], tmp_path).returncode:
        missing("curl", "curl")

    env = {"MSOROI_TOKEN": token, "DATA_DIR": str(running.data_dir)}
    done = run(["bash", "-euo", "pipefail", "-c", code], tmp_path, **env)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "urn:msoroi:problem" not in done.stdout
    assert done.stdout or any(tmp_path.iterdir())


@pytest.mark.parametrize("code", blocks("python"))
def test_programs_of_the_documents_work(running: Site, client: Path, tmp_path: Path, code: str):
    code = here(code, running)

    done = run([sys.executable, "-W", "error", "-c", code], tmp_path, PYTHONPATH=str(client))

    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.strip()


def test_commands_of_the_reference_work(running: Site, token: str, tmp_path: Path):
    """But those that wait for a worker; of them one of a report, and one of a portfolio."""
    known = described.operations()
    slow = (WAITS | set(BEFORE)) - {"read_report_file", "read_portfolio_file"}
    failed = {}
    for name in known.keys() - slow:
        command = commands(known[name], known, running.url)
        done = run(["bash", "-euo", "pipefail", "-c", command], tmp_path, MSOROI_TOKEN=token)
        if done.returncode or "urn:msoroi:problem" in done.stdout:
            failed[name] = done.stdout + done.stderr

    assert failed == {}
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "results.csv").read_text().startswith("group_id")


def test_client_of_the_tutorial_takes_the_pdf(running: Site, client: Path, tmp_path: Path):
    (code,) = (each.values[0] for each in blocks("python") if "msoroi_client" in each.values[0])

    done = run([sys.executable, "-c", here(code, running)], tmp_path, PYTHONPATH=str(client))

    net, chance = done.stdout.split()
    assert int(net) != 0
    assert 0 < float(chance) < 1
    assert (tmp_path / "summary.pdf").read_bytes().startswith(b"%PDF-")


def test_pandas_example_has_at_most_ten_lines_of_code():
    (code,) = (each.values[0] for each in blocks("python") if "pandas" in each.values[0])

    assert len([line for line in code.splitlines() if line.strip()]) <= 10
