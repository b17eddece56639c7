"""Judge canonical content as a whole: references, ranges, fits, and that nothing is missing."""

from collections.abc import Iterator
from itertools import pairwise

from calculator.engine.distributions import fit
from calculator.engine.errors import UnfitDistribution
from calculator.engine.evidence import BANDS, LINE_KEYS, LINES
from calculator.engine.inputs.overrides import bounds
from calculator.evidence.canonical import methods
from calculator.evidence.canonical.content import Content, of_line, parameter_name
from calculator.evidence.shapes import Row

EVERY_AREA = ("decision_rate", "diagnosis_change_rate", "treatment_change_rate", "uptake_rate")
OF_PATHWAY = {
    "surgical": (
        *EVERY_AREA,
        "surgery_not_confirmed_rate",
        "surgery_cost",
        "alternative_care_cost",
        "work_days_lost",
    ),
    "diagnostic": (*EVERY_AREA, "saving_per_changed_plan"),
}
FOR_ALL = (
    "engagement",
    "compliance",
    "surgery_without_program_rate",
    "advice_followed_rate",
    "later_surgery_rate",
    "plan_change_followed_rate",
    "care_added_rate",
    "care_added_cost",
    "extra_workup_cost",
    "alternative_days_share",
    "employee_share_of_patients",
    "daily_compensation",
    "productivity_weight",
    "members_per_employee",
    "medical_trend",
    "discount_rate",
    "fee_per_employee_month",
    "fee_per_opinion",
    "annual_administration_cost",
)
LAST_DAY = "9999-12-31"
LENSES = ("reference", "independent", "as_claimed")
KEYS = frozenset({*FOR_ALL, *LINE_KEYS, *(key for keys in OF_PATHWAY.values() for key in keys)})


def problems(content: Content, *, year: int) -> list[str]:
    """Return everything that keeps the content of a release of a year from being published."""
    return [
        *_twice(content),
        *_references(content),
        *_findings(content),
        *_frame(content),
        *_parameters(content),
        *_incomplete(content),
        *methods.problems(content, year),
    ]


def _names(content: Content, kind: str) -> list[str]:
    if kind == "parameters":
        return [parameter_name(row) for row in content[kind]]
    return [str(row.get("id", row.get("slug"))) for row in content[kind]]


def _twice(content: Content) -> Iterator[str]:
    for kind in content:
        names = sorted(_names(content, kind))
        yield from (
            f"{kind}: {name} is there twice" for name, other in pairwise(names) if name == other
        )


def _references(content: Content) -> Iterator[str]:
    known = {kind: set(_names(content, kind)) for kind in content}
    for label, kind, name in _pointers(content):
        if name not in known[kind]:
            yield f"{label}: there is no “{name}” among the {kind.replace('_', ' ')}"


def _pointers(content: Content) -> Iterator[tuple[str, str, str]]:
    """Yield who points where: label, kind and name pointed at."""
    for row in content["findings"] + content["market"]:
        yield str(row["id"]), "sources", str(row["source"])
    for kind, key in (("claims", "superseded_by"), ("programs", "finding_ids")):
        for row in content[kind]:
            yield from ((str(row["id"]), "findings", name) for name in row.get(key, ()))
    for row in content["designs"]:
        label = str(row["slug"])
        yield from ((label, "findings", name) for name in row.get("findings", ()))
        yield from ((label, "parameters", name) for name in row.get("overrides", ()))
        if row["uptake"] != "reference":
            yield from ((label, "areas", name) for name in row["uptake"])
    for row in content["parameters"]:
        label = parameter_name(row)
        yield from ((label, "findings", name) for name in row.get("findings", ()))
        if "chosen" in row:
            yield label, "findings", str(row["chosen"])
        if "area" in row:
            yield label, "lines_of_business" if of_line(row) else "areas", str(row["area"])
        for lens, replacement in row.get("lenses", {}).items():
            yield label, "lenses", lens
            yield from ((label, "findings", name) for name in replacement.get("findings", ()))


def _findings(content: Content) -> Iterator[str]:
    for row in content["findings"]:
        value, low, high = (row.get(name) for name in ("value", "low", "high"))
        given = [number for number in (low, value, high) if number is not None]
        if given != sorted(given):
            yield f"{row['id']}: low, value and high must rise"
        if str(row.get("unit", "")).startswith(("share", "probability")) and not all(
            0 <= number <= 1 for number in given
        ):
            yield f"{row['id']}: a share lies between 0 and 1"
        if "numerator" in row and row["numerator"] > row.get("denominator", 0):
            yield f"{row['id']}: the numerator exceeds the denominator"


def _frame(content: Content) -> Iterator[str]:
    for row in content["lines_of_business"]:
        mix = row["age_mix"]
        if set(mix) != set(BANDS) or abs(sum(mix.values()) - 1) > 0.001:
            yield f"{row['slug']}: age_mix needs the four bands, summing to 1"
    for row in content["designs"]:
        uptake = {} if row["uptake"] == "reference" else row["uptake"]
        yield from (
            f"{row['slug']}: uptake of {area} is {share:g}, not a share of 0 to 1"
            for area, share in uptake.items()
            if not 0 <= share <= 1
        )


def _parameters(content: Content) -> Iterator[str]:
    by_name = {parameter_name(row): row for row in content["parameters"]}
    for name, row in by_name.items():
        yield from _range(name, row, row)
        if row["key"] not in KEYS:
            yield f"{name}: the model knows no such parameter"
        if row["basis"] == "evidence" and not row.get("findings"):
            yield f"{name}: neither findings nor a stated judgement"
        if "checked_on" in row and row.get("next_check", LAST_DAY) <= row["checked_on"]:
            yield f"{name}: the next check comes after the last one"
        if "by_age_band" in row and set(row["by_age_band"]) != set(BANDS):
            yield f"{name}: by_age_band needs all four bands"
        for lens, replacement in row.get("lenses", {}).items():
            yield from _range(f"{name} ({lens})", row, replacement)
    for design in content["designs"]:
        for name, value in design.get("overrides", {}).items():
            if name in by_name:
                row = by_name[name]
                yield from _range(f"{name} ({design['slug']})", row, {**row, **value})


def _range(label: str, parameter: Row, row: Row) -> Iterator[str]:
    lowest, highest = bounds(str(parameter["key"]), str(parameter["unit"]))
    if not (lowest <= row["low"] and row["high"] <= highest):
        yield f"{label}: must lie between {lowest:g} and {highest:g} ({parameter['unit']})"
    try:
        fit(row["distribution"], base=row["base"], low=row["low"], high=row["high"])
    except UnfitDistribution as error:
        yield f"{label}: {error}"


def _incomplete(content: Content) -> Iterator[str]:
    """Yield what the calculation needs and does not find."""
    names = set(_names(content, "parameters"))
    wanted = [*FOR_ALL]
    wanted += [f"{key}.{line}" for key in sorted(LINE_KEYS) for line in LINES]
    for area in content["areas"]:
        wanted += [f"{key}.{area['slug']}" for key in OF_PATHWAY.get(str(area["pathway"]), ())]
    yield from (f"{name} is missing" for name in wanted if name not in names)
    for kind, needed in (("lines_of_business", LINES), ("lenses", LENSES)):
        found = set(_names(content, kind))
        yield from (f"{kind}: {slug} is missing" for slug in needed if slug not in found)
    if not any(area["included_by_default"] for area in content["areas"]):
        yield "areas: none is included by default"
    if "voluntary" not in _names(content, "designs"):
        yield "designs: voluntary, the default, is missing"
