"""From one calculation to another: what each changed input, the evidence and the model add."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from calculator.engine import shapley
from calculator.engine.case import Case
from calculator.engine.contest import differences
from calculator.engine.contest.differences import Exchange, Part
from calculator.engine.mixture import Mask, annual_net, worths

EXACT = 10  # pieces up to which every mixture is calculated
DUST = 1e-9  # of the larger net: what arithmetic itself leaves behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Net saving a year of two calculations as kept, and what each piece adds between them.

    ``start`` and ``effects`` and ``model`` add up to ``end``. ``effects`` has every part by its
    key; ``model`` is exactly 0 where both were calculated with the present model.
    """

    start: float
    end: float
    model: float
    parts: tuple[Part, ...]
    effects: Mapping[str, float]
    is_exact: bool


def cross(
    a: Case, b: Case, *, kept_a: float | None = None, kept_b: float | None = None
) -> Crossing:
    """Return what leads from one calculation's net a year to another's.

    Worked out in one direction and turned round for the other, so that going back turns every
    sign to the last bit.

    Args:
        a: the calculation to start from, calculated with the present model.
        b: the calculation to arrive at.
        kept_a: its net a year as an older model gave it; None if the present one did.
        kept_b: the same for ``b``.

    Source:
        Eq. 26; the shares are those of Eq. 24.
    """
    is_turned = _rank(b) < _rank(a)
    first, last = (b, a) if is_turned else (a, b)
    exchange = Exchange(a=first, b=last)
    shares = _shares(exchange)
    start, end = annual_net(a), annual_net(b)
    by_model = [
        0.0 if kept is None else kept - now for kept, now in ((kept_a, start), (kept_b, end))
    ]
    return Crossing(
        start=start if kept_a is None else kept_a,
        end=end if kept_b is None else kept_b,
        model=by_model[1] - by_model[0],
        parts=exchange.parts,
        effects={key: 0.0 - share if is_turned else share for key, share in shares.items()},
        is_exact=len(shares) <= EXACT,
    )


def _rank(case: Case) -> str:
    """Return a text that orders cases by what they ask of which release."""
    return json.dumps([case.evidence.content_hash, differences.entered(case)], sort_keys=True)


def _shares(exchange: Exchange) -> dict[str, float]:
    """Return what each piece adds, by its key; exactly 0 where the net does not depend on it."""
    pieces = exchange.parts

    def case_of(included: Mask) -> Case:
        return exchange.case_of([p for p, is_in in zip(pieces, included, strict=True) if is_in])

    values = [_values_of(piece, exchange) for piece in pieces]
    found = shapley.shares(
        len(pieces), lambda included: worths(included, values, case_of), most=EXACT
    )
    dust = DUST * max(abs(annual_net(exchange.a)), abs(annual_net(exchange.b)))
    kept = {
        piece.key: float(share) if abs(share) > dust else 0.0
        for piece, share in zip(pieces, found, strict=True)
    }
    return _whole(kept, float(found.sum()))


def _whole(shares: dict[str, float], whole: float) -> dict[str, float]:
    """Return the shares with what was dropped as dust on the largest, so that none of it is lost.

    >>> _whole({"fee": -900.0, "lens": 0.0}, -901.5)
    {'fee': -901.5, 'lens': 0.0}
    """
    if not any(shares.values()):
        return shares
    largest = max(shares, key=lambda key: abs(shares[key]))
    return {**shares, largest: shares[largest] + (whole - sum(shares.values()))}


def _values_of(piece: Part, exchange: Exchange) -> tuple[str, ...]:
    """Return the parameters of which a piece is mere values.

    An own use that only one case has is more: it stands in the place of a design's.
    """
    of_both = exchange.a.inputs.overrides.keys() & exchange.b.inputs.overrides.keys()
    is_layout = any(n.startswith("uptake_rate.") and n not in of_both for n in piece.values)
    return () if is_layout else piece.values
