"""A stated method is kept to; a release from before methods were stated stays as it was."""

from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from calculator.evidence import checks, exporter, importer
from calculator.evidence.content import content_hash, read_content, read_manifest
from calculator.evidence.models import Finding, Parameter, ParameterFinding, Release

FOLDER = Path(settings.BASE_DIR) / "evidence" / "releases" / "2026-11"
FUSION = "treatment_change_rate.lumbar_fusion"
POOLED = {"base": 0.571, "low": 0.486, "high": 0.652}


@pytest.fixture(scope="module")
def shipped():
    return read_content(FOLDER)


@pytest.fixture
def content(shipped):
    return deepcopy(shipped)


def row_of(content, key: str = "treatment_change_rate", area: str = "lumbar_fusion"):
    return next(r for r in content["parameters"] if (r["key"], r.get("area")) == (key, area))


def said(content) -> list[str]:
    return checks.problems(content, year=2026)


def test_the_shipped_release_keeps_its_hash_and_states_no_method(shipped):
    assert content_hash(shipped) == read_manifest(FOLDER)["content_hash"]
    assert said(shipped) == []
    assert not any(
        {"synthesis", "left_out", "grade_reason"} & set(r) for r in shipped["parameters"]
    )


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
        {"synthesis": "judgement", "base": 0.3},
        {"synthesis": "range", "grade": "C", "grade_reason": "All but one from two countries."},
        {"synthesis": "range", "left_out": {"gamache-not-confirmed": "One surgeon, selected."}},
    ],
)
def test_what_holds_is_accepted(content, changes):
    row_of(content).update(changes)

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
