"""The field's words, each explained in one line where it first appears, and all in the glossary."""

from collections.abc import Iterable
from dataclasses import replace
from unicodedata import normalize

from calculator.exhibits.exhibit import Exhibit, Term
from calculator.exhibits.glossary_more import MORE
from calculator.exhibits.glossary_statistics import STATISTICS
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

TERMS: dict[str, Term] = {
    term.word: term
    for term in (
        *STATISTICS,
        Term(
            word=noop("opinion"),
            meaning=noop(
                "A second doctor's completed review of a diagnosis or a planned operation."
            ),
        ),
        Term(
            word=noop("not confirmed"),
            meaning=noop(
                "The second doctor advises against the operation. It may still take place."
            ),
        ),
        Term(
            word=noop("avoided"),
            meaning=noop(
                "An operation that lastingly does not take place, and would have "
                "without the program."
            ),
        ),
        Term(
            word=noop("returns $x per $1"),
            meaning=noop("Gross: what comes back for each dollar spent. $1.00 is break-even."),
        ),
        Term(
            word=noop("ROI"),
            meaning=noop(
                "Net: what is left after the cost, in percent of the cost. 0% is break-even."
            ),
        ),
        Term(word=noop("PEPM"), meaning=noop("Dollars per employee per month.")),
        Term(word=noop("PMPM"), meaning=noop("Dollars per member per month.")),
        Term(
            word=noop("present value"),
            meaning=noop("Later dollars count a little less than today's, at the discount rate."),
        ),
        Term(
            word=noop("grade"),
            meaning=noop(
                "How firm a figure is: A direct evidence; B good, but indirect or "
                "dated; C weak, or by analogy; D judgement."
            ),
        ),
        Term(
            word=noop("lens"),
            meaning=noop(
                "Which evidence is believed: all, the independent part, or sellers' claims."
            ),
        ),
        Term(
            word=noop("same draws"),
            meaning=noop(
                "In each simulated case, all calculations have the same luck with the evidence. "
                "So only their own differences remain."
            ),
        ),
        Term(
            word=noop("members"),
            meaning=noop("Everyone the plan covers: employees and their dependents."),
        ),
    )
}


def terms(*words: str) -> tuple[Term, ...]:
    """Return the terms of these words."""
    return tuple(_said(TERMS[word]) for word in words)


def on_first_use(exhibits: Iterable[Exhibit], said: Iterable[str] = ()) -> tuple[Exhibit, ...]:
    """Return the exhibits with each term explained where it comes first, unless said before."""
    seen = {_(word) for word in said}
    found = []
    for exhibit in exhibits:
        fresh = tuple(term for term in exhibit.terms if term.word not in seen)
        seen |= {term.word for term in fresh}
        found.append(replace(exhibit, terms=fresh))
    return tuple(found)


def all_terms() -> tuple[Term, ...]:
    """Return every word of the glossary, in the order of the alphabet."""
    found = (_said(term) for term in (*TERMS.values(), *MORE))
    return tuple(sorted(found, key=lambda term: _plain(term.word)))


def _said(term: Term) -> Term:
    return Term(word=_(term.word), meaning=_(term.meaning))


def _plain(word: str) -> str:
    """Return a word as the alphabet sorts it: without accents."""
    return normalize("NFKD", word.casefold()).encode("ascii", "ignore").decode()
