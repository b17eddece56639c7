"""What the table template needs: each cell beside its column."""

from urllib.parse import urlencode

from django import template

from calculator.exhibits import glossary
from calculator.exhibits.exhibit import Cell, Column, Row, Term
from calculator.exhibits.formats import MINUS
from calculator.exhibits.links import evidence_path
from calculator.scenarios.models import Scenario

register = template.Library()

WORD_JOINER = "\u2060"


@register.filter
def paired(row: Row, columns: tuple[Column, ...]) -> list[tuple[Column, Cell]]:
    """Return each cell of a row with its column."""
    return list(zip(columns, row.cells, strict=False))


@register.filter
def of_calculation(href: str, saved: Scenario) -> str:
    """Return an address of the evidence that carries the reader's own calculation with it."""
    if not href.startswith(evidence_path("").rstrip("/")):
        return href
    older = saved.release.state == saved.release.State.SUPERSEDED
    release = {"release": saved.release.slug} if older else {}
    return f"{href}?{urlencode(release | {'c': saved.token})}"


@register.filter
def unbroken(words: str) -> str:
    """Return a sentence in which no line ends between a minus and its amount."""
    return words.replace(f"{MINUS}$", f"{MINUS}{WORD_JOINER}$")


@register.inclusion_tag("scenarios/_terms.html")
def explain(*words: str) -> dict[str, tuple[Term, ...]]:
    """Say in one sentence each what words of the glossary mean."""
    return {"terms": glossary.terms(*words)}
