"""Events: decisions, opinions, operations avoided and changed plans follow from one another."""

from itertools import pairwise

import numpy as np

from calculator.engine import base_case, breakdown
from calculator.engine.case import Case
from calculator.engine.draws import Draws
from calculator.engine.pathway import decisions, surgical
from tests.engine.build import base_of as plain_base_of
from tests.engine.build import for_all, with_overrides
from tests.engine.verification.measures import apart, base_of, scenarios
from tests.engine.verification.registry import Slip, check

COUNTS = ("decisions", "opinions", "surgeries_avoided", "diagnoses_changed", "treatments_changed")
SAVINGS = ("plan_saving", "member_saving", "insurer_saving", "productivity")
CHAIN = (
    "decisions",
    "opinions",
    "not_confirmed",
    "forgone",
    "still_not_operated",
    "because_of_program",
)
MANY = 100
rightly_avoided, rightly_counted, rightly_used = (
    surgical.lasting_effect,
    decisions.population,
    decisions.uptake,
)


def _all_last(draws: Draws) -> np.ndarray:
    return np.ones((1, 1))


def _one_too_many(case: Case, draws: Draws) -> tuple[dict[str, np.ndarray], np.ndarray | None]:
    members, employees = rightly_counted(case, draws)
    return {line: count + 1 for line, count in members.items()}, employees


def _some_ask_anyway(case: Case, draws: Draws) -> np.ndarray:
    return rightly_used(case, draws) + 0.001


@check(
    "event",
    question="Is one chain right when worked out by hand?",
    done="Lumbar fusion, 10,000 members, one year: 4.773 decisions × 0.15 use × 0.45 not confirmed "
    "× (0.80 − (1 − 0.69 × 0.85)) lasting, against the engine.",
    unit="relative difference",
    tolerance=1e-12,
    slip=Slip(
        words="Every operation not confirmed counts as avoided.",
        owner=surgical,
        name="lasting_effect",
        value=_all_last,
    ),
)
def lumbar_fusion_by_hand() -> float:
    base = plain_base_of(areas=["lumbar_fusion"], horizon_years=1)
    by_hand = 4.773 * 0.15 * 0.45 * (0.80 - (1 - 0.69 * 0.85))
    return apart(breakdown.areas(base)[0]["surgeries_avoided"], by_hand)


@check(
    "event",
    question="Does the chain only ever get shorter: opinions, not confirmed, forgone, still not "
    "operated, because of the program?",
    done=f"{MANY} random scenarios; each bar of the chain must not be longer than the one before.",
    unit="bars longer than the one before",
    tolerance=0,
    slip=Slip(
        words="Every operation not confirmed counts as avoided.",
        owner=surgical,
        name="lasting_effect",
        value=_all_last,
    ),
)
def chain_gets_shorter() -> float:
    longer = 0
    for scenario in scenarios(MANY, seed=11):
        chain = base_case.chain(base_of(scenario))
        bars = [chain[name] for name in CHAIN]
        longer += sum(b > a * (1 + 1e-12) for a, b in pairwise(bars))
    return float(longer)


@check(
    "event",
    question="Does nothing happen, and nothing get saved, where nobody asks for an opinion?",
    done=f"{MANY} random scenarios with every uptake set to 0: opinions, avoided operations, "
    "changed diagnoses and treatments, and all savings must be 0.",
    unit="largest count or dollar found",
    tolerance=0,
    slip=Slip(
        words="One in a thousand asks anyway.",
        owner=decisions,
        name="uptake",
        value=_some_ask_anyway,
    ),
)
def nobody_asks() -> float:
    nothing = for_all("uptake_rate", 0.0)
    worst = 0.0
    for scenario in scenarios(MANY, seed=12):
        found = base_case.totals(base_of(with_overrides(scenario, **nothing)))
        worst = max(worst, *(abs(found[name]) for name in (*COUNTS[1:], *SAVINGS)))
    return worst


@check(
    "event",
    question="Does a group of twice the size see twice the events and twice the savings?",
    done=f"{MANY} random scenarios, each also with every number of people doubled.",
    unit="largest relative difference",
    tolerance=1e-9,
    slip=Slip(
        words="One member too many is counted.",
        owner=decisions,
        name="population",
        value=_one_too_many,
    ),
)
def twice_the_people() -> float:
    worst = 0.0
    for scenario in scenarios(MANY, seed=13):
        once = base_case.totals(base_of(_halved(scenario)))
        twice = base_case.totals(base_of(_halved(scenario, 2)))
        worst = max(worst, *(apart(twice[n], 2 * once[n]) for n in (*COUNTS, *SAVINGS)))
    return worst


def _halved(scenario: dict, times: int = 1) -> dict:
    """The scenario with about half of its people, so that twice of them stay within bounds."""
    changed = dict(scenario)
    for name in ("members", "employees"):
        if name in scenario:
            changed[name] = times * max(1, scenario[name] // 2)
    if "members_by_line" in scenario:
        sizes = scenario["members_by_line"]
        changed["members_by_line"] = {line: times * max(1, n // 2) for line, n in sizes.items()}
    return changed


@check(
    "event",
    question="Do the parts add up: clinical areas to the total, lines of business to the total?",
    done=f"{MANY} random scenarios: counts and savings of the areas, and of the lines, are added "
    "and compared with the totals.",
    unit="largest relative difference",
    tolerance=1e-9,
    slip=Slip(
        words="The table of areas leaves out the last one.",
        owner=breakdown,
        name="areas",
        value=lambda base, whole=breakdown.areas: whole(base)[:-1],
    ),
)
def parts_add_up() -> float:
    worst = 0.0
    for scenario in scenarios(MANY, seed=14):
        base = base_of(scenario)
        total = base_case.totals(base)
        for rows in (breakdown.areas(base), breakdown.lines(base)):
            for name in ("opinions", "surgeries_avoided", "allowed_saving", "plan_saving"):
                scale = sum(abs(row[name]) for row in rows)
                worst = max(worst, apart(sum(r[name] for r in rows), total[name], scale=scale))
    return worst
