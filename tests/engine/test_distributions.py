import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.engine.distributions import INTERVAL_SDS, Fit, fit
from calculator.engine.errors import UnfitDistribution
from calculator.engine.evidence import Lens
from tests.engine.build import EVIDENCE

SIZE = 200_000
SHAPES = [
    ("beta", 0.3, 0.2, 0.45),
    ("beta", 0.02, 0.005, 0.05),
    ("gamma", 8_000.0, 2_000.0, 25_000.0),
    ("lognormal", 1.0, 0.33, 2.4),
    ("pert", 12_167.0, -2_000.0, 30_000.0),
]


def moments(found: Fit) -> tuple[float, float]:
    """Mean and variance in closed form, from the textbook."""
    a, b = found.first, found.second
    match found.family:
        case "beta":
            return a / (a + b), a * b / ((a + b) ** 2 * (a + b + 1))
        case "gamma":
            return a * b, a * b * b
        case "lognormal":
            return math.exp(a + b * b / 2), math.expm1(b * b) * math.exp(2 * a + b * b)
        case "pert":
            width = found.high - found.low
            return (
                found.low + width * a / (a + b),
                width**2 * a * b / ((a + b) ** 2 * (a + b + 1)),
            )


@pytest.mark.parametrize(("family", "base", "low", "high"), SHAPES)
def test_the_fit_has_the_mean_and_the_sd_asked_for(family, base, low, high):
    mean, variance = moments(fit(family, base=base, low=low, high=high))

    assert mean == pytest.approx(base, rel=1e-12)
    if family != "pert":  # its spread follows from low, mode and high
        assert math.sqrt(variance) == pytest.approx((high - low) / INTERVAL_SDS, rel=1e-9)


@pytest.mark.parametrize(("family", "base", "low", "high"), SHAPES)
def test_samples_have_the_moments_of_the_fit(family, base, low, high):
    found = fit(family, base=base, low=low, high=high)
    mean, variance = moments(found)

    drawn = found.sample(SIZE, np.random.default_rng(1))

    assert drawn.shape == (SIZE,)
    assert drawn.mean() == pytest.approx(mean, abs=4 * math.sqrt(variance / SIZE))
    assert drawn.std() == pytest.approx(math.sqrt(variance), rel=0.03)


@pytest.mark.parametrize("percent", [2.5, 25, 50, 75, 97.5])
def test_quantiles_of_samples_against_closed_forms(percent):
    z = {2.5: -1.959964, 25: -0.6744898, 50: 0.0, 75: 0.6744898, 97.5: 1.959964}[percent]
    lognormal = fit("lognormal", base=1.0, low=0.33, high=2.4)
    even = Fit(family="beta", first=1.0, second=1.0)
    exponential = Fit(family="gamma", first=1.0, second=3.0)

    drawn = [f.sample(SIZE, np.random.default_rng(2)) for f in (lognormal, even, exponential)]
    found = [np.percentile(values, percent) for values in drawn]

    assert found[0] == pytest.approx(math.exp(lognormal.first + z * lognormal.second), rel=0.02)
    assert found[1] == pytest.approx(percent / 100, abs=0.005)
    assert found[2] == pytest.approx(-3 * math.log1p(-percent / 100), rel=0.03)


def test_a_pert_stays_within_its_ends_and_has_its_mode_where_it_should():
    found = fit("pert", base=4.0, low=0.0, high=12.0)
    drawn = found.sample(SIZE, np.random.default_rng(3))

    assert 0 <= drawn.min() < drawn.max() <= 12
    assert (found.first - 1) / (found.first + found.second - 2) * 12 == pytest.approx(3.0)


def test_a_pert_may_have_its_mode_at_an_end():
    assert fit("pert", base=1.0, low=0.0, high=6.0).first == 1.0
    assert fit("pert", base=5.0, low=0.0, high=6.0).second == 1.0


@pytest.mark.parametrize("family", ["beta", "gamma", "lognormal", "pert", "fixed"])
def test_a_number_without_doubt_is_fixed(family):
    found = fit(family, base=0.5, low=0.5, high=0.5)

    assert found == Fit(family="fixed", first=0.5, second=0.0)
    assert found.sample(3, np.random.default_rng(4)).tolist() == [0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    ("family", "base", "low", "high", "words"),
    [
        ("beta", 0.5, 0.6, 0.7, "is not between low"),
        ("beta", 0.0, 0.0, 0.1, "a beta needs a base between 0 and 1, not 0"),
        ("beta", 1.0, 0.9, 1.0, "a beta needs a base between 0 and 1, not 1"),
        ("beta", 0.001, 0.0, 1.0, "too wide for a share with mean 0.001"),
        ("gamma", 0.0, 0.0, 1.0, "a gamma needs a base above 0, not 0"),
        ("lognormal", -1.0, -2.0, 0.0, "a lognormal needs a base above 0, not -1"),
        ("pert", 0.9, 0.0, 6.0, "too near one end of 0 to 6"),
        ("pert", 5.9, 0.0, 6.0, "too near one end of 0 to 6"),
    ],
)
def test_what_no_distribution_fits_is_refused(family, base, low, high, words):
    with pytest.raises(UnfitDistribution, match=words):
        fit(family, base=base, low=low, high=high)


@given(
    st.sampled_from(["gamma", "lognormal"]),
    st.floats(1e-12, 1e7),
    st.floats(0, 1),
    st.floats(1e-15, 1e7),
)
def test_every_range_of_a_positive_family_can_be_sampled(family, base, share, above):
    found = fit(family, base=base, low=base * share, high=base + above)

    assert np.isfinite(found.sample(5, np.random.default_rng(5))).all()


def test_every_distribution_of_the_release_fits():
    rows = [*EVIDENCE.parameters]
    rows += [row for lens in EVIDENCE.lenses for row in _replacements(lens)]
    for row in rows:
        found = fit(row.family, base=row.base, low=row.low, high=row.high)
        if found.family != "fixed":
            assert moments(found)[0] == pytest.approx(row.base, rel=1e-9, abs=1e-9)


def _replacements(lens: Lens):
    return lens.replacements.values()


def test_a_beta_without_any_room_is_unfit():
    with pytest.raises(UnfitDistribution):
        fit("beta", base=0.5, low=0.5 - 1.96 / 2, high=0.5 + 1.96 / 2)


def test_a_mode_may_miss_its_interval_by_a_billionth_of_it():
    low, high = 0.0, 3_000_000.0
    base = (4 * (low - 0.002) + low + high) / 6

    assert fit("pert", base=base, low=low, high=high).first == 1
    with pytest.raises(UnfitDistribution):
        fit("pert", base=base - 0.01, low=low, high=high)
