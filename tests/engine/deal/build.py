"""Contracts and made-up grounds whose answers are known by hand."""

from dataclasses import replace

import numpy as np

from calculator.engine.case import Case
from calculator.engine.deal import terms
from calculator.engine.deal.ground import Both, Ground
from calculator.engine.deal.terms import Terms
from calculator.engine.deal.years import Years
from calculator.engine.pathway.program_cost import Fees

DRAWS = 200_000


def a_contract(case: Case, **raw) -> Terms:
    return terms.read(raw, case.inputs)


def constant(value: float) -> np.ndarray:
    return np.array([float(value)])


def some_years(savings: np.ndarray, *, opinions=10.0, counted=None) -> Years:
    whole = np.zeros_like(savings)
    return Years(
        opinions=whole + opinions,
        in_claims=savings,
        counted=whole if counted is None else counted,
        productivity=whole,
    )


def ground_of(savings: np.ndarray, *, discount_rate=0.0, **years) -> Ground:
    """Ten employees, twenty members, fees of 100 a month per employee, given savings."""
    found = some_years(savings, **years)
    both = Both(expected=found, lucky=found)
    elapsed = np.arange(savings.shape[1], dtype=float)
    return Ground(
        members=constant(20),
        employees=constant(10),
        fees=Fees(
            per_employee_month=constant(100),
            per_member_month=constant(0),
            per_opinion=constant(0),
            incentive=constant(0),
            administration=constant(0),
            implementation=constant(0),
        ),
        discount=np.broadcast_to((1 + discount_rate) ** -elapsed, savings.shape),
        elapsed=elapsed,
        retained=1.0,
        own=both,
        deal=both,
        more_use=both.nothing(),
        more_advice=both.nothing(),
    )


def normal_savings(mean: float, sd: float, *, years=1, seed=3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return rng.normal(mean, sd, (DRAWS, years))


def kept_share(ground: Ground, share: float) -> Ground:
    return replace(ground, retained=share)
