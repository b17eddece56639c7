"""Pooling against published examples, statsmodels and what must hold for any studies."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.meta_analysis import combine_effects

from calculator.engine.synthesis import pooling, student
from calculator.engine.synthesis.pooling import pool

# Thirteen trials of the BCG vaccine (Colditz and others 1994, JAMA 271:698): cases and others
# among the vaccinated, cases and others among the controls.
BCG = [
    (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
    (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619), (505, 87886, 499, 87892),
    (29, 7470, 45, 7232), (17, 1699, 65, 1600), (186, 50448, 141, 27197), (5, 2493, 3, 2338),
    (27, 16886, 29, 17825),
]  # fmt: skip
# Nine laboratories' measurements of one quantity: the first row of table 1 of Kacker 2004
# (Metrologia 41:132), which gives the standard deviation between them by each method.
LABORATORIES = (
    [61.00, 61.40, 62.21, 62.30, 62.34, 62.60, 62.70, 62.84, 65.90],
    [0.2025, 1.2100, 0.0900, 0.2025, 0.3844, 0.5625, 0.0676, 0.0225, 1.8225],
)

LAW = settings(deadline=None)
studies = st.lists(st.tuples(st.floats(-5, 5), st.floats(0.001, 10)), min_size=2, max_size=12).map(
    lambda pairs: tuple(zip(*pairs, strict=True))
)


def log_risk_ratios() -> tuple[list[float], list[float]]:
    effects = [math.log((a / (a + b)) / (c / (c + d))) for a, b, c, d in BCG]
    variances = [1 / a - 1 / (a + b) + 1 / c - 1 / (c + d) for a, b, c, d in BCG]
    return effects, variances


def test_bcg_trials_give_the_published_random_effects():
    """Viechtbauer 2010 (Journal of Statistical Software 36:3) prints these to four decimals."""
    found = pool(*log_risk_ratios())

    assert found.studies == 13
    assert found.effect == pytest.approx(-0.7141, abs=5e-5)
    assert found.se == pytest.approx(0.1787, abs=5e-5)
    assert found.tau2 == pytest.approx(0.3088, abs=5e-5)
    assert found.q == pytest.approx(152.2330, abs=5e-5)
    assert found.df == 12
    assert found.i2 == pytest.approx(0.9212, abs=5e-5)
    assert pool(*log_risk_ratios(), "paule_mandel").tau2 == pytest.approx(0.3181, abs=5e-5)
    assert pool(*log_risk_ratios(), "fixed").effect == pytest.approx(-0.4303, abs=5e-5)


def test_laboratories_give_the_published_deviation_between_them():
    assert pool(*LABORATORIES).tau2 ** 0.5 == pytest.approx(0.5359, abs=1e-3)
    assert pool(*LABORATORIES, "paule_mandel").tau2 ** 0.5 == pytest.approx(0.8399, abs=6e-5)


def agrees(effects, variances) -> None:
    for method, theirs in (("dersimonian_laird", "dl"), ("paule_mandel", "iterated")):
        options = {} if theirs == "dl" else {"atol": 1e-8, "maxiter": 500}
        other = combine_effects(
            np.array(effects), np.array(variances), method_re=theirs, use_t=False, **options
        )
        found, fixed = pool(effects, variances, method), pool(effects, variances, "fixed")
        if other.tau2 == 0 < found.tau2:  # its iteration gave up: Q must say that ours did not
            y, v = np.array(effects), np.array(variances)
            assert pooling.heterogeneity(y, v, found.tau2) == pytest.approx(found.df, abs=1e-6)
            continue
        assert fixed.effect == pytest.approx(other.mean_effect_fe, abs=1e-6)
        assert fixed.se == pytest.approx(other.sd_eff_w_fe, abs=1e-6)
        assert found.q == pytest.approx(other.q, rel=1e-6, abs=1e-6)
        assert found.i2 == pytest.approx(max(0, other.i2), abs=1e-6)
        assert found.tau2 == pytest.approx(other.tau2, abs=1e-6)
        assert found.effect == pytest.approx(other.mean_effect_re, abs=1e-6)
        assert found.se == pytest.approx(other.sd_eff_w_re, abs=1e-6)
        low, high = other.conf_int()[1]
        assert (found.low, found.high) == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize("example", [log_risk_ratios(), LABORATORIES])
def test_published_examples_agree_with_statsmodels(example):
    agrees(*example)


def test_made_up_sets_agree_with_statsmodels():
    """Where studies differ less than chance would have it, statsmodels leaves tau2 below 0."""
    rng = np.random.default_rng(1)
    compared = 0
    for _ in range(100):
        number = int(rng.integers(2, 15))
        effects = list(rng.normal(0, 1 + rng.random(), number))
        variances = list(rng.uniform(0.02, 0.3, number))
        if pool(effects, variances).tau2 > 0:
            agrees(effects, variances)
            compared += 1
    assert compared > 80


def test_prediction_interval_is_student_t_with_two_fewer_than_the_studies():
    found = pool(*log_risk_ratios())
    half = 2.2009851600829 * math.sqrt(found.tau2 + found.se**2)  # t, 11 degrees of freedom

    assert found.prediction == pytest.approx((found.effect - half, found.effect + half), abs=1e-9)


def test_two_studies_have_no_prediction_interval():
    assert pool([0.1, 0.5], [0.1, 0.1]).prediction is None


def test_one_study_is_its_own_pool():
    found = pool([0.4], [0.04])

    assert (found.effect, found.tau2, found.q, found.i2, found.df) == (0.4, 0.0, 0.0, 0.0, 0)
    assert found.se == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("effects", "variances"), [([], []), ([1.0], []), ([1.0], [0.0]), ([1.0, 2.0], [1.0, -1.0])]
)
def test_nothing_to_pool_is_refused(effects, variances):
    with pytest.raises(ValueError, match="variances above 0"):
        pool(effects, variances)


def test_agreeing_studies_have_no_variance_between_them():
    for method in ("dersimonian_laird", "paule_mandel"):
        found = pool([1.0, 1.0, 1.0], [0.1, 0.2, 0.3], method)
        assert (found.tau2, found.i2) == (0.0, 0.0)


@LAW
@given(studies)
def test_a_pooled_value_lies_among_its_studies_and_weights_sum_to_one(pair):
    effects, variances = pair
    for method in ("fixed", "dersimonian_laird", "paule_mandel"):
        found = pool(effects, variances, method)
        assert min(effects) - 1e-9 <= found.effect <= max(effects) + 1e-9
        assert sum(found.weights) == pytest.approx(1)
        assert found.tau2 >= 0
        assert 0 <= found.i2 < 1


@LAW
@given(studies)
def test_paule_mandel_brings_q_to_its_degrees_of_freedom(pair):
    effects, variances = (np.array(values) for values in pair)
    found = pool(effects, variances, "paule_mandel")

    at_tau2 = pooling.heterogeneity(effects, variances, found.tau2)
    if found.tau2 > 0:
        assert at_tau2 == pytest.approx(found.df, rel=1e-6)
    else:
        assert at_tau2 <= found.df


def test_student_quantiles_are_those_of_the_tables():
    table = {1: 12.706204736, 2: 4.302652730, 3: 3.182446305, 4: 2.776445105, 10: 2.228138852,
             30: 2.042272456, 101: 1.983731003}  # fmt: skip

    for df, t in table.items():
        assert student.quantile(0.975, df) == pytest.approx(t, abs=1e-8)
        assert student.probability(-t, df) == pytest.approx(0.025, abs=1e-10)
