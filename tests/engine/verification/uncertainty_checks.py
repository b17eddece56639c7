"""Doubt: the simulation, and what knowing more is worth, against closed forms and others."""

import math
import random
from statistics import NormalDist

import numpy as np
from statsmodels.stats.meta_analysis import combine_effects

from calculator.engine import base_case, draws, simulation, voi
from calculator.engine.model import evaluate
from calculator.engine.simulation import sampled, simulate
from calculator.engine.synthesis import pooling
from calculator.engine.synthesis.pooling import pool
from tests.engine.build import EVIDENCE, a_case
from tests.engine.verification.measures import apart
from tests.engine.verification.registry import Slip, check

Array = np.ndarray
SIZE = 200_000
STANDARD = NormalDist()
# The unit normal linear loss integral at 0, 0.5, 1, 1.5 and 2, as tabulated for decisions of two
# actions by Raiffa and Schlaifer 1961 (Applied Statistical Decision Theory, table of L_N*).
TABULATED = {0.0: 0.3989, 0.5: 0.1978, 1.0: 0.08332, 1.5: 0.02931, 2.0: 0.008491}
right_regression = voi._regressed


def even_normals(dimensions: int) -> Array:
    """Normal samples spread evenly: what is left of sampling error is far below a percent."""
    golden = np.array([math.sqrt(p) % 1 for p in (2, 3, 5, 7)[:dimensions]])
    places = (0.5 + np.outer(golden, np.arange(1, SIZE + 1))) % 1
    return np.array([[STANDARD.inv_cdf(u) for u in row] for row in np.clip(places, 1e-9, 1 - 1e-9)])


X, Y, Z = even_normals(3)


def worth(mean: float, sd: float) -> float:
    """E[max(0, N)] - max(0, mean) of a normal N: the closed form."""
    ratio = abs(mean) / sd
    return sd * (STANDARD.pdf(ratio) - ratio * STANDARD.cdf(-ratio))


@check(
    "uncertainty",
    question="Is the value of perfect information of a normal net benefit the tabulated one?",
    done="Net with mean 0, 0.5, 1, 1.5 and 2 standard deviations below zero, against the table of "
    "the unit normal loss integral in Raiffa and Schlaifer 1961.",
    unit="largest relative difference",
    tolerance=0.02,
    slip=Slip(
        words="The decision without more knowledge is thought to be always worth 0.",
        owner=voi,
        name="evpi",
        value=lambda net: 1.1 * float(np.maximum(net, 0).mean()),
    ),
)
def evpi_of_the_tables() -> float:
    return max(apart(voi.evpi(X - mean), loss) for mean, loss in TABULATED.items())


def _flat(net: Array, standard: Array) -> Array:
    return np.full_like(net, net.mean())


@check(
    "uncertainty",
    question="Is the value of knowing one parameter of a linear model the closed form?",
    done="Net = m + aX + bY with X and Y standard normal, for nine sets of m, a and b: knowing X "
    "is worth what a normal net with mean m and deviation a is worth.",
    unit="largest relative difference",
    tolerance=0.02,
    slip=Slip(words="The regression sees no slope.", owner=voi, name="_regressed", value=_flat),
)
def evppi_of_a_line() -> float:
    return max(
        apart(voi.evppi(mean + a * X + b * Y, X), worth(mean, a))
        for a, b in ((1.0, 1.0), (3.0, 0.5), (0.8, 2.0))
        for mean in (-a, 0.0, 0.7 * a)
    )


@check(
    "uncertainty",
    question="Does the worked example of voi, a package by others, come out as it is printed?",
    done="Net = p1 - p2 with p1 of mean 1 and deviation 1, p2 of mean 0 and deviation 2. The "
    "overview of voi (Jackson, chjackson.github.io/voi/articles/voi.html) prints 0.4798107 as the "
    "exact value of perfect information, and 0.08210074 and 0.39029827 for knowing p1 and p2, from "
    "10,000 draws; the closed forms, 0.0833155 and 0.3955931, are within their sampling error.",
    unit="largest relative difference",
    tolerance=0.02,
    slip=Slip(words="The regression sees no slope.", owner=voi, name="_regressed", value=_flat),
)
def example_of_voi() -> float:
    p1, p2 = 1 + X, 2 * Y
    net = p1 - p2
    return max(
        apart(voi.evpi(net), 0.4798107),
        apart(voi.evppi(net, p1), 0.08210074),
        apart(voi.evppi(net, p2), 0.39029827),
    )


def _straight(net: Array, standard: Array) -> Array:
    return net.mean() + (net * standard).mean() * standard


@check(
    "uncertainty",
    question="Is the value of knowing one parameter right where the model is curved?",
    done="Three models with known answers: X² − 1 + Y (knowing X is worth 2φ(1)), XZ with E[Z] = 1 "
    "(knowing X is worth φ(0)), and exp(X) − 2 + Y with X of deviation 0.6 (the lognormal form).",
    unit="largest relative difference",
    tolerance=0.02,
    slip=Slip(
        words="The regression is a straight line.", owner=voi, name="_regressed", value=_straight
    ),
)
def evppi_of_a_curve() -> float:
    sd = 0.6
    lognormal, d = np.exp(sd * X), math.log(1 / 2) / sd
    known = math.exp(sd * sd / 2) * STANDARD.cdf(sd + d) - 2 * STANDARD.cdf(d)
    return max(
        apart(voi.evppi(X * X - 1 + Y, X), 2 * STANDARD.pdf(1.0)),
        apart(voi.evppi(X * (1 + 0.3 * Z), X), STANDARD.pdf(0.0)),
        apart(voi.evppi(lognormal - 2 + Y, X), known),
    )


@check(
    "uncertainty",
    question="Is knowing a value that is not in doubt worth exactly nothing?",
    done="The worth of a parameter that is one number, and of one that is the same in every draw.",
    unit="dollars",
    tolerance=0,
    slip=Slip(
        words="A number that never moves is credited with the whole doubt.",
        owner=voi,
        name="evppi",
        value=lambda net, values: voi.evpi(net),
    ),
)
def a_constant_is_worth_nothing() -> float:
    return max(voi.evppi(X, np.array([3.0])), voi.evppi(X, np.full(SIZE, 3.0)))


def _by_neighbors(net: Array, standard: Array) -> Array:
    running: Array = np.cumsum(net) / np.arange(1, len(net) + 1)
    return running


@check(
    "uncertainty",
    question="Is the ranking of what is worth knowing free of the order of the draws?",
    done="Targeted outreach, 10,000 draws, as drawn and shuffled three times: the value of every "
    "parameter must stay, and so the ranking of those worth a dollar or more.",
    unit="largest difference relative to the value of perfect information",
    tolerance=1e-9,
    slip=Slip(
        words="The regression looks at the draws before each draw.",
        owner=voi,
        name="_regressed",
        value=_by_neighbors,
    ),
)
def order_of_draws() -> float:
    case = a_case(design="targeted")
    drawn = sampled(case)
    net = simulate(case, drawn).pv_net
    names = [p.name for p in case.relevant if p.is_sampled]
    before = {name: voi.evppi(net, drawn.values[name]) for name in names}
    worst = 0.0
    for seed in range(3):
        order = np.random.default_rng(seed).permutation(len(net))
        after = {name: voi.evppi(net[order], drawn.values[name][order]) for name in names}
        worst = max(worst, *(abs(after[n] - before[n]) / voi.evpi(net) for n in names))
        if _ranking(after) != _ranking(before):
            return float("inf")
    return worst


def _ranking(values: dict[str, float]) -> list[str]:
    return sorted((name for name in values if values[name] >= 1), key=lambda name: -values[name])


@check(
    "uncertainty",
    question="Does the simulation center on the base case?",
    done="All five designs, 10,000 draws: the mean simulated saving against the base case; caps "
    "and compounding may move it by a few parts in a hundred (docs/model.md).",
    unit="largest relative difference",
    tolerance=0.05,
    slip=Slip(
        words="Every draw is 10 % too high.",
        owner=draws,
        name="_kept_drawn",
        value=lambda fit, size, seed, name: 1.1 * draws._drawn(fit, size, seed, name),
    ),
)
def simulation_centers_on_the_base_case() -> float:
    worst = 0.0
    for design in EVIDENCE.designs:
        case = a_case(design=design.slug)
        base = base_case.totals(evaluate(case, draws.means(case.parameters)))
        found = simulate(case, sampled(case)).pv_benefit.mean()
        worst = max(worst, apart(float(found), base["plan_saving"]))
    return worst


@check(
    "uncertainty",
    question="Do all designs and group sizes share the same draws?",
    done="Five designs and two sizes: every parameter that two of them draw by the same "
    "distribution must have the same draws to the bit.",
    unit="parameters that differ",
    tolerance=0,
    slip=Slip(
        words="Every scenario draws by a seed of its own.",
        owner=simulation,
        name="sample",
        value=lambda parameters, *, size, seed: draws.sample(
            parameters, size=size, seed=random.randrange(2**32)
        ),
    ),
)
def shared_draws() -> float:
    first = a_case()
    one = simulation.sampled(first)
    others = [a_case(design=d.slug, members=n) for d in EVIDENCE.designs for n in (50, 10**6)]
    return float(sum(_differing(first, one, other) for other in others))


def _differing(first, one, other) -> int:
    two = simulation.sampled(other)
    shared = [p.name for p in first.parameters.sampled if other.parameters[p.name] == p]
    return sum(not np.array_equal(one.values[n], two.values[n]) for n in shared)


@check(
    "uncertainty",
    question="Does pooling agree with statsmodels, a statistics package by others?",
    done="Two hundred random sets of 2 to 12 studies: fixed effect, and random effects by "
    "DerSimonian and Laird: effect, standard error, Q and variance between studies.",
    unit="largest relative difference",
    tolerance=1e-9,
    slip=Slip(
        words="No variance between studies is allowed for.",
        owner=pooling,
        name="_between",
        value=lambda effects, variances, method: 0.0,
    ),
)
def pooling_agrees_with_statsmodels() -> float:
    rng = np.random.default_rng(31)
    worst = 0.0
    for _ in range(200):
        count = int(rng.integers(2, 13))
        effects, variances = rng.normal(0, 2, count), rng.uniform(0.01, 3, count)
        with np.errstate(invalid="ignore"):  # it goes on with variances below zero
            theirs = combine_effects(effects, variances, method_re="dl", use_t=False)
        fixed, found = pool(effects, variances, "fixed"), pool(effects, variances)
        pairs = (
            (fixed.effect, theirs.mean_effect_fe),
            (fixed.se, theirs.sd_eff_w_fe),
            (found.q, theirs.q),
            (found.tau2, max(0.0, theirs.tau2)),
        )
        if theirs.tau2 >= 0:
            pairs += (found.effect, theirs.mean_effect_re), (found.se, theirs.sd_eff_w_re)
        worst = max(worst, *(apart(float(a), float(b), scale=1e-3) for a, b in pairs))
    return worst
