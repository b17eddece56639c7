"""A user's own parameter values: names checked against the release, values against their unit."""

from collections.abc import Mapping
from operator import itemgetter

from calculator.engine.distributions import fit
from calculator.engine.errors import UnfitDistribution
from calculator.engine.evidence import LINE_KEYS, Evidence, Family, Parameter, Range
from calculator.engine.inputs.fields import MAX_MONEY
from calculator.engine.inputs.numbers import Unreadable, name_of, number, shown
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

Override = float | Range
MAX_OVERRIDES = 400
LEAST_MEMBERS_PER_EMPLOYEE = 0.01  # employees are members divided by it
PARTS = (noop("base"), noop("low"), noop("high"))


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
        say = _("Give a map from parameter to a number or to base, low, high.")
        return {}, {"overrides": [_("{shown} is not a map. {say}", shown=shown(raw), say=say)]}
    if len(raw) > MAX_OVERRIDES:
        say = _(
            "At most {most} parameters can be replaced; {found} found.",
            most=MAX_OVERRIDES,
            found=format(len(raw), ","),
        )
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
            return _(
                "No {family} distribution fits these three: {error}. Narrow or center the range.",
                family=family,
                error=error,
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
    key, _dot, suffix = name.partition(".")
    with_suffix = {p.suffix for p in evidence.parameters if p.key == key and p.suffix}
    if any(p.key == key and not p.suffix for p in evidence.parameters):
        return _(
            "“{key}” has one value for all areas: leave out “.{suffix}”.",
            key=key,
            suffix=name_of(suffix),
        )
    if not with_suffix:
        return _("There is no parameter “{name}”: see the list of assumptions.", name=name_of(key))
    of_line = key in LINE_KEYS
    if not suffix:
        such_as = min(with_suffix)
        said = (
            _("“{key}” differs by line of business: add a line of business, such as {such_as}.")
            if of_line
            else _("“{key}” differs by clinical area: add a clinical area, such as {such_as}.")
        )
        return said.format(key=key, such_as=such_as)
    said = (
        _("“{name}” is not a line of business of “{key}”: use one of {known}.")
        if of_line
        else _("“{name}” is not a clinical area of “{key}”: use one of {known}.")
    )
    return said.format(name=name_of(suffix), key=key, known=", ".join(sorted(with_suffix)))


def _value(value: object, parameter: Parameter) -> Override:
    low, high = bounds(parameter.key, parameter.unit)
    unit = f"({parameter.unit})"
    if not isinstance(value, Mapping):
        return number(value, low=low, high=high, unit=unit)
    unknown = sorted(str(part) for part in value if part not in PARTS)
    if unknown:
        raise Unreadable(
            _("There is no part {shown}: give base, low and high.", shown=shown(unknown[0]))
        )
    given = {part: value[part] for part in PARTS if value.get(part) not in (None, "")}
    if set(given) == {"base"}:
        return number(given["base"], low=low, high=high, unit=unit)
    if len(given) < len(PARTS):
        raise Unreadable(_("Give base, low and high together, or base alone."))
    base, lowest, highest = (number(given[part], low=low, high=high, unit=unit) for part in PARTS)
    if not lowest <= base <= highest:
        raise Unreadable(
            _(
                "The base {base} must lie between low {lowest} and high {highest}.",
                base=format(base, "g"),
                lowest=format(lowest, "g"),
                highest=format(highest, "g"),
            )
        )
    return Range(base=base, low=lowest, high=highest)
