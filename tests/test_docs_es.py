"""The documents that the site shows say the same in Spanish: part for part, number for number."""

import hashlib
import re
from collections import Counter

import pytest
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

from msoroi import method
from tests.services import ROOT

ENGLISH = ROOT / "docs"
SPANISH = ENGLISH / "es"
SEEN = SPANISH / "english.sha256"  # the English text that each Spanish one follows
SHOWN = ["model.md", *(f"method/{slug}.md" for slug in method.PAGES)]
WRITE = "then in docs/: sha256sum model.md method/*.md > es/english.sha256"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
MARKDOWN = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)
CODE = ("code_inline", "code_block", "fence")
# Words of English prose that no Spanish sentence has.
ENGLISH_WORDS = re.compile(r"\b(the|of|is|are|and|with|which|that|each|than)\b")

pytestmark = pytest.mark.parametrize("name", SHOWN)


def leaves(text):
    """Return the parts of a document, those within a line after it."""
    return [leaf for token in MARKDOWN.parse(text) for leaf in (token, *(token.children or ()))]


def contents(text, *kinds):
    """Return how often each formula or piece of code occurs."""
    return Counter(leaf.content for leaf in leaves(text) if leaf.type in kinds)


def outline(text):
    """Return headings with their level, paragraphs, lists and tables with their cells, in order."""
    return [
        (token.type, token.tag, token.attrGet("style"))
        for token in MARKDOWN.parse(text)
        if token.type not in ("inline", *CODE)
    ]


def links(text):
    return Counter(str(leaf.attrs["href"]) for leaf in leaves(text) if leaf.type == "link_open")


def sections(text):
    return re.split(r"^#+ ", text, flags=re.MULTILINE)


def both(name):
    return (ENGLISH / name).read_text("utf-8"), (SPANISH / name).read_text("utf-8")


def test_parts_are_the_same_in_the_same_order(name):
    english, spanish = both(name)

    assert outline(spanish) == outline(english)


def test_formulas_and_code_are_the_same(name):
    english, spanish = both(name)

    for kind in ("math_block", "math_inline", *CODE):
        assert contents(spanish, kind) == contents(english, kind), kind


def test_links_lead_to_the_same_places(name):
    english, spanish = both(name)

    assert links(spanish) == links(english)


def test_each_section_has_the_same_numbers(name):
    english, spanish = map(sections, both(name))

    unlike = [
        (ours.splitlines()[0], NUMBER.findall(theirs), NUMBER.findall(ours))
        for theirs, ours in zip(english, spanish, strict=True)
        if Counter(NUMBER.findall(theirs)) != Counter(NUMBER.findall(ours))
    ]

    assert unlike == []


def test_spanish_was_looked_at_since_the_english_changed(name):
    now = hashlib.sha256((ENGLISH / name).read_bytes()).hexdigest()

    assert f"{now}  {name}" in SEEN.read_text().splitlines(), f"change docs/es/{name} too, {WRITE}"


def test_no_sentence_was_left_in_english(name):
    prose = [leaf.content for leaf in leaves(both(name)[1]) if leaf.type == "text"]

    assert [text for text in prose if len(ENGLISH_WORDS.findall(text)) > 1] == []
