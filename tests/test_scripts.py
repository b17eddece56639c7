"""What script/setup does on machines that this is not: with pretended Python programs."""

import os
import shutil
import subprocess

import pytest

from tests.services import ROOT

OLD_PYTHON = """#!/bin/sh
case "$1" in --version) echo "Python 3.9.2" ;; *) exit 1 ;; esac
"""
NO_VENV = """#!/bin/sh
case "$1" in -m) mkdir .venv; exit 1 ;; --version) echo "Python 3.12.1" ;; esac
"""
INSTALLER = """#!/bin/sh
case "$*" in *pip*) echo "$*" >>calls; test ! -e offline ;; esac
"""


@pytest.fixture
def checkout(tmp_path):
    """A checkout of the scripts alone, on a machine with a shell and little else."""
    shutil.copytree(ROOT / "script", tmp_path / "script")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text("django==5\n")
    (tmp_path / "bin").mkdir()
    for program in ("sh", "cat", "cksum", "dirname", "mkdir", "rm", "test"):
        (tmp_path / "bin" / program).symlink_to(shutil.which(program))
    return tmp_path


def add_program(file, code):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code)
    file.chmod(0o755)


def setup(checkout, command=". script/setup; install base"):
    return subprocess.run(
        ["sh", "-euc", command],
        cwd=checkout,
        env={"PATH": str(checkout / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_old_python_is_named(checkout):
    add_program(checkout / "bin" / "python3", OLD_PYTHON)

    done = setup(checkout)

    assert done.returncode == 1
    assert "Python 3.11 or newer is needed; found: Python 3.9.2" in done.stderr


def test_no_python_is_said(checkout):
    done = setup(checkout)

    assert done.returncode == 1
    assert "found: no python3" in done.stderr


def test_a_newer_python_is_found_beside_an_old_one(checkout):
    add_program(checkout / "bin" / "python3", OLD_PYTHON)
    add_program(checkout / "bin" / "python3.12", NO_VENV)

    assert setup(checkout, ". script/setup; find_python").stdout == "python3.12\n"


def test_a_python_without_venv_is_told_what_to_install_and_leaves_nothing(checkout):
    add_program(checkout / "bin" / "python3", NO_VENV)

    done = setup(checkout)

    assert done.returncode == 1
    assert "apt-get install python3-venv" in done.stderr
    assert not (checkout / ".venv").exists()


def test_requirements_are_installed_by_hash_and_only_when_they_changed(checkout):
    add_program(checkout / ".venv" / "bin" / "python", INSTALLER)
    calls, file = checkout / "calls", checkout / "requirements" / "base.txt"

    assert setup(checkout).returncode == 0
    assert "--require-hashes -r requirements/base.txt" in calls.read_text()
    assert setup(checkout).stdout == ""
    assert len(calls.read_text().splitlines()) == 1

    file.write_text("django==6\n")
    assert "Installing requirements/base.txt" in setup(checkout).stdout
    assert len(calls.read_text().splitlines()) == 2


def test_an_installation_that_failed_is_tried_again(checkout):
    add_program(checkout / ".venv" / "bin" / "python", INSTALLER)
    (checkout / "offline").touch()

    done = setup(checkout)
    assert done.returncode == 1
    assert "Check the network and run this again" in done.stderr

    (checkout / "offline").unlink()
    assert setup(checkout).returncode == 0
    assert len((checkout / "calls").read_text().splitlines()) == 2


def test_the_scripts_are_plain_shell():
    for name in ("run", "test", "setup"):
        subprocess.run(["sh", "-n", ROOT / "script" / name], check=True)
    subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=True)
    assert os.access(ROOT / "script" / "run", os.X_OK)
