"""A user's own parameter values: names checked against the release, values against their unit."""

from collections.abc import Mapping
from operator import itemgetter

from calculator.engine.distributions import fit
from calculator.engine.errors import UnfitDistribution
from calculator.engine.evidence import LINE_KEYS, Evidence, Family, Parameter, Range
from calculator.engine.inputs.fields import MAX_MONEY
from calculator.engine.inputs.numbers import Unreadable, name_of, number, shown

Override = float | Range
MAX_OVERRIDES = 400
LEAST_MEMBERS_PER_EMPLOYEE = 0.01  # employees are members divided by it
PARTS = ("base", "low", "high")


def bounds(key: str, unit: str) -> tuple[float, float]:
    """Return the lowest and highest value that a parameter of this unit may take (Model 4).

    >>> bounds("surgery_cost", "USD 2025"), bounds("medical_trend", "per year")
    ((0.0, 10000000.0), (-0.2, 0.5))
    """
    if key == "saving_per_changed_plan":
        return -float(MAX_MONEY), float(MAX_MONEY)
    if key == "members_per_employee":
        return LEAST_MEMBERS_PER_EMPLOYEE, 100.0
    for prefix, low, high in (
        ("share", 0.0, 1.0),
        ("per 1,000", 0.0, 1_000.0),
        ("ratio", 0.0, 100.0),
        ("work days", 0.0, 365.0),
        ("per year", -0.2, 0.5),
    ):
        if unit.startswith(prefix):
            return low, high
    return 0.0, float(MAX_MONEY)


def family_for(reference: Parameter, in_force: Family) -> Family:
    """Return the family in which a user's own base, low and high are sampled (Model 4)."""
    if in_force != "fixed":
        return in_force
    if reference.family != "fixed":
        return reference.family
    return "beta" if reference.unit.startswith("share") else "pert"


def read(raw: object, evidence: Evidence) -> tuple[dict[str, Override], dict[str, list[str]]]:
    """Return the overrides that can be used and the errors of those that cannot, by field.

    A range also needs a distribution that fits it.
    """
    if not isinstance(raw, Mapping):
        say = "Give a map from parameter to a number or to base, low, high."
        return {}, {"overrides": [f"{shown(raw)} is not a map. {say}"]}
    if len(raw) > MAX_OVERRIDES:
        say = f"At most {MAX_OVERRIDES} parameters can be replaced; {len(raw):,} found."
        return {}, {"overrides": [say]}
    found: dict[str, Override] = {}
    errors: dict[str, list[str]] = {}
    for name, value in sorted(((str(key), value) for key, value in raw.items()), key=itemgetter(0)):
        if value is None or value == "":
            continue
        try:
            found[name] = _read(name, value, evidence)
        except Unreadable as error:
            errors[f"overrides.{name_of(name)}"] = [str(error)]
    return found, errors


def fit_problem(name: str, value: Override, evidence: Evidence) -> str:
    """Return why a range has no distribution under one of the lenses, or an empty string.

    All lenses are tried, because every result shows them side by side.
    """
    if not isinstance(value, Range):
        return ""
    reference = evidence.parameter[name]
    in_force: set[Family] = {reference.family}
    in_force |= {
        lens.replacements[name].family for lens in evidence.lenses if name in lens.replacements
    }
    for family in sorted({family_for(reference, family) for family in in_force}):
        try:
            fit(family, base=value.base, low=value.low, high=value.high)
        except UnfitDistribution as error:
            return (
                f"No {family} distribution fits these three: {error}. Narrow or center the range."
            )
    return ""


def _read(name: str, value: object, evidence: Evidence) -> Override:
    problem = _name_problem(name, evidence)
    if problem:
        raise Unreadable(problem)
    found = _value(value, evidence.parameter[name])
    problem = fit_problem(name, found, evidence)
    if problem:
        raise Unreadable(problem)
    return found


def _name_problem(name: str, evidence: Evidence) -> str:
    if name in evidence.parameter:
        return ""
    key, _, suffix = name.partition(".")
    with_suffix = {p.suffix for p in evidence.parameters if p.key == key and p.suffix}
    if any(p.key == key and not p.suffix for p in evidence.parameters):
        return f"“{key}” has one value for all areas: leave out “.{name_of(suffix)}”."
    if not with_suffix:
        return f"There is no parameter “{name_of(key)}”: see the list of assumptions."
    kind = "a line of business" if key in LINE_KEYS else "a clinical area"
    if not suffix:
        return (
            f"“{key}” differs by {kind.split(' ', 1)[1]}: add {kind}, such as {min(with_suffix)}."
        )
    known = ", ".join(sorted(with_suffix))
    return f"“{name_of(suffix)}” is not {kind} of “{key}”: use one of {known}."


def _value(value: object, parameter: Parameter) -> Override:
    low, high = bounds(parameter.key, parameter.unit)
    unit = f"({parameter.unit})"
    if not isinstance(value, Mapping):
        return number(value, low=low, high=high, unit=unit)
    unknown = sorted(str(part) for part in value if part not in PARTS)
    if unknown:
        raise Unreadable(f"There is no part {shown(unknown[0])}: give base, low and high.")
    given = {part: value[part] for part in PARTS if value.get(part) not in (None, "")}
    if set(given) == {"base"}:
        return number(given["base"], low=low, high=high, unit=unit)
    if len(given) < len(PARTS):
        raise Unreadable("Give base, low and high together, or base alone.")
    base, lowest, highest = (number(given[part], low=low, high=high, unit=unit) for part in PARTS)
    if not lowest <= base <= highest:
        raise Unreadable(f"The base {base:g} must lie between low {lowest:g} and high {highest:g}.")
    return Range(base=base, low=lowest, high=highest)
