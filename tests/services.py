"""Real programs for tests: Redis, PostgreSQL, Chromium, and the site in processes of its own.

Each is started on a free port with data in a temporary folder, and ends with the test. Where a
program is missing the test is skipped with the line that installs it; with REQUIRE_SERVICES=1 it
fails.
"""

import atexit
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SITE_VARIABLES = (
    *("ALLOWED_HOSTS", "BEHIND_PROXY", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DATA_DIR", "DEBUG"),
    *("EMAIL_FROM", "EMAIL_URL", "FILE_STORAGE", "HTTPS", "LOG_LEVEL", "PORT", "REDIS_URL"),
    *("SECRET_KEY", "VERIFY_EMAIL", "WEBHOOKS_TO_PRIVATE"),
)

# SIGTERM ends the tests as Ctrl-C does: what they started ends with them.
if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
    signal.signal(signal.SIGTERM, signal.default_int_handler)


def missing(program: str, package: str) -> None:
    """Skip the test, or fail it where services are required."""
    message = f"{program} is not installed. Install it: apt-get install {package}"
    if os.environ.get("REQUIRE_SERVICES") == "1":
        pytest.fail(message, pytrace=False)
    pytest.skip(message)


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 120.0) -> None:
    """Wait until ``ready()`` is true; fail naming ``what`` when it takes too long."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            pytest.fail(f"{what}: not within {seconds:g} s", pytrace=False)
        time.sleep(0.05)


def end_group(process: subprocess.Popen[bytes], seconds: float = 20.0) -> None:
    """Ask a process to end, then end whatever is left of its group."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def running(
    argv: Sequence[str | Path], *, log: Path, env: dict[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process in a group of its own, its output going to ``log``."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            argv, cwd=ROOT, env=env, stdout=output, stderr=output, start_new_session=True
        )
        try:
            yield process
        finally:
            end_group(process)


@contextmanager
def redis_server() -> Iterator[str]:
    """Start a Redis that keeps nothing; give its URL."""
    program = shutil.which("redis-server")
    if program is None:
        missing("redis-server", "redis-server")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="redis-") as folder:
        argv = [program, "--bind", "127.0.0.1", "--port", str(port), "--dir", folder]
        argv += ["--save", "", "--appendonly", "no"]
        with running(argv, log=Path(folder) / "log"):
            wait_until(lambda: listens(port), "redis-server listens")
            yield f"redis://127.0.0.1:{port}/0"


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Start a private PostgreSQL cluster; give the URL of its empty database."""
    folder = postgresql_programs()
    if folder is None:
        missing("postgresql", "postgresql")
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="postgresql-") as home:
        data = Path(home) / "data"
        user = as_postgres(Path(home))
        initdb = [folder / "initdb", "--pgdata", data, "--username", "msoroi", "--auth", "trust"]
        subprocess.run([*user, *initdb, "--no-sync"], check=True, capture_output=True, cwd=home)
        settings = ["fsync=off", "unix_socket_directories=", "listen_addresses=127.0.0.1"]
        argv = [*user, folder / "postgres", "-D", data, "-p", str(port)]
        argv += [word for setting in settings for word in ("-c", setting)]
        with running(argv, log=Path(home) / "log") as process:
            url = f"postgresql://msoroi@127.0.0.1:{port}/postgres"
            wait_until(lambda: lets_in(url), "PostgreSQL lets clients in")
            yield url
            process.send_signal(signal.SIGINT)  # "fast" shutdown: do not wait for clients


def lets_in(url: str) -> bool:
    """Say whether a database takes clients: one that is starting up listens and refuses them."""
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def postgresql_programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server programs."""
    found = shutil.which("postgres")
    if found and shutil.which("initdb"):
        return Path(found).parent
    versions = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(versions, key=lambda path: int(path.parent.name), default=None)


def as_postgres(home: Path) -> list[str]:
    """Return the words that run a program as an ordinary user: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return []
    shutil.chown(home, "postgres", "postgres")
    return ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--"]


def listens(port: int) -> bool:
    """Say whether somebody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def chromium_options() -> dict[str, object]:
    """Return what Playwright's ``chromium.launch`` needs to drive the installed browser."""
    program = next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)
    if program is None:
        missing("Chromium", "chromium")
    args = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    args += ["--disable-default-apps", "--no-first-run", "--disable-domain-reliability"]
    args += ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": program, "args": args}


def bare_environment(**env: str) -> dict[str, str]:
    """Return this environment without the site's own variables, plus those given."""
    kept = {name: value for name, value in os.environ.items() if name not in SITE_VARIABLES}
    for name in ("DJANGO_SETTINGS_MODULE", "PYTHONUNBUFFERED"):
        kept.pop(name, None)
    return kept | env


def manage(*words: str, env: dict[str, str]) -> str:
    """Run a management command in a process of its own; give what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"manage.py {' '.join(words)}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


@cache
def session_folder() -> Path:
    """Return a folder that lasts as long as the tests."""
    folder = Path(tempfile.mkdtemp(prefix="msoroi-prepared-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def prepared_static() -> Path:
    """Return the collected static files, made once a session."""
    folder = session_folder() / "collected"
    manage("collectstatic", "--noinput", "-v0", env=bare_environment(DATA_DIR=str(folder)))
    return folder / "static"


@cache
def prepared_database() -> Path:
    """Return a SQLite database with the evidence, made once a session."""
    folder = session_folder() / "embedded"
    fill_database(bare_environment(DATA_DIR=str(folder)))
    return folder / "db.sqlite3"


def fill_database(env: dict[str, str]) -> None:
    """Migrate and load the evidence, as a deployment does."""
    manage("migrate", "-v0", env=env)
    manage("load_release", env=env)


@dataclass(kw_only=True)
class Site:
    """A running site."""

    url: str
    env: dict[str, str]
    data_dir: Path
    log: Path
    stack: ExitStack = field(repr=False)
    worker: subprocess.Popen[bytes] | None = None

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start a Celery worker with its beat; it ends with the site."""
        argv = [sys.executable, "-m", "celery", "-A", "msoroi", "-q", "worker", "-B", "-c", "1"]
        argv += ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        self.worker = self.stack.enter_context(running(argv, log=self.log, env=self.env))
        return self.worker

    def kill_worker(self) -> None:
        """Kill the worker and its children at once, as a lost machine would."""
        assert self.worker is not None
        os.killpg(self.worker.pid, signal.SIGKILL)
        self.worker.wait()

    def get(self, path: str) -> tuple[int, bytes]:
        """Return the status and the body of a page."""
        return self.ask("GET", path)

    def post(self, path: str, data: object) -> tuple[int, bytes]:
        """Post JSON; return the status and the body of the answer."""
        return self.ask("POST", path, json.dumps(data), {"Content-Type": "application/json"})

    def ask(self, *request: Any) -> tuple[int, bytes]:
        """Make one request: method, path, body, headers."""
        connection = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=60)
        try:
            connection.request(*request)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


@contextmanager
def site(*, worker: bool = False, gunicorn: Sequence[str] = (), **env: str) -> Iterator[Site]:
    """Run the site with data of its own, on a free port; with a worker if asked.

    Without ``DATABASE_URL`` it starts on a copy of the prepared SQLite database; with it, it
    migrates and loads that database.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="msoroi-site-") as home, ExitStack() as stack:
        data_dir, log = Path(home) / "data", Path(home) / "log"
        full = bare_environment(DATA_DIR=str(data_dir), **env)
        data_dir.mkdir()
        (data_dir / "static").symlink_to(prepared_static())  # nobody writes to them
        if "DATABASE_URL" in env:
            fill_database(full)
        else:
            shutil.copy(prepared_database(), data_dir)
        argv = [sys.executable, "-m", "gunicorn", "msoroi.wsgi:application", "--threads", "4"]
        argv += ["--bind", f"127.0.0.1:{port}", "--no-control-socket", "--log-level", "warning"]
        argv += ["--limit-request-line", "8190", *gunicorn]
        stack.enter_context(running(argv, log=log, env=full))
        found = Site(
            url=f"http://127.0.0.1:{port}", env=full, data_dir=data_dir, log=log, stack=stack
        )
        try:
            wait_until(lambda: listens(port), "the site listens")
            found.get("/healthz/")  # its first answer takes the longest
            if worker:
                found.start_worker()
            yield found
        finally:
            stack.close()
            print(log.read_text(errors="replace"))
