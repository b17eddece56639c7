"""No exhibit says anything that was not translated, and Spanish breaks none of them."""

import pytest

from calculator import language
from tests.exhibits.cases import SCENARIOS, result_of
from tests.exhibits.test_every_scenario import BROKEN
from tests.exhibits.words import drawings, everything, texts
from tests.language.pseudo import outside, said, speaking_pseudo


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_word_of_an_answer_is_translated(name, monkeypatch):
    with speaking_pseudo(monkeypatch):
        shown = everything(result_of(name))

    left = {text: words for text in said(shown) if (words := outside(text))}

    assert left == {}


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_spanish_text_is_broken(name):
    with language.speaking("es"):
        shown = everything(result_of(name))

    assert [text for text in texts(shown) if BROKEN.search(text)] == []


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_spanish_mark_lies_on_its_drawing(name):
    with language.speaking("es"):
        shown = everything(result_of(name))

    for svg in drawings(shown):
        assert svg.label
        for mark in svg.marks:
            at = dict(mark.geometry)
            assert all(0 <= float(at.get(key, 0)) <= svg.width for key in ("x", "x1", "x2", "cx"))
