# ruff: noqa: E501 - a name is one line
"""Mutants that change no number, each with the reason; a test holds that each still exists."""

EQUIVALENT = {
    "calculator/engine/pathway/decisions.py population: inputs.employees or 0 -> inputs.employees or 1": (
        "An employer gives members or employees; this 0 is only there for the type checker."
    ),
    "calculator/engine/pathway/present_value.py present_value: -1 -> +1": (
        "A flow has the axes draw and year: the last axis is axis 1."
    ),
    "calculator/engine/break_even.py fee_units: basis == 'pmpm' or outcomes.employees is None -> basis == 'pmpm' and outcomes.employees is None": (
        "Only a payer has no employees, and only a payer pays by the member."
    ),
    "calculator/engine/distributions.py _pert: low - tolerance <= mode <= high + tolerance -> low - tolerance < mode <= high + tolerance": (
        "Moves the edge of a tolerance of a billionth, which no value meets."
    ),
    "calculator/engine/distributions.py _pert: low - tolerance <= mode <= high + tolerance -> low - tolerance <= mode < high + tolerance": (
        "Moves the edge of a tolerance of a billionth, which no value meets."
    ),
    "calculator/engine/draws.py KEPT_DRAWS: 10000 -> 10001": (
        "Where arrays are kept, not what is in them."
    ),
    "calculator/engine/draws.py KEPT_ARRAYS: 512 -> 513": (
        "How many arrays are kept, not what is in them."
    ),
    "calculator/engine/draws.py KEPT_LARGE_ARRAYS: 128 -> 129": (
        "How many arrays are kept, not what is in them."
    ),
    "calculator/engine/draws.py sample: size <= KEPT_DRAWS -> size < KEPT_DRAWS": (
        "Where arrays are kept, not what is in them."
    ),
    "calculator/engine/plausibility.py _check: value > warning_above -> value >= warning_above": (
        "Moves the edge of a warning by nothing that a share computed from data meets."
    ),
    "calculator/engine/plausibility.py _check: value > error_above -> value >= error_above": (
        "Moves the edge of a warning by nothing that a share computed from data meets."
    ),
}
