"""Judge stated methods: that a value, its findings and its grade are what the release says."""

import math
from collections.abc import Iterator

from calculator.engine.synthesis import certainty, synthesis
from calculator.engine.synthesis.studies import Study, fits, is_complement
from calculator.engine.synthesis.synthesis import Question, Synthesis
from calculator.evidence.canonical.content import Content, parameter_name
from calculator.evidence.shapes import Row
from calculator.evidence.synthesis import study_of

METHODS = ("chosen", "pooled", "range", "judgement")
ROUNDED = 0.05


def problems(content: Content, year: int) -> Iterator[str]:
    """Yield what does not hold in the methods, the findings left out and the grades.

    A parameter that states no method (a release from before methods were stated) is not judged
    by one.
    """
    sources = {str(row["id"]): row for row in content["sources"]}
    findings = {str(row["id"]): row for row in content["findings"]}
    for row in content["parameters"]:
        name, listed = parameter_name(row), row.get("findings", [])
        left_out = row.get("left_out", {})
        yield from (
            f"{name}: {slug} is left out, but not among its findings"
            for slug in left_out
            if slug not in listed
        )
        if listed and len(left_out) == len(listed) and row["basis"] == "evidence":
            yield f"{name}: every finding is left out, so it cannot rest on findings"
        if "chosen" in row and row.get("synthesis") != "chosen":
            yield f"{name}: names a chosen finding, but its method is another"
        known = [findings[slug] for slug in listed if slug in findings]
        if "synthesis" in row and all(str(found["source"]) in sources for found in known):
            yield from _stated(name, row, _synthesis(row, known, sources), year)


def _synthesis(row: Row, known: list[Row], sources: dict[str, Row]) -> Synthesis:
    left_out = row.get("left_out", {})
    return synthesis.synthesize(
        Question(key=row["key"], unit=row["unit"], by_age="by_age_band" in row),
        [study_of(f, sources[f["source"]], left_out.get(f["id"], "")) for f in known],
    )


def _stated(name: str, row: Row, found: Synthesis, year: int) -> Iterator[str]:
    method = row["synthesis"]
    if method not in METHODS:
        yield f"{name}: the method is one of {', '.join(METHODS)}"
    elif method != "judgement" and row["basis"] != "evidence":
        yield f"{name}: only findings can be {method}: its basis is {row['basis']}"
    elif method == "chosen":
        yield from _chosen(name, row, found)
    elif method == "pooled":
        yield from _pooled(name, row, found)
    elif method == "range":
        yield from _range(name, row, found)
    yield from _grade(name, row, found, year)


def _chosen(name: str, row: Row, found: Synthesis) -> Iterator[str]:
    studies = {item.study.slug: item.study for item in found.admissible}
    study = studies.get(row.get("chosen", ""))
    if study is None:
        yield f"{name}: name the chosen finding, one of those that count"
        return
    stated = _stated_by(study, row)
    if stated is not None and not _near(row["base"], stated):
        yield f"{name}: the base {row['base']:g} is not that of {study.slug}, {stated:g}"


def _stated_by(study: Study, row: Row) -> float | None:
    """Return the base that a finding states; None where it was converted: the rationale says how.

    Rates by age are weighted by the age mix, so that no finding states their sum.
    """
    if study.value is None or "by_age_band" in row or not fits(row["unit"], study):
        return None
    return 1 - study.value if is_complement(row["key"], study) else study.value


def _pooled(name: str, row: Row, found: Synthesis) -> Iterator[str]:
    pooled = found.range
    if pooled is None:
        yield f"{name}: cannot be pooled. {found.why_not}"
        return
    stated = (row["base"], row["low"], row["high"])
    if not all(map(_near, stated, (pooled.base, pooled.low, pooled.high))):
        yield (
            f"{name}: its findings pool to {pooled.base:.3g} ({pooled.low:.3g} to "
            f"{pooled.high:.3g}), not to {stated[0]:g} ({stated[1]:g} to {stated[2]:g})"
        )


def _range(name: str, row: Row, found: Synthesis) -> Iterator[str]:
    numbers = [
        number
        for item in found.admissible
        if fits(row["unit"], item.study)
        for number in (item.study.low, item.study.value, item.study.high)
        if number is not None
    ]
    if len(set(numbers)) < 2:
        yield f"{name}: a range needs findings in its own unit with two different numbers"
    elif not min(numbers) <= row["base"] <= max(numbers):
        yield f"{name}: the base {row['base']:g} lies outside its findings"


def _grade(name: str, row: Row, found: Synthesis, year: int) -> Iterator[str]:
    if row["grade"] not in certainty.GRADES:
        return
    computed = certainty.assess(
        found, today=year, basis=row["basis"], method=row["synthesis"]
    ).grade
    apart = certainty.steps_between(computed, row["grade"])
    if apart > 1:
        yield f"{name}: grade {row['grade']} is {apart} steps from the computed {computed}, not one"
    elif apart and not row.get("grade_reason"):
        yield f"{name}: grade {row['grade']} differs from the computed {computed}: give a reason"


def _near(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=ROUNDED)
