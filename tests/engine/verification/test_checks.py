"""Every check passes, notices the slip that it is there for, and is told truly on the page."""

import json

import pytest

from calculator.engine.version import MODEL_VERSION
from tests.engine.verification.registry import AREAS, forget
from tests.engine.verification.report import FILE, all_checks, outline

CHECKS = all_checks()
STORED = json.loads(FILE.read_text("utf-8"))
by_key = pytest.mark.parametrize("check", CHECKS, ids=[check.key for check in CHECKS])


@by_key
def test_a_check_passes(check):
    forget()

    assert check.find() <= check.tolerance


@by_key
def test_a_check_notices_its_slip(check):
    with check.slip.made():
        assert not check.passes(check.find())


def test_every_area_is_checked():
    assert {check.area for check in CHECKS} == set(AREAS)


def test_the_published_results_are_of_this_model():
    assert STORED["model_version"] == MODEL_VERSION


def test_the_published_checks_are_the_ones_that_run():
    told = [{name: row[name] for name in outline(CHECKS[0])} for row in STORED["checks"]]

    assert told == [outline(check) for check in CHECKS]


def test_the_published_verdicts_are_those_of_the_figures():
    for row in STORED["checks"]:
        assert row["passed"] == (row["figure"] <= row["tolerance"])
        assert row["passed"] and row["noticed"], row["key"]
