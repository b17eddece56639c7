import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.evidence import audit
from calculator.evidence.canonical import content, exporter
from calculator.evidence.management.commands.load_release import RELEASES
from calculator.evidence.models import Finding, Release
from calculator.evidence.transfer import files
from calculator.evidence.transfer.files import file_texts

pytestmark = pytest.mark.django_db
SHIPPED = RELEASES / "2026-11"


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def bring(folder: Path, name: str, **options: str) -> Release:
    call_command("import_release", folder, "--as", name, verbosity=0, **options)
    return Release.objects.get(slug=name)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    call_command("export_release", "2026-11", "--to", tmp_path / "out", verbosity=0)
    return tmp_path / "out"


def test_the_shipped_release_comes_out_as_it_came_in(exported):
    assert content.read_content(exported) == content.read_content(SHIPPED)
    assert content.read_manifest(exported) == content.read_manifest(SHIPPED)
    assert set(written(exported)) == set(written(SHIPPED))


def test_out_and_in_and_out_is_the_same_to_the_byte(exported, tmp_path):
    draft = bring(exported, "copy")
    call_command("export_release", "copy", "--to", tmp_path / "again", verbosity=0)

    assert written(tmp_path / "again") == written(exported)
    live = Release.objects.published().get()
    assert content.content_hash(exporter.content_of(draft)) == live.content_hash
    assert draft.is_draft


def test_a_draft_goes_out_with_the_hash_of_what_it_holds(draft, tmp_path, bob):
    stated = files.write_release(draft, tmp_path / "draft")
    copy = bring(tmp_path / "draft", "copy", by="bob")

    assert content.content_hash(exporter.content_of(copy)) == stated
    assert copy.created_by == bob


def changed(folder: Path, tmp_path: Path) -> Path:
    """A copy of a release folder in which one finding differs, with its right hash."""
    other = Path(shutil.copytree(folder, tmp_path / "changed"))
    held = other / "findings.yaml"
    held.write_text(held.read_text().replace("country: US\n", "country: Narnia\n", 1))
    stated = content.content_hash(content.read_content(other))
    manifest = other / "release.yaml"
    old = str(content.read_manifest(other)["content_hash"])
    manifest.write_text(manifest.read_text().replace(old, stated))
    return other


def test_who_brings_a_release_in_answers_for_it(exported, tmp_path, bob):
    draft = bring(changed(exported, tmp_path), "theirs", by="bob")

    assert audit.unaudited(draft) == []
    assert audit.contributors(draft) == {bob.pk}
    assert {change.kind for change in draft.changes.all()} == {"release", "findings"}


def test_what_the_system_brings_in_waits_for_someone_to_adopt_it(exported, tmp_path):
    draft = bring(changed(exported, tmp_path), "theirs")

    assert [difference.kind for difference in audit.unaudited(draft)] == ["findings"]


def test_import_needs_the_permission_to_start_a_draft(exported, mallory):
    with pytest.raises(CommandError, match="not allowed"):
        bring(exported, "copy", by="mallory")


def test_import_needs_a_known_person(exported):
    with pytest.raises(CommandError, match="no user 'nobody'"):
        bring(exported, "copy", by="nobody")


@pytest.mark.parametrize(
    ("name", "said"), [("2026-11", "already a release"), ("two words", "slug"), ("", "slug")]
)
def test_import_needs_a_free_name(exported, name, said):
    with pytest.raises(CommandError, match=said):
        bring(exported, name)


def test_import_refuses_content_that_is_not_what_its_hash_says(exported):
    path = exported / "findings.yaml"
    path.write_text(path.read_text().replace("country: US\n", "country: Narnia\n", 1))

    with pytest.raises(CommandError, match=r"content_hash in release\.yaml should be"):
        bring(exported, "copy")
    assert not Release.objects.filter(slug="copy").exists()


def test_import_refuses_a_folder_without_files(tmp_path):
    with pytest.raises(CommandError, match=r"release\.yaml is missing"):
        bring(tmp_path, "copy")


def test_export_refuses_a_folder_that_holds_anything(exported):
    with pytest.raises(CommandError, match="not an empty folder"):
        call_command("export_release", "2026-11", "--to", exported)


def test_export_refuses_a_file_in_place_of_a_folder(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(CommandError):
        call_command("export_release", "2026-11", "--to", tmp_path / "file" / "in")


def test_export_names_the_releases_there_are(tmp_path):
    with pytest.raises(CommandError, match="There are: 2026-11"):
        call_command("export_release", "1999-01", "--to", tmp_path / "x")


TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=300)


@settings(max_examples=200)
@given(TEXTS, st.floats(allow_nan=False, allow_infinity=False))
def test_any_text_and_number_is_read_as_it_was_written(text, number):
    row = {"id": "a", "source": "b", "note": text, "value": number}
    empty = {kind: [] for kind in (*content.FILES, *content.FRAME)}
    texts = file_texts({**empty, "findings": [row]})
    (back,) = yaml.load(texts["findings.yaml"], Loader=yaml.CSafeLoader)

    assert back["note"] == text
    assert str(float(back["value"])) == str(number)


def test_a_date_is_a_date(exported):
    assert yaml.safe_load((exported / "release.yaml").read_text())["date"] == date(2026, 11, 22)


def test_what_staff_type_survives(draft, tmp_path):
    typed = "  a: [b]\n\n- 'c' \"d\" # e\té\u2028 \U0001f600 " + "long words " * 30
    finding = Finding.objects.filter(release=draft, slug="meyer-dx-change")
    finding.update(note=typed, value=1e-05, low=None, high=None)
    files.write_release(draft, tmp_path / "out")
    read = content.read_content(tmp_path / "out")["findings"]

    (found,) = [row for row in read if row["id"] == "meyer-dx-change"]
    assert (found["note"], found["value"]) == (typed, 1e-05)
