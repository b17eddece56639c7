import shutil
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command

from calculator.evidence import services
from calculator.evidence.canonical import content, exporter
from calculator.evidence.errors import BadRelease, LoadedOtherwise
from calculator.evidence.management.commands import load_release
from calculator.evidence.models import (
    Claim,
    ClinicalArea,
    Finding,
    LensReplacement,
    MarketEstimate,
    Parameter,
    Program,
    Release,
    Source,
)

pytestmark = pytest.mark.django_db
SHIPPED = load_release.RELEASES / "2026-11"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped release that a test may spoil."""
    return Path(shutil.copytree(SHIPPED, tmp_path / "spoiled"))


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


@pytest.mark.parametrize(
    ("model", "count"),
    [
        (Source, 304),
        (Finding, 544),
        (Claim, 111),
        (Program, 40),
        (MarketEstimate, 9),
        (Parameter, 162),
        (ClinicalArea, 19),
    ],
)
def test_every_row_of_the_shipped_release_is_loaded(model, count):
    assert model.objects.count() == count


def test_lens_replacements_are_loaded():
    assert LensReplacement.objects.count() == 80


def test_shipped_release_is_live_and_published_by_the_system():
    release = Release.objects.get()

    assert release.is_live
    assert release.published_by is None
    assert release.publish_reason


def test_what_was_loaded_is_what_is_in_the_files():
    release = Release.objects.get()

    exported = exporter.content_of(release)

    assert exported == content.read_content(SHIPPED)
    assert content.content_hash(exported) == release.content_hash


def test_second_load_does_nothing(capsys, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        call_command("load_release")

    assert "already loaded (published)" in capsys.readouterr().out
    assert Release.objects.count() == 1


def test_second_release_stays_a_draft_until_somebody_publishes_it(folder):
    release, loaded = services.load_release(folder=folder)

    assert loaded
    assert release.is_draft
    assert services.load_release(folder=folder) == (release, False)


def test_command_names_an_unknown_release():
    with pytest.raises(CommandError, match="There are: 2026-11"):
        call_command("load_release", "1999-01")


def test_command_lists_what_is_wrong(folder, monkeypatch):
    change(folder / "findings.yaml", "source: accolade2024", "source: nobody")
    monkeypatch.setattr(load_release, "RELEASES", folder.parent)
    monkeypatch.setattr(load_release.settings, "BASE_DIR", folder.parent)

    with pytest.raises(CommandError, match="there is no “nobody” among the sources"):
        call_command("load_release", "spoiled")


@pytest.fixture
def moved(tmp_path, monkeypatch) -> Path:
    """The files of the shipped release, whose content moved on after it was published here."""
    folder = Path(shutil.copytree(SHIPPED, tmp_path / "2026-11"))
    manifest = yaml.safe_load((folder / "release.yaml").read_text()) | {"content_hash": "f" * 64}
    (folder / "release.yaml").write_text(yaml.safe_dump(manifest))
    monkeypatch.setattr(load_release, "RELEASES", folder.parent)
    monkeypatch.setattr(load_release.settings, "BASE_DIR", folder.parent)
    return folder


def test_files_that_differ_from_a_published_release_are_refused(moved):
    with pytest.raises(LoadedOtherwise, match="a correction is a new release"):
        services.load_release(folder=moved)


def test_a_site_that_published_other_content_keeps_it_and_still_starts(moved, capsys):
    before = Release.objects.get()

    call_command("load_release")

    assert Release.objects.get().content_hash == before.content_hash
    said = capsys.readouterr().out
    assert "It stays as it is" in said
    assert f"import_release {moved} --as NAME" in said


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("findings.yaml", "topic: all\n", "topic: all\n  colour: red\n", "unknown key “colour”"),
        ("sources.yaml", "kind: vendor_blog", "knid: vendor_blog", "unknown key “knid”"),
        ("model.yaml", "lenses:\n", "extras: []\nlenses:\n", "unknown key “extras”"),
        ("findings.yaml", "source: accolade2024", "source: x", "no “x” among the sources"),
        ("claims.yaml", "- vansuch-dx-different", "- x", "no “x” among the findings"),
        ("programs.yaml", "- price-cleveland-2008", "- x", "no “x” among the findings"),
        ("model.yaml", "- roi-32bj-1997", "- x", "no “x” among the findings"),
        ("model.yaml", "    cancer: 0.15", "    cncr: 0.15", "no “cncr” among the areas"),
        ("model.yaml", "    cancer: 0.15", "    cancer: 1.5", "not a share"),
        ("model.yaml", "0-17: 0.23", "0-17: 0.33", "summing to 1"),
        ("parameters.yaml", "- rate-cancer-total", "- x", "no “x” among the findings"),
        ("parameters.yaml", "base: 3.21", "base: 4.21", "not between low"),
        ("parameters.yaml", "base: 3.21", "base: three", "base must be a number"),
        (
            "parameters.yaml",
            "base: 0.05\n  low: 0.02\n  high: 0.15",
            "base: 0.002\n  low: 0.001\n  high: 0.9",
            "too wide",
        ),
        ("parameters.yaml", "  basis: judgement\n", "", "basis is missing"),
        (
            "parameters.yaml",
            "  basis: judgement\n",
            "  basis: evidence\n",
            "neither findings nor a stated judgement",
        ),
        ("parameters.yaml", "- key: engagement\n", "- key: enthusiasm\n", "engagement is missing"),
        (
            "parameters.yaml",
            "- key: engagement\n",
            "- key: enthusiasm\n",
            "knows no such parameter",
        ),
        ("parameters.yaml", "high: 3.65", "high: 3650", "must lie between 0 and 1000"),
        ("parameters.yaml", "  - scp_65\n", "", "sources differ from its findings"),
        ("market.yaml", "base_usd_bn: 5-8", "base_usd_bn: some", "a number or a range"),
        ("release.yaml", "date: 2026-11-22", "date: soon", "date must be a date"),
        ("release.yaml", "notes:", "remarks:", "needs exactly"),
        ("sources.yaml", "year: 2021", "year: 2020", "content_hash in release.yaml should be"),
        ("claims.yaml", "id: s4-cleveland-66", "id: s4-cleveland-21", "is there twice"),
        (
            "sources.yaml",
            "- id: 2ndmd_disincentive",
            "- [1,2\n- id: 2ndmd_disincentive",
            "sources.yaml",
        ),
    ],
)
def test_spoiled_files_are_refused(folder, file, old, new, message):
    change(folder / file, old, new)

    with pytest.raises(BadRelease) as caught:
        services.load_release(folder=folder)

    assert any(message in problem for problem in caught.value.problems), caught.value.problems
    assert Release.objects.count() == 1


def test_missing_file_is_named(folder):
    (folder / "market.yaml").unlink()

    with pytest.raises(BadRelease, match=r"market\.yaml is missing from spoiled"):
        services.load_release(folder=folder)
