import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.chance import GAMMA_SHAPE
from calculator.engine.distributions import Fit
from calculator.engine.quantiles import density
from calculator.engine.split import cases
from calculator.engine.split.cover import Cover
from calculator.engine.split.terms import CostSharing
from tests.engine.split.plans import cost_sharings

UNIT = Fit(family="gamma", first=GAMMA_SHAPE, second=1 / GAMMA_SHAPE)
GRID = np.linspace(1e-9, 16, 400_001)
DENSITY = np.array(density(UNIT, GRID.tolist()))
SHARING = CostSharing(deductible=2_000, coinsurance=0.2, maximum=8_000)


def integral(values) -> float:
    """The mean of values over the gamma, by the trapezoid rule on a fine grid."""
    mass = np.trapezoid(DENSITY, GRID) if hasattr(np, "trapezoid") else np.trapz(DENSITY, GRID)
    weighed = values * DENSITY
    return float(((weighed[1:] + weighed[:-1]) / 2 * np.diff(GRID)).sum() / mass)


def expected(cover, deductible, certain, varying):
    return cases.expected(cover, deductible, certain=np.array(certain), varying=np.array(varying))


@pytest.mark.parametrize("limit", [0.05, 0.3, 0.8, 1.0, 1.7, 3.0, 6.0])
def test_limited_means_agree_with_numeric_integration(limit):
    assert cases.limited(np.array(limit)) == pytest.approx(
        integral(np.minimum(GRID, limit)), abs=2e-4
    )


@pytest.mark.parametrize("deductible", [20_000, 60_000, 150_000, math.inf])
@pytest.mark.parametrize(
    "cover",
    [Cover.of_share(np.array(0.9)), Cover.of_cost_sharing(SHARING)],
    ids=["share", "booklet"],
)
@pytest.mark.parametrize(("certain", "varying"), [(0.0, 73_000.0), (8_000.0, 40_000.0)])
def test_expected_layers_agree_with_numeric_integration(cover, deductible, certain, varying):
    found = expected(cover, deductible, certain, varying)

    paid = cover.plan(certain + varying * GRID)
    assert found.gross == certain + varying
    assert found.plan == pytest.approx(integral(paid), rel=3e-4)
    assert found.held == pytest.approx(integral(np.minimum(paid, deductible)), rel=3e-4)


def test_claims_that_do_not_vary_are_paid_as_they_are():
    cover = Cover.of_cost_sharing(SHARING)

    found = expected(cover, 20_000, 30_000.0, 0.0)

    assert found.plan == pytest.approx(30_000 - 7_600)
    assert found.held == pytest.approx(20_000)


def test_claims_above_every_limit_are_held_at_the_limit():
    found = expected(Cover.of_share(np.array(1.0)), 20_000, 30_000.0, 50_000.0)

    assert (found.plan, found.held) == (80_000, 20_000)


def test_a_plan_that_pays_nothing_never_reaches_its_stop_loss():
    found = expected(Cover.of_share(np.array(0.0)), 20_000, 30_000.0, 50_000.0)

    assert (found.plan, found.held) == (0, 0)


def test_claims_that_vary_in_some_places_only():
    cover, varying = Cover.of_share(np.array(1.0)), np.array([0.0, 50_000.0])

    found = cases.expected(cover, 40_000, certain=np.array(10_000.0), varying=varying)

    assert found.held[0] == 10_000
    assert found.held[1] == expected(cover, 40_000, 10_000.0, 50_000.0).held


@settings(max_examples=200, deadline=None)
@given(cost_sharings, st.floats(1, 1e6), st.floats(0, 1e5), st.floats(0, 1e5), st.floats(1, 1e5))
def test_more_claims_and_more_deductible_leave_no_layer_smaller(
    sharing, deductible, certain, varying, more
):
    cover = Cover.of_cost_sharing(sharing)
    near = 1e-6 * (certain + varying + more)

    found = expected(cover, deductible, certain, varying)
    dearer = expected(cover, deductible, certain + more, varying)
    wider = expected(cover, deductible + more, certain, varying)

    assert -near <= found.held <= found.plan + near
    assert found.plan <= found.gross + near
    assert dearer.held >= found.held - near
    assert dearer.plan >= found.plan - near
    assert wider.held >= found.held - near
