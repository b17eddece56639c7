import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculator.engine.distributions import Fit, fit
from calculator.engine.errors import UnfitDistribution
from calculator.engine.quantiles import density, quantiles

SHARES = (0.025, 0.5, 0.975)
UNIFORM = Fit(family="beta", first=1.0, second=1.0)
EXPONENTIAL = Fit(family="gamma", first=1.0, second=3.0)
ARCSINE = Fit(family="beta", first=0.5, second=0.5)
FITS = [
    UNIFORM,
    EXPONENTIAL,
    ARCSINE,
    Fit(family="beta", first=2_000.0, second=30.0),
    Fit(family="beta", first=0.2, second=6.0),
    Fit(family="gamma", first=0.5, second=2.0),
    Fit(family="gamma", first=4_000.0, second=18.0),
    Fit(family="pert", first=1.0, second=5.0, low=2.0, high=9.0),
    Fit(family="lognormal", first=1.0, second=0.5),
]


def test_uniform_in_closed_form():
    assert quantiles(UNIFORM, SHARES) == pytest.approx(SHARES, rel=1e-4)


def test_exponential_in_closed_form():
    exact = [-3 * math.log(1 - share) for share in SHARES]

    assert quantiles(EXPONENTIAL, SHARES) == pytest.approx(exact, rel=1e-4)


def test_arcsine_in_closed_form():
    exact = [math.sin(math.pi * share / 2) ** 2 for share in SHARES]

    assert quantiles(ARCSINE, SHARES) == pytest.approx(exact, rel=1e-4)


def test_tails_beyond_the_grid_are_in_closed_form():
    power = Fit(family="beta", first=0.01, second=1.0)  # its distribution function is x ** 0.01
    mirrored = Fit(family="beta", first=1.0, second=0.01)

    assert quantiles(power, [0.3]) == pytest.approx([0.3**100], rel=1e-3)
    assert quantiles(mirrored, [0.7]) == pytest.approx([1 - 0.3**100])
    assert quantiles(power, [1e-9]) == [0.0]


def test_lognormal_in_closed_form():
    low, middle, high = quantiles(Fit(family="lognormal", first=1.0, second=0.5), SHARES)

    assert middle == pytest.approx(math.e)
    assert (
        math.log(high) - 1 == pytest.approx(1 - math.log(low)) == pytest.approx(0.97998, abs=1e-5)
    )


def test_fixed_lies_in_one_place():
    assert quantiles(Fit(family="fixed", first=7.0, second=0.0), SHARES) == [7.0] * 3


@pytest.mark.parametrize("fitted", FITS, ids=lambda f: f"{f.family}-{f.first:g}")
def test_quantiles_agree_with_draws(fitted):
    draws = fitted.sample(200_000, np.random.default_rng(3))

    for share, value in zip(SHARES, quantiles(fitted, SHARES), strict=True):
        assert np.mean(draws < value) == pytest.approx(share, abs=0.004)


@pytest.mark.parametrize("fitted", FITS, ids=lambda f: f"{f.family}-{f.first:g}")
def test_the_density_holds_the_mass_between_two_quantiles(fitted):
    low, high = quantiles(fitted, (0.5, 0.95))
    step = (high - low) / 4_000
    ys = density(fitted, [low + step * (n + 0.5) for n in range(4_000)])

    assert sum(ys) * step == pytest.approx(0.45, abs=2e-3)


def test_the_density_at_the_edge_is_no_error():
    assert density(UNIFORM, [0.0, 1.0]) == [0.0, 0.0]


@pytest.mark.parametrize(
    "fitted",
    [
        Fit(family="beta", first=1e-9, second=1.0),
        Fit(family="gamma", first=1e12, second=1.0),
        Fit(family="gamma", first=math.nan, second=1.0),
        Fit(family="lognormal", first=0.0, second=0.0),
    ],
)
def test_what_is_too_extreme_is_refused(fitted):
    with pytest.raises(UnfitDistribution, match="too extreme"):
        quantiles(fitted, SHARES)


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["beta", "gamma", "lognormal", "pert"]),
    st.floats(0.001, 0.999),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_quantiles_rise_and_surround_the_middle(family, base, down, up):
    low, high = base * (1 - down), base + (1 - base) * up
    try:
        fitted = fit(family, base=base, low=low, high=high)
        found = quantiles(fitted, (0.001, *SHARES, 0.999))
    except (UnfitDistribution, ArithmeticError):
        assume(False)

    assert found == sorted(found)
    if family in ("beta", "pert"):
        assert 0 <= found[0] <= found[-1] <= 1
