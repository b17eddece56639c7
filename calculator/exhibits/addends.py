"""Whole dollars that add up: amounts rounded so that their sum is the sum that is shown."""

import math
from collections.abc import Sequence

from calculator.exhibits.formats import table_money


def whole_dollars(amounts: Sequence[float], total: int) -> list[int]:
    """Round amounts so that they add up to a total; those with the largest remainder give way.

    An amount of exactly 0 stays 0.

    >>> whole_dollars([0.4, 0.4, 0.2, 0.0], 1), whole_dollars([-1.5, 0.6], -1)
    ([1, 0, 0, 0], [-2, 1])
    >>> whole_dollars([0.0, -6188.8], -6189), whole_dollars([2.0, 2.0], 3)
    ([0, -6189], [2, 1])
    >>> whole_dollars([0.0, 0.0], 0), whole_dollars([], 0)
    ([0, 0], [])
    """
    found = [math.floor(amount) for amount in amounts]
    movable = [index for index, amount in enumerate(amounts) if amount != 0]
    missing = total - sum(found)
    by_remainder = sorted(movable, key=lambda index: found[index] - amounts[index])
    for index in by_remainder[:missing] if missing > 0 else by_remainder[::-1][:-missing]:
        found[index] += 1 if missing > 0 else -1
    return found


def signed_money(dollars: int) -> str:
    """Return an amount that is added: a gain with its plus.

    >>> signed_money(1_200), signed_money(-1_200), signed_money(0)
    ('+$1,200', '−$1,200', '$0')
    """
    return f"+{table_money(dollars)}" if dollars > 0 else table_money(dollars)
