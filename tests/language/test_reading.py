"""What a benefit manager reads is written at a general level, what an actuary reads a step above.

CONTRIBUTING.md states the bounds and why; ``reading.py`` how a text is counted.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

import pytest
from django.test import Client

from calculator import language
from calculator.exhibits import glossary
from calculator.reports.workbook import book
from calculator.scenarios import services
from tests.engine.release import newest_evidence
from tests.language import catalog, reading
from tests.language.test_documents import summary
from tests.language.test_pages import PAGES
from tests.reports.workbook.books import facts_of, opened
from tests.services import ROOT


@dataclass(frozen=True, slots=True)
class Bounds:
    """How hard a language may be: English by its grade at most, Spanish by its ease at least."""

    words: int  # of a sentence
    sentence: float  # of one sentence of ten words or more
    text: float  # of a page or a document as a whole


FIRST = {"en": Bounds(words=30, sentence=12, text=8), "es": Bounds(words=35, sentence=40, text=65)}
ACTUARY = {
    "en": Bounds(words=45, sentence=20, text=12),
    "es": Bounds(words=52, sentence=10, text=55),
}
LANGUAGES = tuple(FIRST)
SOME = 10  # words: a shorter sentence is judged by its length only
ENOUGH = 100  # words of prose, what Flesch judged at once: shorter texts are judged together
FEW_DRAWS = {"draws": 1_000}
SCENARIOS: dict[str, dict[str, object]] = {
    "employer": {"members": 10_000, "fee_per_employee_month": 1, **FEW_DRAWS},
    "targeted": {"employees": 4_200, "design": "targeted", **FEW_DRAWS},
    "payer": {
        "audience": "payer",
        "members_by_line": {"commercial": 40_000, "medicaid": 9_000},
        "lens": "as_claimed",
        **FEW_DRAWS,
    },
}
FOR_ACTUARIES = {"verification"}


@cache
def known(code: str) -> re.Pattern[str]:
    """Return what finds the glossary's terms and the evidence's names in a language."""
    model = newest_evidence()
    parts = (*model.areas, *model.designs, *model.lenses, *model.lines)
    with language.speaking(code):
        words = [term.word for term in glossary.all_terms()]
        return reading.terms([*words, *(language.gettext(part.name) for part in parts)])


@cache
def in_the_release() -> frozenset[str]:
    """Return the evidence's own English words, which only a new release may change."""
    return frozenset(said for _, said in catalog.in_evidence() if isinstance(said, str))


def is_of_others(english: str) -> bool:
    """Say whether this English is the evidence's, or the sign-in library's: not ours to change."""
    return english in in_the_release() or english in catalog.SAID_BETTER


@cache
def long_in_the_release() -> tuple[str, ...]:
    return tuple(said for said in in_the_release() if too_long(said, "en", FIRST["en"]))


def words(sentence: str, code: str) -> list[str]:
    return reading.words(sentence, known(code))


def measured(sentences: Iterable[str], code: str) -> reading.Reading:
    syllables = {"en": reading.in_english, "es": reading.in_spanish}[code]
    counted = [found for sentence in sentences if (found := words(sentence, code))]
    every = list(chain.from_iterable(counted))
    return reading.Reading(len(counted), len(every), sum(map(syllables, every)))


def level(sentences: Iterable[str], code: str) -> float:
    found = measured(sentences, code)
    return found.grade if code == "en" else found.ease


def is_too_hard(sentences: Iterable[str], bound: float, code: str) -> bool:
    found = level(sentences, code)
    return found > bound if code == "en" else found < bound


def parts(sentences: Iterable[str]) -> Iterator[str]:
    return chain.from_iterable(map(reading.parts, sentences))


def too_long(text: str, code: str, bounds: Bounds) -> list[str]:
    return [one for one in parts(reading.sentences(text)) if len(words(one, code)) > bounds.words]


def too_hard(text: str, code: str, bounds: Bounds) -> list[str]:
    return [
        one
        for one in parts(reading.prose([text]))
        if len(words(one, code)) >= SOME and is_too_hard([one], bounds.sentence, code)
    ]


def messages(code: str) -> Iterator[tuple[str, Bounds]]:
    """Yield everything that may be said in a language, a word in each place to be filled."""
    marked = chain(catalog.in_checks(), catalog.in_checklists())
    for_actuaries = {said for _, said in marked}
    for message in catalog.read():
        english = catalog.both(message.id)
        keeps = english[0] in for_actuaries or (code == "en" and is_of_others(english[0]))
        bounds = (ACTUARY if keeps else FIRST)[code]
        for text in english if code == "en" else catalog.both(message.string):
            yield catalog.PLACE.sub(reading.NUMBER, text), bounds


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_message_holds_a_sentence_too_long_or_too_hard(code):
    found = [
        sentence
        for message, bounds in messages(code)
        for text in reading.blocks(message)
        for sentence in (*too_long(text, code, bounds), *too_hard(text, code, bounds))
    ]

    assert found == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_glossary_is_plain_entry_by_entry_and_as_a_whole(code):
    with language.speaking(code):
        meanings = [term.meaning for term in glossary.all_terms()]
    hard = [meaning for meaning in meanings if too_hard(meaning, code, FIRST[code])]

    assert len(meanings) > 50
    assert [meaning for meaning in meanings if not reading.ENDS.search(meaning)] == []
    assert hard == []
    assert not is_too_hard(reading.prose(meanings), FIRST[code].text, code)


def pages(client: Client, code: str) -> Iterator[tuple[str, list[str]]]:
    """Yield every page's texts, those of an answer for each scenario."""
    tokens = {name: services.save_scenario(raw=raw).token for name, raw in SCENARIOS.items()}
    for page, address in PAGES.items():
        for name, token in tokens.items() if "{token}" in address else [("", "")]:
            answer = client.get(
                address.format(token=token), headers={"accept-language": code}, follow=True
            )
            yield f"{page} {name}".strip(), reading.blocks(answer.content.decode())


def documents(code: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the texts of the PDF and of the workbook."""
    with language.speaking(code):
        for name, raw in SCENARIOS.items():
            yield f"PDF {name}", list(texts_in(summary(raw)))
            made = opened(book.bytes_of(facts_of(**raw)))
            rows = [list(sheet.iter_rows(values_only=True)) for sheet in made]
            yield f"workbook {name}", list(texts_in(rows))


def texts_in(part: object) -> Iterator[str]:
    """Yield the texts of a document as data, without drawings and formulas."""
    if isinstance(part, str) and not part.startswith(("<svg", "=")):
        yield " ".join(part.split())
    elif isinstance(part, dict):
        yield from texts_in(list(part.values()))
    elif isinstance(part, list | tuple):
        for item in part:
            yield from texts_in(item)


@pytest.mark.django_db
@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_and_documents_are_read_at_a_general_level(code, client):
    long, hard, short = {}, {}, []
    for name, texts in (*pages(client, code), *documents(code)):
        bounds = (ACTUARY if name in FOR_ACTUARIES else FIRST)[code]
        for text in texts:
            kept = any(said in text for said in long_in_the_release())
            if found := too_long(text, code, ACTUARY[code] if kept else bounds):
                long[name, found[0]] = len(words(found[0], code))
        sentences = list(reading.prose(texts))
        if sum(len(words(sentence, code)) for sentence in sentences) < ENOUGH:
            short += sentences
        elif is_too_hard(sentences, bounds.text, code):
            hard[name] = level(sentences, code)

    assert long == {}
    assert hard == {}
    assert not is_too_hard(short, FIRST[code].text, code)


METHOD = {"en": ROOT / "docs", "es": ROOT / "docs" / "es"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_method_is_read_at_the_level_of_an_actuary(code):
    hard = {
        path.name: level(sentences, code)
        for path in (METHOD[code] / "method").glob("*.md")
        if is_too_hard(sentences := list(reading.prose(paragraphs(path))), ACTUARY[code].text, code)
    }

    assert hard == {}


def paragraphs(path) -> list[str]:
    """Return the paragraphs and items of a Markdown page, without tables, formulas and code."""
    prose = re.sub(r"```.*?```|\$\$.*?\$\$|^[|#].*?$", "", path.read_text(), flags=re.S | re.M)
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*_]", r"\1", prose)
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=- |\d+\. )", plain)]


HARD = {
    "en": "The utilization management organization's retrospective determination of the "
    "appropriateness of previously authorized interventions necessitates documentation.",
    "es": "La determinación retrospectiva de la organización administradora sobre la conveniencia "
    "de las intervenciones previamente autorizadas exige documentación exhaustiva.",
}
PLAIN = {
    "en": "A second doctor looks at the case. He may say that the operation is not needed.",
    "es": "Un segundo médico mira el caso. Puede decir que no hace falta la operación.",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_hard_and_a_long_sentence_are_noticed(code):
    long = " ".join(["and so on"] * 20) + "."

    assert too_hard(HARD[code], code, FIRST[code]) == [HARD[code]]
    assert is_too_hard([HARD[code]], ACTUARY[code].text, code)
    assert too_long(long, code, FIRST[code]) == [long]
    assert not is_too_hard(reading.prose([PLAIN[code]]), FIRST[code].text, code)


def test_the_formulas_are_those_that_were_published():
    found = reading.Reading(sentences=5, words=100, syllables=150)

    assert found.grade == pytest.approx(0.39 * 20 + 11.8 * 1.5 - 15.59)
    assert found.ease == pytest.approx(206.835 - 62.3 * 1.5 - 20)
