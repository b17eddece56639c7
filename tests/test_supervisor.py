import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from msoroi import supervisor
from msoroi.supervisor import Child, Supervisor
from tests.services import wait_until

SLEEPER = "import time; time.sleep(600)"
STUBBORN = """
import pathlib, signal, subprocess, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
below = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
pathlib.Path(sys.argv[1]).write_text(str(below.pid))
time.sleep(600)
"""


def a_child(code=SLEEPER, *words):
    return Child(name="child", argv=[sys.executable, "-c", code, *words])


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(supervisor, "TICK", 0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_the_children_and_the_old_handler_returns(number):
    before = signal.getsignal(number)
    child = a_child()

    with Supervisor() as running:
        running.add(child)
        assert running.tend()
        os.kill(os.getpid(), number)
        assert not running.tend()

    assert child.process.returncode == -signal.SIGTERM
    assert signal.getsignal(number) is before


def test_a_child_leads_a_session_of_its_own():
    with Supervisor() as running:
        running.add(child := a_child())

        assert os.getsid(child.process.pid) == child.process.pid != os.getsid(0)


def test_a_stubborn_child_ends_with_its_own_children_after_the_grace(tmp_path):
    child = a_child(STUBBORN, str(tmp_path / "pid"))

    with Supervisor(grace=0.3) as running:
        running.add(child)
        wait_until((tmp_path / "pid").exists, "the child is ready")
        time.sleep(0.1)
        below = int((tmp_path / "pid").read_text())

    assert child.process.returncode == -signal.SIGKILL
    wait_until(lambda: not is_alive(below), "the grandchild ended", seconds=5)


def test_a_second_signal_does_not_wait_for_the_grace(tmp_path):
    child = a_child(STUBBORN, str(tmp_path / "pid"))
    started = time.monotonic()

    with Supervisor(grace=60) as running:
        running.add(child)
        wait_until((tmp_path / "pid").exists, "the child is ready")
        os.kill(os.getpid(), signal.SIGINT)
        threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()

    assert child.process.returncode == -signal.SIGKILL
    assert time.monotonic() - started < 30


def test_a_dead_child_starts_again_after_a_pause_that_grows(monkeypatch, caplog):
    now = [1000.0]
    monkeypatch.setattr(supervisor.time, "monotonic", lambda: now[0])
    child = a_child("raise SystemExit(3)")
    child.start()
    pauses = []
    for _ in range(8):
        child.process.wait()
        child.tend()
        assert child.process is None
        pauses.append(child.start_at - now[0])
        child.tend()
        assert child.process is None, "not before the pause is over"
        now[0] = child.start_at
        child.tend()
        assert child.process is not None

    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]
    assert "child ended with code 3; starting it again in 1 s" in caplog.text

    now[0] += supervisor.HEALTHY_AFTER + 1
    child.process.wait()
    child.tend()
    assert child.start_at - now[0] == 1
    child.kill_group()


def test_a_signal_that_nohup_ignores_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with Supervisor():
            assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)
