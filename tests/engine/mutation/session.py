"""One process that has everything loaded, and a fork of it for every mutant."""

import json
import os
import resource
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, settings

from tests.engine.mutation import targets
from tests.engine.mutation.applying import apply
from tests.engine.mutation.mutants import ROOT, Mutant

CPU_SECONDS = 60  # many times what the tests take, and not moved by a busy machine
SURVIVED, KILLED, BROKEN = 0, 1, 3
VERDICTS = {SURVIVED: "survived", -signal.SIGXCPU: "timeout", -signal.SIGKILL: "timeout"}
REWRITTEN = "ignore::pytest.PytestAssertRewriteWarning"  # hypothesis is here already
OPTIONS = ("-q", "-s", "--no-cov", "-W", REWRITTEN, "-p", "no:cacheprovider", "-p", "no:xdist")


class NotGreen(Exception):
    """The tests fail without any mutant, so nothing can be learned from one."""


@dataclass
class Verdicts:
    """What became of each mutant: killed, timeout or survived; ``seconds`` a whole run of tests."""

    found: dict[str, str] = field(default_factory=dict)
    error: str = ""
    tests: int = 0


@dataclass
class Mutation:
    """A plugin that replaces pytest's run of the tests by one run for every mutant."""

    mutants: Sequence[Mutant]
    jobs: int
    log: bool
    told: Callable[[Mutant, str], None]
    verdicts: Verdicts = field(default_factory=Verdicts)
    running: dict[int, tuple[Mutant, float]] = field(default_factory=dict)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try every mutant on the collected tests."""
        items = [item for item in session.items if targets.is_wanted(item.nodeid)]
        self.verdicts.tests = len(items)
        took = _durations(items)
        if took is None:
            self.verdicts.error = "The tests fail without any mutant: mend them first."
            return True
        if self.log:
            print(f"{len(items)} tests, {sum(took.values()):.1f} s without a mutant")
        for mutant in self.mutants:
            while len(self.running) >= self.jobs:
                self._wait()
            ordered = _in_order(mutant, items, took)
            pid = os.fork()
            if pid == 0:
                _try(mutant, ordered)
            self.running[pid] = (mutant, time.monotonic())
        while self.running:
            self._wait()
        return True

    def _wait(self) -> None:
        """Record the mutants that are done with."""
        for pid, (mutant, _) in list(self.running.items()):
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                code = os.waitstatus_to_exitcode(status)
                self._record(pid, VERDICTS.get(code, "killed"))
                if code == BROKEN:
                    self.verdicts.error = f"The mutant could not be put in: {mutant.name}"
        time.sleep(0.005)

    def _record(self, pid: int, verdict: str) -> None:
        mutant, started = self.running.pop(pid)
        self.verdicts.found[mutant.name] = verdict
        self.told(mutant, verdict)
        if self.log:
            place = f"{mutant.path}:{mutant.line}"
            took = time.monotonic() - started
            print(
                f"{verdict:9}{took:6.1f} s  {place}  {mutant.before} -> {mutant.after}", flush=True
            )


def run(
    mutants: Sequence[Mutant],
    *,
    jobs: int = 2,
    log: bool = False,
    told: Callable[[Mutant, str], None] = lambda mutant, verdict: None,
) -> Verdicts:
    """Try each mutant on the tests of its file, then on the battery.

    Raises:
        NotGreen: if the tests fail as they are, or a mutant cannot be put in.
    """
    settings.register_profile(
        "mutation",
        max_examples=5,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    settings.load_profile("mutation")
    plugin = Mutation(mutants, jobs, log, told)
    pytest.main([*OPTIONS, *(str(ROOT / name) for name in targets.test_files())], plugins=[plugin])
    if plugin.verdicts.error or len(plugin.verdicts.found) < len(mutants):
        raise NotGreen(plugin.verdicts.error or "The tests could not be collected.")
    return plugin.verdicts


def _durations(items: list[pytest.Item]) -> dict[str, float] | None:
    """Run all tests once, unchanged and in a fork; None if one fails."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        took = _run(items)
        with os.fdopen(writing, "w") as pipe:
            pipe.write(json.dumps(took))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        told = pipe.read()
    os.waitpid(pid, 0)
    return json.loads(told) if told else None


def _in_order(
    mutant: Mutant, items: list[pytest.Item], took: dict[str, float]
) -> list[pytest.Item]:
    """The tests for a mutant: its file's own first, then the quick ones."""
    own = targets.files_for(mutant.path)
    chosen = [item for item in items if targets.is_for(item.nodeid, mutant.path)]

    def place(item: pytest.Item) -> tuple[bool, float]:
        return item.nodeid.partition("::")[0] not in own, took[item.nodeid]

    return sorted(chosen, key=place)


def _try(mutant: Mutant, items: list[pytest.Item]) -> None:
    used = int(time.process_time()) + CPU_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (used, used + 1))
    try:
        apply(mutant)
    except BaseException:
        os._exit(BROKEN)
    os._exit(KILLED if _run(items) is None else SURVIVED)


def _run(items: list[pytest.Item]) -> dict[str, float] | None:
    """Run tests in this process up to the first that fails."""
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    took = {}
    for item, following in zip(items, [*items[1:], None], strict=True):
        started = time.monotonic()
        try:
            reports = runtestprotocol(item, nextitem=following, log=False)
        except BaseException:  # a test that ends the process has failed
            return None
        if any(report.failed for report in reports):
            return None
        took[item.nodeid] = time.monotonic() - started
    return took
