"""No script says anything of its own: what it shows comes from its page, in its language."""

import re

import pytest

from tests.services import ROOT

ENGLISH_ONLY = {"admin.js"}  # the admin stays English (ADR 0025)
SCRIPTS = sorted((ROOT / "msoroi" / "static" / "js").glob("*.js"))
SHOWN = re.compile(
    r"(?:\.(?:textContent|innerText|innerHTML|title|placeholder|ariaLabel)\s*=(?!=)"
    r"|setAttribute\(\s*\"(?:aria-label|title|placeholder|alt)\"\s*,"
    r"|(?:setCustomValidity|alert|confirm)\()([^;]*);"
)
LITERAL = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`")
PUT_IN = re.compile(r"\$?\{[^}]*\}")
WORD = re.compile(r"[^\W\d_]{2,}")


def own_words(source: str) -> list[str]:
    """Return the words of a script that it writes into the page.

    >>> own_words('hint.textContent = `Chosen: ${file.name}`; a.textContent = form.dataset.here;')
    ['Chosen']
    """
    literals = (text for shown in SHOWN.findall(source) for text in LITERAL.findall(shown))
    return [word for text in literals for word in WORD.findall(PUT_IN.sub("", text))]


@pytest.mark.parametrize("name", [script.name for script in SCRIPTS])
def test_a_script_shows_only_words_of_its_page(name):
    source = (ROOT / "msoroi" / "static" / "js" / name).read_text()

    assert (own_words(source) != []) == (name in ENGLISH_ONLY)
