"""Read the canonical content of a release from its rows: the inverse of the importer."""

from collections import defaultdict
from collections.abc import Callable

from django.db import models

from calculator.engine.evidence import BANDS
from calculator.evidence.canonical.content import Content
from calculator.evidence.models import (
    Claim,
    ClinicalArea,
    Finding,
    Lens,
    LensReplacement,
    LineOfBusiness,
    MarketEstimate,
    Parameter,
    ParameterFinding,
    Program,
    ProgramDesign,
    Release,
    Source,
)
from calculator.evidence.models.parameters import BAND_RATES
from calculator.evidence.models.structure import AGE_SHARES
from calculator.evidence.shapes import Row, kept_values

More = Callable[[models.Model], Row]


def content_of(release: Release) -> Content:
    """Return the canonical content of a release, whatever its state."""
    return {kind: rows_of(kind, release) for kind in READ}


def rows_of(kind: str, release: Release) -> list[Row]:
    """Return the canonical rows of one kind, in their order."""
    return READ[kind](release)


def _rows(
    kind: str, model: type[models.Model], release: Release, more: More | None = None
) -> list[Row]:
    found = model.objects.filter(release=release)
    if hasattr(model, "source"):
        found = found.select_related("source")
    return [_row(kind, record, more(record) if more else {}) for record in found]


def _row(kind: str, record: models.Model, more: Row) -> Row:
    return dict(kept_values(kind, record)) | {k: v for k, v in more.items() if v not in ([], {})}


def _sources(release: Release) -> list[Row]:
    return _rows("sources", Source, release)


def _findings(release: Release) -> list[Row]:
    return _rows("findings", Finding, release, lambda row: {"source": row.source.slug})


def _claims(release: Release) -> list[Row]:
    named = _findings_of(Claim, "claim", release)
    return _rows("claims", Claim, release, lambda row: {"superseded_by": named[row.pk]})


def _programs(release: Release) -> list[Row]:
    named = _findings_of(Program, "program", release)
    return _rows("programs", Program, release, lambda row: {"finding_ids": named[row.pk]})


def _markets(release: Release) -> list[Row]:
    return _rows("market", MarketEstimate, release, _market)


def _areas(release: Release) -> list[Row]:
    return _rows("areas", ClinicalArea, release)


def _lines(release: Release) -> list[Row]:
    return _rows("lines_of_business", LineOfBusiness, release, _age_mix)


def _lenses(release: Release) -> list[Row]:
    return _rows("lenses", Lens, release)


def _findings_of(model: type[models.Model], owner: str, release: Release) -> dict[int, list[str]]:
    """Return the slugs of the findings tied to each record, in their order."""
    through = model.findings.through
    where = f"{owner}__{'parameter__' if owner == 'replacement' else ''}release"
    found: dict[int, list[str]] = defaultdict(list)
    links = through.objects.filter(**{where: release}).values_list(f"{owner}_id", "finding__slug")
    for pk, slug in links:
        found[pk].append(slug)
    return found


def _bands(record: models.Model, attributes: tuple[str, ...]) -> dict[str, float]:
    return {band: getattr(record, name) for band, name in zip(BANDS, attributes, strict=True)}


def _age_mix(line: LineOfBusiness) -> Row:
    return {"age_mix": _bands(line, AGE_SHARES)}


def _market(estimate: MarketEstimate) -> Row:
    row: Row = {"source": estimate.source.slug}
    for name in MarketEstimate.RANGES:
        low, high = getattr(estimate, f"{name}_low"), getattr(estimate, f"{name}_high")
        if low is not None:
            row[name] = [low, high]
    return row


def _parameters(release: Release) -> list[Row]:
    replacements = _replacements(release)
    findings = _findings_of(Parameter, "parameter", release)
    left_out = _left_out(release)

    def more(parameter: Parameter) -> Row:
        row: Row = {"findings": findings[parameter.pk], "lenses": replacements[parameter.pk]}
        row["left_out"] = left_out[parameter.pk]
        if parameter.chosen_finding:
            row["chosen"] = parameter.chosen_finding.slug
        scope = parameter.area or parameter.line
        if scope:
            row["area"] = scope.slug
        if parameter.rate_0_17 is not None:
            row["by_age_band"] = _bands(parameter, BAND_RATES)
        return row

    found = Parameter.objects.filter(release=release)
    found = found.select_related("area", "line", "chosen_finding")
    return [_row("parameters", parameter, more(parameter)) for parameter in found]


def _left_out(release: Release) -> dict[int, dict[str, str]]:
    """Return the reasons for which findings do not count, by parameter and finding."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    links = ParameterFinding.objects.filter(parameter__release=release, is_admissible=False)
    for pk, slug, reason in links.values_list("parameter_id", "finding__slug", "reason"):
        found[pk][slug] = reason
    return found


def _replacements(release: Release) -> dict[int, dict[str, Row]]:
    findings = _findings_of(LensReplacement, "replacement", release)
    found: dict[int, dict[str, Row]] = defaultdict(dict)
    for item in LensReplacement.objects.filter(parameter__release=release).select_related("lens"):
        more = {"findings": findings[item.pk]}
        found[item.parameter_id][item.lens.slug] = _row("replacements", item, more)
    return found


def _designs(release: Release) -> list[Row]:
    findings = _findings_of(ProgramDesign, "design", release)

    def more(design: ProgramDesign) -> Row:
        uptakes = {u.area.slug: u.uptake for u in design.uptakes.all()}
        overrides = {
            o.parameter.slug: {"base": o.base, "low": o.low, "high": o.high}
            for o in design.overrides.all()
        }
        return {
            "uptake": "reference" if design.reference_uptake else uptakes,
            "overrides": overrides,
            "findings": findings[design.pk],
        }

    found = ProgramDesign.objects.filter(release=release).prefetch_related(
        "uptakes__area", "overrides__parameter"
    )
    return [_row("designs", design, more(design)) for design in found]


READ: dict[str, Callable[[Release], list[Row]]] = {
    "sources": _sources,
    "findings": _findings,
    "claims": _claims,
    "programs": _programs,
    "market": _markets,
    "parameters": _parameters,
    "areas": _areas,
    "lines_of_business": _lines,
    "designs": _designs,
    "lenses": _lenses,
}
