"""Inputs: what is entered is judged, and what is in force is what the evidence says."""

import math

import numpy as np

from calculator.engine import distributions, draws, parameters
from calculator.engine.distributions import Fit
from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Range
from calculator.engine.inputs import numbers, scenario
from calculator.engine.inputs.fields import FIELDS
from tests.engine.build import EVIDENCE, PAYER, a_case
from tests.engine.verification.measures import apart
from tests.engine.verification.registry import Slip, check

KINDS = {"whole", "number", "share", "money"}
LENSES = [lens.slug for lens in EVIDENCE.lenses]
SAMPLES = 10_000


def _within(found: float, value: object, **bounds: object) -> float:
    return found


@check(
    "input",
    question="Is a number outside its range refused, at its own field?",
    done="Every numeric field is given a number below its range and one above it; each must be "
    "refused with a message at that field.",
    unit="numbers let through",
    tolerance=0,
    slip=Slip(words="Ranges are not checked.", owner=numbers, name="_within", value=_within),
)
def numbers_out_of_range() -> float:
    return float(sum(not _is_refused(*pair) for pair in _out_of_range()))


def _out_of_range() -> list[tuple[str, float]]:
    bounded = [field for field in FIELDS if field.kind in KINDS and field.high > field.low]
    return [(f.name, value) for f in bounded for value in (f.low - 1, f.high + 1)]


def _is_refused(name: str, value: float) -> bool:
    size = {} if name in {"members", "employees"} else {"members": 1_000}
    people = PAYER if name == "fee_per_member_month" else size
    try:
        scenario.read({**people, name: value}, EVIDENCE)
    except InvalidInput as refusal:
        return name in refusal.errors
    return False


@check(
    "input",
    question="Is the mean of every fitted distribution the value that the evidence states?",
    done="For every uncertain parameter under every lens, the mean that follows from the fitted "
    "shape by the textbook formula of its family is compared with the stated base.",
    unit="largest relative difference",
    tolerance=1e-9,
    slip=Slip(
        words="The pert weighs its mode by 3, not 4.",
        owner=distributions,
        name="PERT_LAMBDA",
        value=3.0,
    ),
)
def means_of_distributions() -> float:
    return max(apart(_mean(p.fit()), p.base) for p in _in_force() if p.is_sampled)


@check(
    "input",
    question="Is the spread of every fitted distribution the one that the evidence states?",
    done="The standard deviation that follows from the fitted shape of every beta, gamma and "
    "lognormal is compared with the width of the 95 % interval divided by 3.92.",
    unit="largest relative difference",
    tolerance=1e-9,
    slip=Slip(
        words="Intervals are read as 90 % intervals.",
        owner=distributions,
        name="INTERVAL_SDS",
        value=3.29,
    ),
)
def spreads_of_distributions() -> float:
    rows = [p for p in _in_force() if p.is_sampled and p.family != "pert"]
    return max(apart(_sd(p.fit()), (p.high - p.low) / 3.92) for p in rows)


def _in_force() -> list[parameters.InForce]:
    return [p for lens in LENSES for p in a_case(lens=lens).parameters.by_name.values()]


def _mean(fit: Fit) -> float:
    a, b = fit.first, fit.second
    if fit.family == "gamma":
        return a * b
    if fit.family == "lognormal":
        return math.exp(a + b * b / 2)
    unit = a / (a + b)
    return unit if fit.family == "beta" else fit.low + (fit.high - fit.low) * unit


def _sd(fit: Fit) -> float:
    a, b = fit.first, fit.second
    if fit.family == "gamma":
        return a**0.5 * b
    if fit.family == "lognormal":
        return _mean(fit) * math.expm1(b * b) ** 0.5
    return (a * b / (a + b + 1)) ** 0.5 / (a + b)


def _ten_percent_high(fit: Fit, size: int, seed: int, name: str) -> np.ndarray:
    return 1.1 * draws._drawn(fit, size, seed, name)


@check(
    "input",
    question="Do the random draws have the mean and the spread that they are drawn from?",
    done=f"{SAMPLES:,} draws of every uncertain parameter of the reference lens; mean and standard "
    "deviation are compared with those of the fitted distribution, in standard errors.",
    unit="largest distance in standard errors",
    tolerance=5,
    slip=Slip(
        words="Every draw is 10 % too high.",
        owner=draws,
        name="_kept_drawn",
        value=_ten_percent_high,
    ),
)
def draws_follow_their_distributions() -> float:
    in_force = a_case().parameters
    drawn = draws.sample(in_force, size=SAMPLES, seed=1)
    worst = 0.0
    for p in in_force.sampled:
        values = drawn.values[p.name]
        error = values.std(ddof=1) / SAMPLES**0.5
        worst = max(worst, float(abs(values.mean() - p.base) / error))
    return worst


def _unchanged(before: parameters.InForce, value: Range, origin: str) -> parameters.InForce:
    return before


@check(
    "input",
    question="Does the strongest source of a value win: the user's own number over the lens, the "
    "lens over the reference?",
    done="Every parameter is overridden by a number of its own under every lens, and every lens is "
    "used without one; the value in force must be that of the strongest.",
    unit="values in force that are not the strongest",
    tolerance=0,
    slip=Slip(
        words="A user's own number is ignored.",
        owner=parameters,
        name="_replaced",
        value=_unchanged,
    ),
)
def strongest_source_wins() -> float:
    wrong = 0
    for lens in EVIDENCE.lenses:
        plain = a_case(lens=lens.slug).parameters
        wrong += sum(plain[n].base != row.base for n, row in lens.replacements.items())
        middles = {p.name: (2 * p.low + p.high) / 3 for p in plain.by_name.values()}
        own = a_case(lens=lens.slug, overrides=middles).parameters
        wrong += sum(abs(own[n].base - value) > 1e-12 for n, value in middles.items())
    return float(wrong)
