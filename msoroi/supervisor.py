"""Keeps a few processes running together: starts, restarts with back-off, stops without leftovers.

Every child leads a session of its own, so a terminal's Ctrl-C reaches only the supervisor, and the
child's own children end with it.
"""

import logging
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType

logger = logging.getLogger(__name__)

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
TICK = 0.1
HEALTHY_AFTER = 10.0
LONGEST_PAUSE = 30.0


@dataclass(kw_only=True)
class Child:
    """One process to keep running."""

    name: str
    argv: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    start_at: float = 0.0

    def start(self) -> None:
        """Start the process in a session of its own."""
        self.process = subprocess.Popen(self.argv, start_new_session=True)  # noqa: S603
        self.started = time.monotonic()

    def tend(self) -> None:
        """Start the process if it is due; after a death, plan the next start."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_at:
                self.start()
        elif self.process.poll() is not None:
            self.failures = 1 if now - self.started > HEALTHY_AFTER else self.failures + 1
            pause = min(0.5 * 2**self.failures, LONGEST_PAUSE)
            logger.error(
                "%s ended with code %s; starting it again in %g s",
                self.name,
                self.process.returncode,
                pause,
            )
            self.kill_group()
            self.process, self.start_at = None, now + pause

    def kill_group(self) -> None:
        """End at once whatever is left of the process and its children."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Supervisor:
    """Runs children until a signal asks to stop; a second signal does not wait for them."""

    def __init__(self, grace: float = 20.0) -> None:
        self.grace = grace
        self.children: list[Child] = []
        self.asked = 0

    def __enter__(self) -> "Supervisor":
        self.previous = {
            number: signal.signal(number, self._ask)
            for number in SIGNALS
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN  # nohup
        }
        return self

    def __exit__(self, *exc: object) -> None:
        self.stop()
        for number, handler in self.previous.items():
            signal.signal(number, handler)

    def add(self, child: Child) -> None:
        """Start a child and look after it from now on."""
        child.start()
        self.children.append(child)

    def tend(self) -> bool:
        """Look after the children once; False when it is time to stop."""
        if not self.asked:
            for child in self.children:
                child.tend()
            time.sleep(TICK)
        return not self.asked

    def stop(self) -> None:
        """Ask the children to end, wait for them, then end what is left."""
        running = [child.process for child in self.children if child.process is not None]
        for process in running:
            process.terminate()
        deadline, asked = time.monotonic() + self.grace, self.asked
        while any(process.poll() is None for process in running):
            if time.monotonic() > deadline or self.asked > asked:
                break
            time.sleep(TICK)
        for child in self.children:
            child.kill_group()

    def _ask(self, number: int, frame: FrameType | None) -> None:
        self.asked += 1
