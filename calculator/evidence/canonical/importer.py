"""Write canonical content into the rows of a draft release, in bulk."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import models

from calculator.engine.evidence import BANDS
from calculator.evidence.canonical.content import Content, of_line, parameter_name
from calculator.evidence.models import (
    Claim,
    ClaimFinding,
    ClinicalArea,
    DesignFinding,
    DesignOverride,
    DesignUptake,
    Finding,
    Lens,
    LensReplacement,
    LineOfBusiness,
    MarketEstimate,
    Parameter,
    ParameterFinding,
    Program,
    ProgramDesign,
    ProgramFinding,
    Release,
    ReplacementFinding,
    Source,
)
from calculator.evidence.models.parameters import BAND_RATES
from calculator.evidence.models.structure import AGE_SHARES
from calculator.evidence.shapes import Row, columns

BATCH = 300


@dataclass
class Import:
    """One release being written: what was made so far, by kind and name."""

    release: Release
    content: Content
    made: dict[str, dict[str, models.Model]] = field(default_factory=dict)

    def rows(
        self, kind: str, model: type[models.Model], more: Callable[[Row], Row] | None = None
    ) -> None:
        """Make the records of a kind; ``more`` gives columns that need other records."""
        records = [
            model(
                release=self.release,
                position=position,
                **columns(kind, row),
                **(more(row) if more else {}),
            )
            for position, row in enumerate(self.content[kind])
        ]
        model.objects.bulk_create(records, BATCH)
        self.made[kind] = {record.slug: record for record in records}

    def findings(
        self, model: type[models.Model], owner: str, pairs: Iterable[tuple[models.Model, Row, str]]
    ) -> None:
        """Tie records to the findings that their rows name under a key."""
        model.objects.bulk_create(
            [
                model(
                    **{owner: record, "finding": self.made["findings"][slug], "position": position},
                    **_left_out(row, slug),
                )
                for record, row, key in pairs
                for position, slug in enumerate(row.get(key, ()))
            ],
            BATCH,
        )

    def pairs(self, kind: str, key: str) -> list[tuple[models.Model, Row, str]]:
        """Return each record of a kind with its row."""
        return [
            (record, row, key)
            for record, row in zip(self.made[kind].values(), self.content[kind], strict=True)
        ]


def write(release: Release, content: Content) -> None:
    """Fill an empty draft release. The content has been judged before (``checks.problems``)."""
    run = Import(release, content)
    run.rows("areas", ClinicalArea)
    run.rows("lines_of_business", LineOfBusiness, _age_shares)
    run.rows(
        "designs", ProgramDesign, lambda row: {"reference_uptake": row["uptake"] == "reference"}
    )
    run.rows("lenses", Lens)
    run.rows("sources", Source)
    run.rows("findings", Finding, lambda row: {"source": run.made["sources"][row["source"]]})
    run.rows("parameters", Parameter, lambda row: _scope(run, row))
    run.rows("claims", Claim)
    run.rows("programs", Program)
    run.rows("market", MarketEstimate, lambda row: _market(run, row))
    run.findings(ParameterFinding, "parameter", run.pairs("parameters", "findings"))
    run.findings(ClaimFinding, "claim", run.pairs("claims", "superseded_by"))
    run.findings(ProgramFinding, "program", run.pairs("programs", "finding_ids"))
    run.findings(DesignFinding, "design", run.pairs("designs", "findings"))
    _designs(run)
    _replacements(run)


def by_band(attributes: tuple[str, ...], values: dict[str, float]) -> Row:
    """Return the columns of values given by age band."""
    return {attribute: values[band] for attribute, band in zip(attributes, BANDS, strict=True)}


def _left_out(row: Row, slug: str) -> Row:
    """Return the columns of a finding that does not count, nothing for one that does."""
    reason = row.get("left_out", {}).get(slug)
    return {"is_admissible": False, "reason": reason} if reason else {}


def _age_shares(row: Row) -> Row:
    return by_band(AGE_SHARES, row["age_mix"])


def _scope(run: Import, row: Row) -> Row:
    more: Row = {"slug": parameter_name(row)}
    if "area" in row:
        attribute, kind = ("line", "lines_of_business") if of_line(row) else ("area", "areas")
        more[attribute] = run.made[kind][row["area"]]
    if "chosen" in row:
        more["chosen_finding"] = run.made["findings"][row["chosen"]]
    if "by_age_band" in row:
        more |= by_band(BAND_RATES, row["by_age_band"])
    return more


def _market(run: Import, row: Row) -> Row:
    more: Row = {"source": run.made["sources"][row["source"]]}
    for name in MarketEstimate.RANGES:
        if name in row:
            more[f"{name}_low"], more[f"{name}_high"] = row[name]
    return more


def _designs(run: Import) -> None:
    uptakes, overrides = [], []
    for design, row, _ in run.pairs("designs", ""):
        if row["uptake"] != "reference":
            uptakes += [
                DesignUptake(design=design, area=run.made["areas"][slug], uptake=share, position=n)
                for n, (slug, share) in enumerate(row["uptake"].items())
            ]
        overrides += [
            DesignOverride(
                design=design, parameter=run.made["parameters"][name], position=n, **value
            )
            for n, (name, value) in enumerate(row.get("overrides", {}).items())
        ]
    DesignUptake.objects.bulk_create(uptakes, BATCH)
    DesignOverride.objects.bulk_create(overrides, BATCH)


def _replacements(run: Import) -> None:
    rows = [
        (parameter, slug, replacement, position)
        for parameter, row, _ in run.pairs("parameters", "")
        for position, (slug, replacement) in enumerate(row.get("lenses", {}).items())
    ]
    made = [
        LensReplacement(
            parameter=parameter,
            lens=run.made["lenses"][slug],
            position=position,
            **columns("replacements", row),
        )
        for parameter, slug, row, position in rows
    ]
    LensReplacement.objects.bulk_create(made, BATCH)
    pairs = [(record, row, "findings") for record, (_, _, row, _) in zip(made, rows, strict=True)]
    run.findings(ReplacementFinding, "replacement", pairs)
