"""Every exhibit of a result in the order in which it is read."""

from collections.abc import Iterable

from calculator.engine.result import Result
from calculator.exhibits import (
    assumptions,
    breakdown,
    changes,
    comparisons,
    doubt,
    glossary,
    information,
    pathway,
    payers,
    plausibility,
    tornado,
)
from calculator.exhibits.exhibit import Exhibit

ORDER = (
    comparisons.designs,
    comparisons.lenses,
    pathway.chain,
    pathway.money,
    breakdown.areas,
    breakdown.years,
    doubt.how_sure,
    tornado.tornado,
    doubt.fee,
    doubt.two_way,
    doubt.luck,
    payers.payers,
    plausibility.plausibility,
    assumptions.assumptions,
    information.not_included,
    information.value_of_information,
)


def exhibits_for(result: Result, said: Iterable[str] = ()) -> tuple[Exhibit, ...]:
    """Return all exhibits; where something was changed, the changes come first.

    Words that were ``said`` above them are not explained again.
    """
    own = (changes.changes(result), comparisons.reference(result)) if result["changes"] else ()
    return glossary.on_first_use((*own, *(build(result) for build in ORDER)), said)
