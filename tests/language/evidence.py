"""What the evidence calls its works and those who wrote them: names, which nobody translates."""

from django.db.models import Model

from calculator.evidence.models import Claim, MarketEstimate, Program, Release, Source
from tests.language.pseudo import WORD

NAMED: dict[type[Model], tuple[str, ...]] = {
    Source: ("slug", "authors", "publisher", "pmid"),
    Claim: ("slug", "document"),
    MarketEstimate: ("slug", "publisher"),
    Program: ("slug", "name", "documents"),
    Release: ("slug", "name"),
}


def names() -> set[str]:
    """Return the words of all names in the database."""
    found = (
        str(value)
        for model, fields in NAMED.items()
        for values in model.objects.values_list(*fields)
        for value in values
    )
    return set(WORD.findall(" ".join(found)))
