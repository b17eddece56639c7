"""Work out the case against a saved answer, and save the answer that turns it."""

from calculator.decisions.against.findings import reported
from calculator.engine.against import flips
from calculator.engine.against.flips import Against, Flip
from calculator.exhibits.against import CaseAgainst, case_against, direction
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

DIGITS = 12  # of the value entered for the reader, so that net is 0 to the dollar


def found_against(saved: Scenario) -> Against:
    """Return what turns a saved answer, on its own release."""
    return flips.against(scenarios.case_of(saved))


def case_of(saved: Scenario) -> CaseAgainst:
    """Return the case against a saved answer, with what the findings of its release report."""
    found = found_against(saved)
    says = [reported(saved.release, flip) for flip in found.strongest()]
    return case_against(found, saved.result, says)


def try_flip(*, saved: Scenario, lever: str, way: str, by: object) -> Scenario | None:
    """Save the same calculation with one number at its turning point; None where none is so called.

    Raises:
        InvalidInput: where the release cannot calculate it.
    """
    flip = next((f for f in found_against(saved).flips if _is(f, lever, way)), None)
    if flip is None:
        return None
    raw = _with_value(saved.typed, lever, float(f"{flip.value:.{DIGITS}g}"))
    return scenarios.save_scenario(raw=raw, by=by, release=saved.release)


def _is(flip: Flip, lever: str, way: str) -> bool:
    return flip.lever.field == lever and direction(flip) == way


def _with_value(typed: dict[str, object], lever: str, value: float) -> dict[str, object]:
    field, _, name = lever.partition(".")
    if not name:
        return typed | {field: value}
    return typed | {field: {**dict(typed.get(field) or {}), name: value}}
