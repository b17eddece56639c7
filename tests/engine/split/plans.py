"""Random plans and claims for the laws of the split."""

import math

from hypothesis import strategies as st

from calculator.engine.split.fields import FUNDINGS
from calculator.engine.split.terms import CostSharing, OneClaim, SplitTerms

money = st.floats(0, 1_000_000).map(lambda x: round(x, 2))
shares = st.floats(0, 1)


def sharing(first: float, share: float, more: float | None) -> CostSharing:
    most = math.inf if more is None else first + more
    return CostSharing(deductible=first, coinsurance=share, maximum=most)


cost_sharings = st.builds(sharing, money, shares, st.none() | money)
plans = st.builds(
    SplitTerms,
    funding=st.sampled_from(FUNDINGS),
    deductible=st.just(math.inf) | st.floats(1, 1_000_000),
    surplus_returned=shares,
    cost_sharing=st.none() | cost_sharings,
)
claims = st.builds(OneClaim, with_it=money, without_it=money)
