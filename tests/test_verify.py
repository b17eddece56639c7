"""``manage.py verify``: says what each check found, keeps it when asked, and hides no failure."""

import json
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from msoroi.management.commands import verify
from tests.engine.verification import report

QUICK = ("event.lumbar_fusion_by_hand", "result.worked_example")


@pytest.fixture
def file(monkeypatch, tmp_path):
    """Have two quick checks, and the results go elsewhere."""
    few = [check for check in report.all_checks() if check.key in QUICK]
    monkeypatch.setattr(report, "all_checks", lambda: few)
    monkeypatch.setattr(report, "FILE", tmp_path / "verification.json")
    return report.FILE


def test_it_says_what_each_check_found_and_keeps_nothing_unasked(file, capsys):
    call_command("verify")

    told = capsys.readouterr().out
    assert all(f"passed  {key}" in told for key in QUICK)
    assert not file.exists()


def test_it_keeps_the_figures_when_asked(file):
    call_command("verify", "--write")

    found = json.loads(file.read_text("utf-8"))
    assert [row["key"] for row in found["checks"]] == list(QUICK)
    assert all(row["passed"] and row["noticed"] for row in found["checks"])


def test_a_failed_check_is_an_error_and_is_not_kept(file, monkeypatch, capsys):
    [first, _] = report.all_checks()
    wrong = replace(first, find=lambda: 7.0)
    monkeypatch.setattr(report, "all_checks", lambda: [wrong])

    with pytest.raises(CommandError):
        call_command("verify", "--write")

    assert "FAILED" in capsys.readouterr().out
    assert not file.exists()


def test_a_check_that_cannot_fail_is_an_error(file, monkeypatch, capsys):
    [first, _] = report.all_checks()
    monkeypatch.setattr(report, "all_checks", lambda: [replace(first, find=lambda: 0.0)])

    with pytest.raises(CommandError):
        call_command("verify")

    assert "did not notice" in capsys.readouterr().out


def test_without_the_tests_requirements_it_says_so(monkeypatch):
    monkeypatch.setattr(verify, "report", None)
    monkeypatch.setattr(verify, "reason", "No module named 'statsmodels'", raising=False)

    with pytest.raises(CommandError, match=r"requirements/dev\.txt"):
        call_command("verify")
