"""The 24 reference sponsors on whom a release is tried before it is published."""

from collections.abc import Mapping
from dataclasses import dataclass

COMMERCIAL = "commercial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    """Whose calculation it is: a name, and inputs as anybody would enter them."""

    slug: str
    name: str
    raw: Mapping[str, object]

    def with_design(self, design: str) -> dict[str, object]:
        """Return the inputs with a design."""
        return {**self.raw, "design": design}


def _employer(members: int, slug: str = "", name: str = "", **raw: object) -> Sponsor:
    of = f"{members:,} members"
    return Sponsor(
        slug=slug or f"employer-{members}",
        name=f"{name}, {of}" if name else f"Employer, {of}",
        raw={"members": members, **raw},
    )


def _payer(slug: str, name: str, **lines: int) -> Sponsor:
    return Sponsor(
        slug=slug,
        name=f"{name}, {sum(lines.values()):,} members",
        raw={"audience": "payer", "members_by_line": lines},
    )


SIZES = (
    300, 500, 1_000, 2_000, 3_000, 5_000, 10_000, 20_000, 50_000, 100_000, 250_000, 500_000,
    1_000_000,
)  # fmt: skip
YOUNG = {COMMERCIAL: {"0-17": 0.25, "18-44": 0.50, "45-64": 0.23, "65+": 0.02}}
OLD = {COMMERCIAL: {"0-17": 0.12, "18-44": 0.28, "45-64": 0.52, "65+": 0.08}}

SPONSORS: tuple[Sponsor, ...] = (
    *(_employer(members) for members in SIZES),
    _employer(5_000, "young", "Employer with a young workforce", age_mix=YOUNG),
    _employer(5_000, "old", "Employer with an old workforce", age_mix=OLD),
    _employer(10_000, "one-year", "Employer, one year", horizon_years=1),
    _employer(
        10_000, "five-years", "Employer, use growing over five years",
        horizon_years=5, uptake_ramp=[0.5, 0.75, 1, 1, 1],
    ),
    _employer(10_000, "work-days", "Employer counting work days", include_productivity=True),
    _employer(
        2_000, "insured", "Fully insured employer keeping half",
        funding="fully_insured", savings_retained=0.5,
    ),
    _employer(10_000, "independent", "Employer, independent evidence only", lens="independent"),
    _payer("payer-commercial", "Payer, commercial", commercial=100_000),
    _payer("payer-medicare", "Payer, Medicare Advantage", medicare_advantage=100_000),
    _payer("payer-medicaid", "Payer, Medicaid", medicaid=200_000),
    _payer(
        "payer-three", "Payer, three lines",
        commercial=600_000, medicare_advantage=150_000, medicaid=250_000,
    ),
)  # fmt: skip
