"""script/run and the command behind it: starts, keeps running, stops, and starts again quickly."""

import http.client
import os
import signal
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import CommandError

from msoroi.management.commands import runall
from tests.services import ROOT, bare_environment, end_group, free_port, listens, wait_until

QUICK_SECONDS = 5  # on a quiet machine; the test allows for a busy one
PATIENCE = 120  # seconds for an end: the database is brought up to date before it


@contextmanager
def script_run(port, data_dir, log):
    """Run script/run as a terminal would: in a process group that Ctrl-C reaches as a whole."""
    env = bare_environment(PORT=str(port), DATA_DIR=str(data_dir))
    with log.open("wb") as output:
        process = subprocess.Popen(
            [ROOT / "script" / "run"],
            cwd=data_dir.parent,
            env=env,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            end_group(process)


def processes_of(data_dir):
    """Return the ids of the living processes that were started with this data folder."""
    mark = f"DATA_DIR={data_dir}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def answers(port):
    site = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        site.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return site.getresponse().status == 200
    except OSError:
        return False
    finally:
        site.close()


def workers_of(data_dir):
    """Return the ids of the worker's main process and its children."""
    return [
        pid
        for pid in processes_of(data_dir)
        if b"celery" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="reads /proc")
def test_script_run_serves_survives_a_crash_stops_cleanly_and_starts_again_quickly(tmp_path):
    port, data_dir, log = free_port(), tmp_path / "data", tmp_path / "log"

    with script_run(port, data_dir, log) as process:
        wait_until(lambda: "Ctrl-C stops it." in log.read_text(), "the first start", 180)
        assert answers(port)
        assert f"http://localhost:{port}/" in log.read_text()
        assert ".venv/bin/python manage.py createsuperuser" in log.read_text()
        wait_until(lambda: len(workers_of(data_dir)) > 1, "the worker and its children", 60)

        os.kill(min(workers_of(data_dir)), signal.SIGKILL)
        wait_until(lambda: "worker ended with code -9" in log.read_text(), "the crash is seen")
        wait_until(lambda: len(workers_of(data_dir)) > 1, "the worker is back", 60)

        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(PATIENCE) == 0, log.read_text()
        assert processes_of(data_dir) == []
        assert not listens(port)
        assert log.read_text().rstrip().endswith("Stopped.")

    started = time.monotonic()
    with script_run(port, data_dir, log) as process:
        wait_until(lambda: answers(port), "the second start")
        seconds = time.monotonic() - started
        print(f"second start: {seconds:.1f} s")
        assert seconds < 10 * QUICK_SECONDS  # a machine that runs other tests beside it
        assert "Preparing" not in log.read_text()
        assert "Collecting" not in log.read_text()
        assert "Installing" not in log.read_text()

        process.terminate()
        assert process.wait(PATIENCE) == 0, log.read_text()
        assert processes_of(data_dir) == []


def test_a_taken_port_is_refused_before_anything_is_done(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with script_run(port, tmp_path / "data", tmp_path / "log") as process:
            assert process.wait(PATIENCE) != 0

    said = (tmp_path / "log").read_text()
    assert f"Port {port} is taken" in said
    assert "Traceback" not in said
    assert not (tmp_path / "data" / "db.sqlite3").exists()


def test_ctrl_c_while_it_prepares_stops_without_a_traceback(tmp_path):
    with script_run(free_port(), tmp_path / "data", tmp_path / "log") as process:
        wait_until(lambda: "Preparing" in (tmp_path / "log").read_text(), "it prepares")
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(PATIENCE) == 1

    said = (tmp_path / "log").read_text()
    assert "It is safe to run it again." in said
    assert "Traceback" not in said


@pytest.mark.parametrize("port", [0, -1, 65_536])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(CommandError, match="from 1 to 65535"):
        runall.refuse_taken(port)


def test_a_port_of_the_system_is_refused_with_the_reason(monkeypatch):
    def refuse(self, address):
        raise PermissionError

    monkeypatch.setattr(runall.socket.socket, "bind", refuse, raising=False)

    with pytest.raises(CommandError, match="needs root"):
        runall.refuse_taken(80)


def test_a_free_port_is_not_refused_and_does_not_answer():
    port = free_port()

    runall.refuse_taken(port)

    assert not runall.answers(port)


def test_static_files_are_collected_only_when_one_changed(tmp_path, settings):
    source, said = tmp_path / "source", []
    source.mkdir()
    (source / "a.css").write_text("a{}")
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATICFILES_DIRS = [source]
    settings.STATIC_ROOT = tmp_path / "static"

    runall.collect_static(said.append)
    runall.collect_static(said.append)
    assert len(said) == 1
    assert (tmp_path / "static" / "a.css").exists()

    (source / "b.css").write_text("b{}")
    (source / "a.css").unlink()
    runall.collect_static(said.append)
    assert len(said) == 2
    assert (tmp_path / "static" / "b.css").exists()
    assert not (tmp_path / "static" / "a.css").exists()
