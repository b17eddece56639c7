"""What a guarantee is worth to the sponsor, by who counts the savings and how much is promised."""

from dataclasses import replace

import numpy as np

from calculator.engine.deal.ground import Ground
from calculator.engine.deal.result import Guarantee, Worth
from calculator.engine.deal.settlement import payback, running_fees
from calculator.engine.deal.terms import Terms

RATIOS = (0.5, 1.0, 1.5, 2.0, 3.0)
MEASURES = ("claims", "count")


def guarantee(terms: Terms, ground: Ground) -> Guarantee:
    """Return the guarantee's worth as agreed, and beside it what other wordings would be worth.

    Doubt and luck are both in: each draw's years are as luck has them.

    Source:
        Eq. 28.
    """
    fees = running_fees(terms, ground, ground.deal.expected)
    [other] = [name for name in MEASURES if name != terms.measured_by]
    shown = terms if terms.fees_at_risk > 0 else replace(terms, fees_at_risk=1.0)
    ratios = sorted({*RATIOS, terms.guaranteed_ratio} - {0.0})
    return {
        "is_agreed": terms.guarantees,
        "at_risk": shown.fees_at_risk,
        "fees": float(fees.mean()),
        "measured": {name: float(ground.deal.expected.measured(name).mean()) for name in MEASURES},
        "worth": worth(terms, ground),
        "other": worth(replace(terms, measured_by=other), ground),
        "without_cap": worth(replace(terms, guarantee_cap=None), ground),
        "ladder": [
            (
                worth(replace(shown, guaranteed_ratio=ratio, measured_by="claims"), ground),
                worth(replace(shown, guaranteed_ratio=ratio, measured_by="count"), ground),
            )
            for ratio in ratios
        ],
    }


def worth(terms: Terms, ground: Ground) -> Worth:
    """Return the expected payback and how often anything, or all at risk, comes back.

    Source:
        Eq. 28: the mean over draws of its present value.
    """
    lucky = ground.deal.lucky
    fees = running_fees(terms, ground, lucky)
    back = payback(terms, fees, lucky.measured(terms.measured_by))
    most = np.minimum(
        terms.fees_at_risk * fees.sum(axis=1),
        np.inf if terms.guarantee_cap is None else terms.guarantee_cap * fees.shape[1],
    )
    paid = back.sum(axis=1)
    return {
        "ratio": terms.guaranteed_ratio,
        "measured_by": terms.measured_by,
        "value": float(ground.present_value(back).mean()),
        "chance": float((paid > 0.005).mean()),
        "chance_full": float(((paid > 0.005) & (paid >= most * (1 - 1e-9))).mean()),
    }
