"""Adds to the engine's trace what each parameter rests on: its findings and their sources."""

from collections.abc import Mapping
from http import HTTPStatus

from drf_spectacular.utils import OpenApiParameter

from calculator.api.errors import Problem, invalid_query
from calculator.api.schema.trace import Trace, TracedParameter
from calculator.engine.case import Case
from calculator.engine.parameters import InForce
from calculator.engine.trace import trace
from calculator.engine.version import MODEL_VERSION
from calculator.evidence.models import Finding, LensReplacement, Parameter, ProgramDesign, Release
from calculator.scenarios import services
from calculator.scenarios.models import Scenario

WORDS = {"true": True, "false": False}
TRACE = OpenApiParameter(
    "trace",
    bool,
    description="true adds every intermediate of the base case by equation number (trace.v1).",
)


def is_asked(query: Mapping[str, str], name: str = "trace") -> bool:
    """Say whether ``?trace=true``, or another name, stands in a query.

    Raises:
        Problem: if it is neither true nor false.
    """
    word = query.get(name, "false")
    if word not in WORDS:
        raise invalid_query({name: [f"“{word[:40]}” is neither true nor false."]})
    return WORDS[word]


def case_of(saved: Scenario) -> Case:
    """Return the case of a calculation, to calculate with it again.

    Raises:
        Problem: if another model made it, whose numbers this one would not meet.
    """
    if saved.model_version != MODEL_VERSION:
        raise Problem(
            HTTPStatus.CONFLICT,
            f"This was calculated by model {saved.model_version}, which no longer runs here. "
            "Send its inputs again.",
        )
    return services.case_of(saved)


def traced(saved: Scenario) -> Trace:
    """Return the trace of a calculation."""
    case = case_of(saved)
    steps = trace.steps(case)
    rows = [case.parameters[name] for name in trace.parameters_of(steps)]
    cited = _findings(saved.release, case, rows)
    return {
        "schema": trace.SCHEMA,
        "labels": trace.labels(case),
        "steps": steps,
        "parameters": [_described(row, cited.get(row.name, [])) for row in rows],
    }


def _described(row: InForce, findings: list[Finding]) -> TracedParameter:
    return {
        "parameter": row.name,
        "label": row.parameter.label,
        "unit": row.parameter.unit,
        "value": row.base,
        "low": row.low,
        "high": row.high,
        "distribution": row.family,
        "origin": row.origin,
        "grade": row.parameter.grade,
        "findings": [finding.slug for finding in findings],
        "sources": list(dict.fromkeys(finding.source.slug for finding in findings)),
    }


def _findings(release: Release, case: Case, rows: list[InForce]) -> dict[str, list[Finding]]:
    """Return what each parameter rests on, by whoever spoke last: reference, lens or design."""
    names = {
        origin: [row.name for row in rows if row.origin == origin]
        for origin in ("reference", "lens", "design")
    }
    references = Parameter.objects.filter(release=release, slug__in=names["reference"])
    replacements = LensReplacement.objects.filter(
        parameter__release=release,
        lens__slug=case.inputs.lens,
        parameter__slug__in=names["lens"],
    ).select_related("parameter")
    designs = ProgramDesign.objects.filter(release=release, slug=case.inputs.design)
    with_sources = "findings__source"
    of_design = [f for d in designs.prefetch_related(with_sources) for f in d.findings.all()]
    return (
        {p.slug: list(p.findings.all()) for p in references.prefetch_related(with_sources)}
        | {
            r.parameter.slug: list(r.findings.all())
            for r in replacements.prefetch_related(with_sources)
        }
        | dict.fromkeys(names["design"], of_design)
    )
