"""The exhibits together: their order, their terms, the same on page and paper."""

from calculator.exhibits import (
    catalog,
    glossary,
    paper,
)
from tests.exhibits.cases import reference, result_of


def test_the_exhibits_stand_in_reading_order() -> None:
    assert [e.slug for e in catalog.exhibits_for(reference())] == [
        "which-design",
        "lenses",
        "chain",
        "money",
        "areas",
        "years",
        "how-sure",
        "tornado",
        "fee",
        "two-way",
        "luck",
        "payers",
        "plausibility",
        "assumptions",
        "not-included",
        "value-of-information",
    ]


def test_changes_come_first_where_there_are_any() -> None:
    slugs = [e.slug for e in catalog.exhibits_for(result_of("cheap"))]

    assert slugs[:3] == ["changes", "reference-case", "which-design"]


def test_each_term_is_explained_once_where_it_comes_first() -> None:
    exhibits = catalog.exhibits_for(reference())
    words = [term.word for e in exhibits for term in e.terms]

    assert len(words) == len(set(words))
    assert {"not confirmed", "avoided", "PEPM", "returns $x per $1", "grade"} <= set(words)


def test_every_term_is_one_line() -> None:
    assert all("\n" not in term.meaning for term in glossary.TERMS.values())


def test_paper_says_the_same_as_the_page() -> None:
    result = reference()
    sheet = paper.summary_for_paper(result)
    page = {e.slug: e for e in catalog.exhibits_for(result)}

    assert sheet.designs.table == page["which-design"].table
    assert sheet.how_sure.chart == page["how-sure"].chart
    assert sheet.changes is None
    assert paper.summary_for_paper(result_of("cheap")).changes is not None
    assert dict(sheet.fingerprint)["Fingerprint"] == result["fingerprint"][:16]
    assert dict(sheet.fingerprint)["Seed"] == str(result["inputs"]["seed"])
