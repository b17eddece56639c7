"""The first evidence release read straight from its files, for tests that need no database."""

import hashlib
from functools import cache
from pathlib import Path

import yaml

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

RELEASES = Path(__file__).parents[2] / "evidence" / "releases"
FILES = ("model.yaml", "parameters.yaml")


@cache
def newest_evidence() -> Evidence:
    """The newest release of the project."""
    return evidence_from_files(sorted(path.parent for path in RELEASES.glob("*/model.yaml"))[-1])


def evidence_from_files(path: Path) -> Evidence:
    """Read ``model.yaml`` and ``parameters.yaml`` of a folder."""
    model, rows = (yaml.safe_load((path / name).read_text("utf-8")) for name in FILES)
    return Evidence(
        release=path.name,
        content_hash=hashlib.sha256(b"".join((path / n).read_bytes() for n in FILES)).hexdigest(),
        areas=tuple(_area(row) for row in model["areas"]),
        lines=tuple(
            Line(slug=slug, name=row["name"], age_mix=_floats(row["age_mix"]))
            for slug, row in model["lines_of_business"].items()
        ),
        designs=tuple(_design(row) for row in model["designs"]),
        lenses=tuple(_lens(row, rows) for row in model["lenses"]),
        parameters=tuple(_parameter(row) for row in rows),
    )


def _floats(row: dict) -> dict[str, float]:
    return {name: float(value) for name, value in row.items()}


def _spread(row: dict) -> dict:
    return {name: float(row[name]) for name in ("base", "low", "high")}


def _area(row: dict) -> Area:
    names = ("slug", "name", "segment", "pathway", "included_by_default", "added_care_counted")
    return Area(**{name: row[name] for name in names}, caution=row.get("caution", ""))


def _design(row: dict) -> Design:
    fee = row.get("fee_per_opinion")
    return Design(
        **{name: row[name] for name in ("slug", "name", "description", "fee_basis")},
        uptake=None if row["uptake"] == "reference" else _floats(row["uptake"]),
        uptake_multiplier=float(row["uptake_multiplier"]),
        engagement_applies=row["engagement_applies"],
        not_confirmed_multiplier=float(row["not_confirmed_multiplier"]),
        fee_per_opinion=None if fee is None else float(fee),
        overrides={name: _range(own) for name, own in row.get("overrides", {}).items()},
    )


def _range(own: float | dict) -> Range:
    return Range(**_spread(own)) if isinstance(own, dict) else Range.exactly(float(own))


def _name(row: dict) -> str:
    return f"{row['key']}.{row['area']}" if row.get("area") else row["key"]


def _lens(row: dict, rows: list[dict]) -> Lens:
    replaced = {
        _name(parameter): parameter["lenses"][row["slug"]]
        for parameter in rows
        if row["slug"] in parameter.get("lenses", {})
    }
    return Lens(
        **{name: row[name] for name in ("slug", "name", "description")},
        replacements={
            name: Replacement(family=value["distribution"], **_spread(value))
            for name, value in replaced.items()
        },
    )


def _parameter(row: dict) -> Parameter:
    bands = row.get("by_age_band")
    return Parameter(
        key=row["key"],
        suffix=row.get("area") or "",
        label=row["name"],
        unit=row["unit"],
        family=row["distribution"],
        grade=row["grade"],
        by_age_band=_floats(bands) if bands else None,
        **_spread(row),
    )
