"""What the page shows, from what was split: nothing is calculated here but one claim's parts."""

from calculator.decisions.split.services import Found
from calculator.exhibits import split, split_terms
from calculator.exhibits.exhibit import Exhibit
from calculator.exhibits.split import SplitAnswer


def answer_of(found: Found) -> SplitAnswer:
    """Return the answer of a split."""
    return split.answer(found.split, found.terms)


def claim_of(found: Found) -> Exhibit:
    """Return the one claim as it was stated, else a large one as an example."""
    reader = found.split["reader"]
    if found.claim is None:
        return split_terms.example(reader)
    share = next(iter(found.split["plan_paid_share"].values()))
    return split_terms.one_claim(
        found.claim, found.terms, reader=reader, plan_paid_share=share, is_example=False
    )
