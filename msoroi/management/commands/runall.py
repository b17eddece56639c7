"""Run the whole site on one machine: database, evidence, static files, web server and worker."""

import hashlib
import http.client
import socket
import sys
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from msoroi.supervisor import Child, Supervisor

ADDRESS = "127.0.0.1"
STAFF = ".venv/bin/python manage.py createsuperuser"


class Command(BaseCommand):
    """Prepare what is missing, then serve until Ctrl-C, which waits for the stage in progress."""

    help = "Migrate, load the evidence, and run the web server and a worker until Ctrl-C."
    requires_system_checks = []  # half a second of each start; .ci/run makes them

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare and serve until a signal asks to stop."""
        refuse_taken(settings.PORT)
        with Supervisor() as supervisor:
            for stage in (self.migrate, self.load_evidence, self.collect):
                stage()
                if supervisor.asked:
                    raise CommandError("Stopped before it was ready. It is safe to run it again.")
            connection.close()
            self.serve(supervisor, settings.PORT)
            self.stdout.write("Stopping …")
        self.stdout.write("Stopped.")

    def serve(self, supervisor: Supervisor, port: int) -> None:
        """Start the processes, tell the address once it answers, and tend them."""
        supervisor.add(Child(name="web server", argv=web_server(port)))
        while not answers(port):
            if not supervisor.tend():
                return
        supervisor.add(Child(name="worker", argv=worker()))
        self.stdout.write(
            f"\nmsoroi answers at http://localhost:{port}/\n"
            f"For a staff account run: {STAFF}\n"
            "Ctrl-C stops it."
        )
        while supervisor.tend():
            pass

    def migrate(self) -> None:
        """Bring the database up to date; quick if it is."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("Preparing the database …")
            call_command("migrate", interactive=False, verbosity=0)

    def load_evidence(self) -> None:
        """Load the evidence release that the project ships, unless it is there."""
        call_command("load_release", stdout=self.stdout)

    def collect(self) -> None:
        """Collect the static files, unless none changed."""
        collect_static(self.stdout.write)


def refuse_taken(port: int) -> None:
    """Raise CommandError where the port cannot be had."""
    if not 1 <= port <= 65_535:
        raise CommandError(f"PORT is {port}: use a number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except PermissionError:
            raise CommandError(f"Port {port} needs root: use a number above 1023.") from None
        except OSError:
            raise CommandError(
                f"Port {port} is taken. Stop what uses it or choose another: "
                f"PORT={port + 1 if port < 65_535 else 8000} script/run"
            ) from None


def collect_static(say: Any) -> None:
    """Collect the static files unless they are those collected last time."""
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            found.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == found.hexdigest():
        return
    say("Collecting the static files …")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(found.hexdigest())


def web_server(port: int) -> list[str]:
    """Return the web server's command line."""
    return [
        sys.executable, "-m", "gunicorn", "msoroi.wsgi:application",
        "--chdir", str(settings.BASE_DIR), "--bind", f"{ADDRESS}:{port}",
        "--worker-class", "gthread", "--workers", "2", "--threads", "4",
        "--preload", "--graceful-timeout", "10", "--limit-request-line", "8190",
        "--no-control-socket", "--log-level", "warning",
    ]  # fmt: skip


def worker() -> list[str]:
    """Return the worker's command line; its beat runs inside it."""
    return [
        sys.executable, "-m", "celery", "--workdir", str(settings.BASE_DIR),
        "--app", "msoroi", "--quiet", "worker", "--beat",
        "--concurrency", "2", "--loglevel", "WARNING",
        "--without-gossip", "--without-mingle", "--without-heartbeat",
    ]  # fmt: skip


def answers(port: int) -> bool:
    """Say whether the site answers on the port."""
    site = http.client.HTTPConnection(ADDRESS, port, timeout=5)
    try:
        site.request("GET", "/healthz/", headers={"Host": f"localhost:{port}"})
        return site.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        time.sleep(0.05)
        return False
    finally:
        site.close()
