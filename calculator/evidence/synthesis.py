"""The findings of a parameter side by side: one query feeds strip, pooled number and override."""

import re
from dataclasses import dataclass, field

from calculator.engine.synthesis import certainty, method, synthesis
from calculator.engine.synthesis.certainty import Certainty
from calculator.engine.synthesis.studies import Study
from calculator.engine.synthesis.synthesis import Question, Switches, Synthesis
from calculator.evidence.models import Parameter, ParameterFinding
from calculator.evidence.shapes import Row, kept_values

STUDY = (
    "measure", "unit", "value", "low", "high", "interval", "numerator", "denominator",
    "independence", "verification", "data_owner", "design",
)  # fmt: skip
CLAIMS = re.compile(r"\bclaims\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A parameter beside its findings.

    ``found`` obeys the switches; ``whole`` has them all off, for grade and method, which do not
    change with what a reader believes.
    """

    parameter: Parameter
    links: dict[str, ParameterFinding] = field(repr=False)
    found: Synthesis
    whole: Synthesis
    certainty: Certainty
    method: str
    chosen: str
    is_stated: bool

    @property
    def override(self) -> dict[str, float] | None:
        """The pooled value as a reader's own: base, low and high; None where nothing is pooled."""
        pooled = self.found.range
        return pooled and {"base": pooled.base, "low": pooled.low, "high": pooled.high}


def strip_of(parameter: Parameter, switches: Switches | None = None) -> Strip:
    """Return a parameter beside its findings, pooled as the switches say."""
    links = {
        link.finding.slug: link
        for link in ParameterFinding.objects.filter(parameter=parameter).select_related(
            "finding__source"
        )
    }
    found = [study_of_link(link) for link in links.values()]
    question = Question(
        key=parameter.key, unit=parameter.unit, by_age=parameter.rate_0_17 is not None
    )
    whole = synthesis.synthesize(question, found)
    read = method.read_off(parameter.base, whole)
    chosen = parameter.chosen_finding.slug if parameter.chosen_finding_id else ""
    if parameter.basis != "evidence":
        read = ("judgement", "")
    return Strip(
        parameter=parameter,
        links=links,
        found=synthesis.synthesize(question, found, switches) if switches else whole,
        whole=whole,
        certainty=certainty.assess(
            whole,
            today=parameter.release.date.year,
            basis=parameter.basis,
            method=parameter.synthesis or read[0],
        ),
        method=parameter.synthesis or read[0],
        chosen=chosen if parameter.synthesis else read[1],
        is_stated=bool(parameter.synthesis),
    )


def study_of_link(link: ParameterFinding) -> Study:
    """Return a finding as a parameter's synthesis reads it."""
    finding = link.finding
    row = dict(kept_values("findings", finding)) | {"source": finding.source.slug}
    source = dict(kept_values("sources", finding.source))
    return study_of(row, source, "" if link.is_admissible else link.reason)


def study_of(row: Row, source: Row, left_out: str = "") -> Study:
    """Return a canonical finding, with its source, as a synthesis reads it."""
    design = str(row.get("design", ""))
    years = YEAR.findall(str(row.get("data_years", "")))
    return Study(
        slug=row["id"],
        source=row["source"],
        **{name: row[name] for name in STUDY if name in row and name != "unit"},
        unit=row.get("unit", ""),
        price_year=row.get("currency_year"),
        source_independence=source["independence"],
        source_data_owner=source.get("data_owner", ""),
        year=int(years[-1]) if years else source.get("year"),
        claims_verified=row.get("outcomes_from_claims", bool(CLAIMS.search(design))),
        left_out=left_out,
    )
