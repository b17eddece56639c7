"""What the deal's page shows: the contract's answer, among the list prices of the release."""

from urllib.parse import urlencode

from django.urls import reverse

from calculator.engine.case import Case
from calculator.engine.deal import design, terms
from calculator.evidence.models import Program, Release
from calculator.evidence.pages import tables
from calculator.exhibits import deal as exhibits
from calculator.exhibits.deal import DealAnswer
from calculator.exhibits.deal_list_prices import Listed

LIST_PRICE = "list_price"


def answer_of(case: Case, raw: dict[str, object], release: Release) -> DealAnswer:
    """Return the answer to a contract.

    Raises:
        InvalidInput: with the messages of every term that cannot be used.
    """
    contract = terms.read(raw, case.inputs)
    return exhibits.answer(design.design(case, contract), listed(release))


def listed(release: Release) -> list[Listed]:
    """Return the programs of a release with their list prices and where these come from."""
    keep = "" if release.is_live else f"?{urlencode({'release': release.slug})}"
    return [
        Listed(
            name=program.name,
            slug=program.slug,
            price=program.list_price_usd,
            said=said,
            basis=program.pricing_basis,
            source=_source(program, keep),
        )
        for program, said in tables.programs(release)
    ]


def _source(program: Program, keep: str) -> str:
    """Return the address of the newest finding that states the price; none where none does."""
    found = [finding for finding in program.findings.all() if finding.measure == LIST_PRICE]
    if not found:
        return ""
    return reverse("evidence:show-finding", args=[found[-1].slug]) + keep
