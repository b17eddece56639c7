"""What the result rests on: every parameter in force, and what departs from the reference case."""

from calculator.engine.case import Case
from calculator.engine.inputs import scenario
from calculator.engine.inputs.fields import FIELD
from calculator.engine.parameters import InForce
from calculator.engine.result import Assumption, Change


def assumptions(case: Case) -> list[Assumption]:
    """Return the parameters in force for the scenario's areas and lines, in the release's order."""
    return [_assumption(p) for p in case.relevant]


def changes(case: Case) -> list[Change]:
    """Return the inputs that depart from the reference case, each with the reference value."""
    return [
        {"field": field, "label": _label(case, field), "value": value, "default": default}
        for field, value, default in scenario.changes(case.inputs, case.evidence)
    ]


def _label(case: Case, field: str) -> str:
    name = field.removeprefix("overrides.")
    return FIELD[field].label if field in FIELD else case.evidence.parameter[name].label


def _assumption(p: InForce) -> Assumption:
    reference = p.parameter
    return {
        "parameter": p.name,
        "key": reference.key,
        "suffix": reference.suffix,
        "label": reference.label,
        "unit": reference.unit,
        "distribution": p.family,
        "base": p.base,
        "low": p.low,
        "high": p.high,
        "grade": reference.grade,
        "origin": p.origin,
        "reference_base": reference.base,
        "reference_low": reference.low,
        "reference_high": reference.high,
    }
