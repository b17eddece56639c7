"""Run every check and keep what was found, as the page /method/verification/ tells it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

from calculator.engine.version import MODEL_VERSION
from tests.engine.build import EVIDENCE
from tests.engine.mutation.mutants import ROOT
from tests.engine.verification import (
    event_checks,
    input_checks,
    overall_checks,
    result_checks,
    uncertainty_checks,
)
from tests.engine.verification.registry import CHECKS, Check, forget

FILE = ROOT / "docs" / "method" / "verification.json"
MODULES = (input_checks, event_checks, result_checks, uncertainty_checks, overall_checks)


def all_checks() -> list[Check]:
    """Return the checks of every area, in the order of the modules."""
    names = [module.__name__ for module in MODULES]
    own = [check for check in CHECKS if check.find.__module__ in names]
    return sorted(own, key=lambda check: names.index(check.find.__module__))


def outline(check: Check) -> dict:
    """Return what a check is, without what it found."""
    return {
        "key": check.key,
        "area": check.area,
        "question": check.question,
        "done": check.done,
        "unit": check.unit,
        "tolerance": check.tolerance,
        "slip": check.slip.words,
    }


def run(told: Callable[[str], object] = lambda line: None) -> dict:
    """Run every check, then again with its slip in the engine, which it must notice."""
    rows = []
    for check in all_checks():
        forget()
        figure = float(check.find())
        with check.slip.made():
            noticed = not check.passes(float(check.find()))
        rows.append(
            {**outline(check), "figure": figure, "passed": check.passes(figure), "noticed": noticed}
        )
        verdict = "passed" if rows[-1]["passed"] else "FAILED"
        told(f"{verdict}  {check.key:46}{figure:12.3g}  (at most {check.tolerance:g})")
        if not noticed:
            told(f"        did not notice: {check.slip.words}")
    return {
        "model_version": MODEL_VERSION,
        "evidence_release": EVIDENCE.release,
        "date": datetime.now(UTC).date().isoformat(),
        "checks": rows,
    }


def is_good(found: dict) -> bool:
    """Say whether every check passed and noticed its slip."""
    return all(row["passed"] and row["noticed"] for row in found["checks"])


def write(found: dict) -> None:
    """Keep the figures of a run."""
    FILE.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
