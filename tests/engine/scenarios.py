"""Valid scenarios drawn at random over the whole range of inputs, to compare with the oracle."""

import random

from calculator.engine.evidence import BANDS, Evidence, Parameter

FEES = {
    "fee_per_member_month": (0.0, 4.0),
    "fee_per_opinion": (0.0, 6000.0),
    "incentive_per_opinion": (0.0, 750.0),
    "annual_administration_cost": (0.0, 60000.0),
    "implementation_fee": (0.0, 90000.0),
}
AGE_MIX_TOLERANCE = 0.001


def random_scenario(rng: random.Random, evidence: Evidence) -> dict:
    """Draw a scenario; each optional input is left to its default about half of the time."""
    payer = rng.random() < 0.4
    horizon = rng.randint(1, 10)
    scenario: dict = _payer(rng, evidence) if payer else _employer(rng)
    optional = {
        "design": lambda: rng.choice(evidence.designs).slug,
        "lens": lambda: rng.choice(evidence.lenses).slug,
        "areas": lambda: _areas(rng, evidence),
        "horizon_years": lambda: horizon,
        "discount_rate": lambda: rng.choice([0.0, 0.2, rng.uniform(0, 0.2)]),
        "overrides": lambda: _overrides(rng, evidence),
        "age_mix": lambda: _age_mix(rng, evidence, payer),
        "savings_retained": lambda: _retained(rng),
    }
    for name, draw in optional.items():
        if name not in scenario and rng.random() < (0.8 if name in ("design", "lens") else 0.5):
            scenario[name] = draw()
    if rng.random() < 0.5:
        years = scenario.get("horizon_years", 3)
        scenario["uptake_ramp"] = [rng.choice([0, 1, rng.uniform(0, 2)]) for _ in range(years)]
    fees = FEES if payer else {"fee_per_employee_month": (0.0, 8.0), **FEES}
    for name, (low, high) in fees.items():
        if rng.random() < 0.25:
            scenario[name] = rng.choice([0.0, rng.uniform(low, high)])
    return scenario


def _retained(rng: random.Random) -> float:
    return rng.choices([0.0, 1.0, rng.random()], weights=[1, 4, 10])[0]


def _size(rng: random.Random, largest: int) -> int:
    return max(1, min(largest, round(10 ** rng.uniform(0, 8))))


def _employer(rng: random.Random) -> dict:
    scenario: dict = {rng.choice(["members", "employees"]): _size(rng, 5_000_000)}
    if rng.random() < 0.5:
        scenario["audience"] = "employer"
    if rng.random() < 0.5:
        scenario["include_productivity"] = rng.random() < 0.8
    if rng.random() < 0.5:
        scenario["funding"] = rng.choice(["self_funded", "fully_insured"])
        if scenario["funding"] == "fully_insured":
            scenario["savings_retained"] = _retained(rng)
    return scenario


def _payer(rng: random.Random, evidence: Evidence) -> dict:
    lines = rng.sample(evidence.lines, rng.randint(1, len(evidence.lines)))
    sizes = {line.slug: _size(rng, 60_000_000) for line in lines}
    if len(sizes) > 1 and rng.random() < 0.1:
        sizes[lines[0].slug] = 0
    return {"audience": "payer", "members_by_line": sizes}


def _areas(rng: random.Random, evidence: Evidence) -> list[str]:
    chosen = rng.sample(evidence.areas, rng.randint(1, len(evidence.areas)))
    return [area.slug for area in chosen]


def _age_mix(rng: random.Random, evidence: Evidence, payer: bool) -> dict:
    lines = [line.slug for line in evidence.lines] if payer else ["commercial"]
    chosen = rng.sample(lines, rng.randint(1, len(lines)))
    return {line: _shares(rng) for line in chosen}


def _shares(rng: random.Random) -> dict[str, float]:
    weights = [rng.choice([0.0, rng.random(), rng.random()]) for _ in BANDS]
    weights[rng.randrange(len(BANDS))] += 0.01
    total = sum(weights) * (1 + rng.choice([0, rng.uniform(-0.9, 0.9) * AGE_MIX_TOLERANCE]))
    return {band: min(1.0, w / total) for band, w in zip(BANDS, weights, strict=True)}


def _overrides(rng: random.Random, evidence: Evidence) -> dict:
    count = rng.choice([1, 3, 10, len(evidence.parameters)])
    chosen = rng.sample(evidence.parameters, count)
    return {parameter.name: _own(rng, parameter) for parameter in chosen}


def _own(rng: random.Random, parameter: Parameter) -> float | dict[str, float]:
    """A number anywhere within reason, its edges included, or a range every family can fit."""
    lowest, highest = _reach(parameter)
    if rng.random() < 0.6:
        edge = rng.random() < 0.1 and parameter.key != "members_per_employee"
        return rng.choice([lowest, highest]) if edge else rng.uniform(lowest, highest)
    if parameter.key != "saving_per_changed_plan":  # the other families need a mean above zero
        lowest = max(lowest, 0.0)
    base = lowest + (highest - lowest) * rng.uniform(0.05, 0.95)
    room = min(base - lowest, highest - base)
    return {
        "base": base,
        "low": base - room * rng.uniform(0.1, 0.4),
        "high": base + room * rng.uniform(0.1, 0.4),
    }


def _reach(parameter: Parameter) -> tuple[float, float]:
    """The smallest and largest number to try, within the bounds of the unit."""
    if parameter.key == "saving_per_changed_plan":
        return -50_000.0, 80_000.0
    if parameter.key == "members_per_employee":
        return 1.0, 5.0
    if parameter.key == "discount_rate":
        return 0.0, 0.2
    if parameter.unit == "per year":
        return -0.1, 0.4
    if parameter.unit.startswith("share"):
        return 0.0, 1.0
    largest = {"work days": 365.0, "ratio": 5.0, "ratio to commercial": 3.0}
    return 0.0, largest.get(parameter.unit, 4 * parameter.high)
