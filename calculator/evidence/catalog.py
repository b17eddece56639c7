"""Read a release as the engine sees it; published releases are built once per process."""

from collections.abc import Iterable
from functools import lru_cache

from calculator.engine.evidence import (
    Area,
    Design,
    Evidence,
    Lens,
    Line,
    Parameter,
    Range,
    Replacement,
)
from calculator.evidence.canonical.content import Content, parameter_name
from calculator.evidence.canonical.exporter import content_of
from calculator.evidence.errors import NoLiveRelease
from calculator.evidence.models import Release
from calculator.evidence.shapes import Row

KEPT = 8


def live_release() -> Release:
    """Return the published release.

    Raises:
        NoLiveRelease: if none was published yet.
    """
    release = Release.objects.published().first()
    if release is None:
        raise NoLiveRelease
    return release


def evidence_of(release: Release) -> Evidence:
    """Return the evidence of a release; a draft's is read anew each time."""
    if release.is_draft:
        return _build(release.pk, release.slug, "0" * 64)
    return _published(release.pk, release.slug, release.content_hash)


@lru_cache(maxsize=KEPT)
def _published(pk: int, slug: str, content_hash: str) -> Evidence:
    return _build(pk, slug, content_hash)


def _build(pk: int, slug: str, content_hash: str) -> Evidence:
    return evidence_from(content_of(Release(pk=pk)), release=slug, content_hash=content_hash)


def evidence_from(content: Content, *, release: str, content_hash: str) -> Evidence:
    """Return canonical content as the engine's evidence."""
    return Evidence(
        release=release,
        content_hash=content_hash,
        areas=tuple(_area(row) for row in content["areas"]),
        lines=tuple(
            Line(slug=row["slug"], name=row["name"], age_mix=row["age_mix"])
            for row in content["lines_of_business"]
        ),
        designs=tuple(_design(row) for row in content["designs"]),
        lenses=tuple(_lens(row, content["parameters"]) for row in content["lenses"]),
        parameters=tuple(_parameter(row) for row in content["parameters"]),
    )


def _area(row: Row) -> Area:
    return Area(
        slug=row["slug"],
        name=row["name"],
        segment=row["segment"],
        pathway=row["pathway"],
        included_by_default=row["included_by_default"],
        added_care_counted=row["added_care_counted"],
        caution=row.get("caution", ""),
    )


def _design(row: Row) -> Design:
    return Design(
        slug=row["slug"],
        name=row["name"],
        description=row.get("description", ""),
        fee_basis=row["fee_basis"],
        uptake=None if row["uptake"] == "reference" else row["uptake"],
        uptake_multiplier=row["uptake_multiplier"],
        engagement_applies=row["engagement_applies"],
        not_confirmed_multiplier=row["not_confirmed_multiplier"],
        fee_per_opinion=row.get("fee_per_opinion"),
        overrides={name: Range(**value) for name, value in row.get("overrides", {}).items()},
    )


def _lens(row: Row, parameters: Iterable[Row]) -> Lens:
    return Lens(
        slug=row["slug"],
        name=row["name"],
        description=row.get("description", ""),
        replacements={
            parameter_name(parameter): Replacement(**_range(parameter["lenses"][row["slug"]]))
            for parameter in parameters
            if row["slug"] in parameter.get("lenses", {})
        },
    )


def _parameter(row: Row) -> Parameter:
    return Parameter(
        key=row["key"],
        suffix=row.get("area", ""),
        label=row["name"],
        unit=row["unit"],
        grade=row["grade"],
        by_age_band=row.get("by_age_band"),
        **_range(row),
    )


def _range(row: Row) -> Row:
    return {
        "family": row["distribution"],
        **{name: row[name] for name in ("base", "low", "high")},
    }
