"""The documents are true: generated pages are current, links lead somewhere."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from calculator.engine.inputs.fields import FIELDS
from calculator.engine.version import MODEL_VERSION

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
CITED = re.compile(r"Eq\.? (\d+)")


def test_generated_reference_is_current():
    call_command("write_reference", "--check")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_relative_links_lead_somewhere(page):
    targets = re.findall(r"\]\((?!https?:|/|#|mailto:)([^)#]+)", page.read_text("utf-8"))

    missing = [target for target in targets if not (page.parent / target).exists()]

    assert missing == []


def test_every_input_is_in_the_reference():
    text = (ROOT / "docs/reference/inputs.md").read_text("utf-8")

    assert [field.name for field in FIELDS if f"## `{field.name}`" not in text] == []


def test_every_equation_that_the_code_cites_is_in_the_model():
    stated = {int(n) for n in re.findall(r"Eq(?:uation|\.) (\d+)", model_page())}
    cited = {
        int(number)
        for file in (ROOT / "calculator").rglob("*.py")
        for number in CITED.findall(file.read_text("utf-8"))
    }

    assert cited
    assert cited <= stated


def test_every_source_that_the_code_cites_is_listed_in_the_model():
    cited = {
        key
        for file in (ROOT / "calculator/engine").rglob("*.py")
        for key in re.findall(r"\[([A-Z][a-z]+\d{4})\]", file.read_text("utf-8"))
    }

    assert cited
    assert {key for key in cited if f"[{key}]" not in model_page()} == set()


def test_changelog_names_the_model_version():
    assert f"Model version {MODEL_VERSION}" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_every_decision_states_its_status():
    decisions = sorted((ROOT / "docs/adr").glob("*.md"))

    assert decisions
    for page in decisions:
        text = page.read_text("utf-8")
        assert re.search(r"^Status: (accepted|superseded by \d{4})$", text, re.MULTILINE), page.name
        assert all(f"## {part}" in text for part in ("Context", "Decision", "Consequences"))


def model_page() -> str:
    return (ROOT / "docs/model.md").read_text("utf-8")
