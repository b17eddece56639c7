"""A stated method is kept to; a release from before methods were stated stays as it was."""

import re
from collections import Counter
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from calculator.evidence.canonical import checks, exporter, importer
from calculator.evidence.canonical.content import (
    content_hash,
    parameter_name,
    read_content,
    read_manifest,
)
from calculator.evidence.models import Finding, Parameter, ParameterFinding, Release

FOLDER = Path(settings.BASE_DIR) / "evidence" / "releases" / "2026-11"
FUSION = "treatment_change_rate.lumbar_fusion"
PRICES = ("medical_trend", "plan_paid_share")
POOLED = {"base": 0.571, "low": 0.486, "high": 0.652}


@pytest.fixture(scope="module")
def shipped():
    return read_content(FOLDER)


@pytest.fixture
def content(shipped):
    return deepcopy(shipped)


def words(text: str) -> list[str]:
    return re.findall(r"[\w,.]+", text)


def row_of(content, key: str = "treatment_change_rate", area: str = "lumbar_fusion"):
    return next(r for r in content["parameters"] if (r["key"], r.get("area")) == (key, area))


def said(content) -> list[str]:
    return checks.problems(content, year=2026)


def test_every_parameter_of_the_shipped_release_states_its_method(shipped):
    assert content_hash(shipped) == read_manifest(FOLDER)["content_hash"]
    assert said(shipped) == []
    stated = Counter(row.get("synthesis") for row in shipped["parameters"])
    assert stated == {"judgement": 121, "chosen": 22, "range": 19}
    assert all(len(row.get("grade_reason", "A" * 60)) >= 60 for row in shipped["parameters"])


def test_no_two_reasons_for_a_grade_are_the_same(shipped):
    given = [row["grade_reason"] for row in shipped["parameters"] if "grade_reason" in row]

    assert len(given) == 59
    assert all(reason.endswith(".") for reason in given)
    assert len({frozenset(words(reason)) for reason in given}) == len(given)


def test_the_shipped_release_is_looked_at_again_by_its_rule(shipped):
    for row in shipped["parameters"]:
        priced = row["unit"].startswith(("USD", "ratio to commercial"))
        years = 1 if priced or row["key"] in PRICES or row["grade"] in "CD" else 2
        due = f"{2026 + years}-11-22"
        assert (row["checked_on"], row["next_check"]) == ("2026-11-22", due), parameter_name(row)


def test_a_release_that_states_nothing_is_judged_by_no_method(content):
    for row in content["parameters"]:
        for name in ("synthesis", "chosen", "left_out", "grade_reason", "checked_on", "next_check"):
            row.pop(name, None)

    assert said(content) == []


@pytest.mark.django_db
def test_methods_reasons_and_findings_left_out_survive_files_and_tables(content):
    row = row_of(content)
    row |= {"synthesis": "chosen", "chosen": row["findings"][0], "grade_reason": "Five series."}
    row["left_out"] = {row["findings"][1]: "Selected cases."}
    content["findings"][0]["outcomes_from_claims"] = False
    release = Release.objects.create(slug="other", name="Other", date="2026-12-01")

    importer.write(release, content)

    again = exporter.content_of(release)
    assert again == content
    assert content_hash(again) == content_hash(content)
    copy = Release.objects.create(slug="copy", name="Copy", date="2026-12-01")
    importer.write(copy, again)
    assert exporter.content_of(copy) == content


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"synthesis": "guess"}, "the method is one of"),
        ({"synthesis": "chosen"}, "name the chosen finding"),
        ({"synthesis": "chosen", "chosen": "weigl-none"}, "name the chosen finding"),
        ({"synthesis": "chosen", "chosen": "nobody"}, "there is no “nobody”"),
        ({"synthesis": "chosen", "chosen": "gamache-not-confirmed"}, "is not that of gamache"),
        ({"chosen": "gamache-not-confirmed"}, "its method is another"),
        ({"synthesis": "pooled"}, "its findings pool to 0.571 (0.486 to 0.652)"),
        ({"synthesis": "range", "base": 0.8}, "lies outside its findings"),
        ({"left_out": {"weigl-none": "No."}}, "weigl-none is left out, but not among"),
        ({"synthesis": "range", "grade": "D"}, "grade D is 2 steps from the computed B"),
        ({"synthesis": "range", "grade": "C"}, "differs from the computed B: give a reason"),
        ({"synthesis": "range", "basis": "judgement"}, "only findings can be range"),
        ({"synthesis": "judgement"}, "grade B differs from the computed C: give a reason"),
        ({"synthesis": "judgement", "grade": "A"}, "grade A is 2 steps from the computed C"),
    ],
)
def test_what_does_not_hold_is_said(content, changes, words):
    row_of(content).update(changes)

    assert words in " ".join(said(content))


def test_a_pool_of_too_few_and_a_range_of_one_are_refused(content):
    row_of(content, "surgery_cost", "hip_replacement")["synthesis"] = "pooled"
    row_of(content, "work_days_lost", "knee_arthroscopy")["synthesis"] = "range"

    words = " ".join(said(content))

    assert "surgery_cost.hip_replacement: cannot be pooled. No finding gives" in words
    assert "work_days_lost.knee_arthroscopy: a range needs findings in its own unit" in words


def test_leaving_out_every_finding_is_not_resting_on_findings(content):
    row = row_of(content)
    row["left_out"] = dict.fromkeys(row["findings"], "Too old.")

    assert f"{FUSION}: every finding is left out" in " ".join(said(content))


@pytest.mark.parametrize(
    "changes",
    [
        {"synthesis": "pooled", **POOLED},
        {"synthesis": "chosen", "chosen": "yanamadala-nonop", "base": 0.58},
        {"synthesis": "range"},
        {"synthesis": "judgement", "base": 0.3, "grade": "C"},
        {"synthesis": "judgement", "base": 0.3, "grade_reason": "Five series agree on more."},
        {"synthesis": "range", "grade": "C", "grade_reason": "All but one from two countries."},
        {"synthesis": "range", "left_out": {"gamache-not-confirmed": "One surgeon, selected."}},
    ],
)
def test_what_holds_is_accepted(content, changes):
    row_of(content).update(changes)

    assert said(content) == []


def test_a_chosen_finding_may_count_the_rest(content):
    row = row_of(content, "advice_followed_rate", None)
    assert row["chosen"] == "ma-nonconfirmed-had-op"
    row["base"] = 0.62

    assert "the base 0.62 is not that of ma-nonconfirmed-had-op, 0.69" in " ".join(said(content))


def test_a_chosen_finding_in_another_unit_was_converted(content):
    assert row_of(content, "work_days_lost", "knee_replacement")["chosen"] == "days-tkr"
    assert row_of(content, "decision_rate", "hysterectomy")["chosen"] == "rate-hyst"
    assert said(content) == []


def test_a_finding_left_out_leaves_the_pool_as_well(content):
    row = row_of(content)
    row |= {"synthesis": "pooled", **POOLED, "left_out": {"gamache-not-confirmed": "One surgeon."}}

    assert "its findings pool to 0.607" in " ".join(said(content))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "changes", "rule"),
    [
        (Parameter, {"synthesis": "guess"}, "method_known"),
        (Parameter, {"synthesis": "chosen"}, "chosen_named"),
        (ParameterFinding, {"is_admissible": False}, "left_out_why"),
        (ParameterFinding, {"reason": "Selected cases."}, "left_out_why"),
    ],
)
def test_the_database_refuses_half_a_statement(draft, model, changes, rule):
    rows = model.objects.filter(
        **{"release" if model is Parameter else "parameter__release": draft}
    )

    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        rows.update(**changes)


@pytest.mark.django_db
def test_the_database_refuses_a_finding_chosen_by_another_method(draft):
    finding = Finding.objects.filter(release=draft).first()

    with pytest.raises(IntegrityError, match="chosen_named"), transaction.atomic():
        Parameter.objects.filter(release=draft).update(chosen_finding=finding, synthesis="range")
