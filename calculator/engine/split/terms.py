"""Reads the plan terms. The only place that judges them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine.inputs.reader import Reader
from calculator.engine.split.fields import COST_SHARING, FIELD
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop


@dataclass(frozen=True, slots=True, kw_only=True)
class CostSharing:
    """What a member pays: the deductible, then the coinsurance, up to the maximum."""

    deductible: float = 0.0
    coinsurance: float = 0.0
    maximum: float = math.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitTerms:
    """Judged plan terms. ``cost_sharing`` None: the evidence's plan-paid share holds instead.

    ``deductible`` is infinity without stop-loss; ``renewal_share`` None where nothing is assumed.
    """

    funding: str = "self_funded"
    deductible: float = math.inf
    surplus_returned: float = 1.0
    cost_sharing: CostSharing | None = None
    other_claims: float | None = None
    other_claims_diagnosis: float | None = None
    renewal_share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneClaim:
    """One person's claims of a year: with the operation, and without it."""

    with_it: float
    without_it: float


def read(
    raw: Mapping[str, object], *, audience: str = "employer", funding: str = "self_funded"
) -> tuple[SplitTerms, OneClaim | None]:
    """Return judged terms, and the one claim where it is stated.

    Args:
        raw: values by the names of ``FIELDS``; absent, None and empty text mean the default.
        audience: employer or payer; a payer bears its own claims, as an insurer does.
        funding: what holds where none is chosen.

    Raises:
        InvalidInput: with every field that cannot be used.
    """
    reader = Reader(raw, FIELD)
    reader.refuse_unknown(noop("Plan terms have no field {shown}: use {known}."))
    chosen = _funding(reader, audience, funding)
    attachment = reader.number("stop_loss_deductible")
    terms = SplitTerms(
        funding=chosen,
        deductible=math.inf
        if attachment is None or (chosen == "fully_insured" and audience == "employer")
        else attachment,
        surplus_returned=_surplus(reader, chosen),
        cost_sharing=_cost_sharing(reader),
        other_claims=reader.number("other_claims"),
        other_claims_diagnosis=reader.number("other_claims_diagnosis"),
        renewal_share=reader.number("renewal_share"),
    )
    claim = _claim(reader)
    reader.check()
    return terms, claim


def _funding(reader: Reader, audience: str, default: str) -> str:
    if audience == "payer":
        if reader.has("funding"):
            reader.refuse("funding", _("A payer has no plan funding to choose: leave it out."))
        return "fully_insured"
    return reader.choice("funding", FIELD["funding"].choices, default)


def _surplus(reader: Reader, funding: str) -> float:
    share = reader.number("surplus_returned")
    if funding != "level_funded":
        return 1.0
    if not reader.has("surplus_returned"):
        reader.refuse(
            "surplus_returned",
            _("State the share of a surplus that comes back to you, 0 to 1: the contract says it."),
        )
    return 1.0 if share is None else share


def _cost_sharing(reader: Reader) -> CostSharing | None:
    first, share, most = (reader.number(name) for name in COST_SHARING)
    if not any(reader.has(name) for name in COST_SHARING):
        return None
    found = CostSharing(
        deductible=first or 0.0,
        coinsurance=share or 0.0,
        maximum=math.inf if most is None else most,
    )
    if found.maximum < found.deductible:
        reader.refuse(
            "out_of_pocket_maximum",
            _("The deductible counts toward the out-of-pocket maximum: enter at least as much."),
        )
    return found


def _claim(reader: Reader) -> OneClaim | None:
    pair = ("claim_with", "claim_without")
    amounts = [reader.number(name) for name in pair]
    given = [reader.has(name) for name in pair]
    if any(given) and not all(given):
        missing = pair[given.index(False)]
        reader.refuse(
            missing, _("One claim needs both figures: with the operation, and without it.")
        )
    with_it, without_it = amounts
    if with_it is None or without_it is None:
        return None
    return OneClaim(with_it=with_it, without_it=without_it)
