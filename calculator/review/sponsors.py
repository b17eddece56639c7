"""The 24 reference sponsors on whom a release is tried before it is published."""

from collections.abc import Mapping
from dataclasses import dataclass

from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

COMMERCIAL = "commercial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sponsor:
    """Whose calculation it is: who and how large, and inputs as anybody would enter them."""

    slug: str
    kind: str
    members: int
    raw: Mapping[str, object]

    @property
    def name(self) -> str:
        """Who it is, with the number of members, in the current language."""
        return _("{kind}, {members} members", kind=_(self.kind), members=f"{self.members:,}")

    def with_design(self, design: str) -> dict[str, object]:
        """Return the inputs with a design."""
        return {**self.raw, "design": design}


def _employer(members: int, slug: str = "", kind: str = noop("Employer"), **raw: object) -> Sponsor:
    return Sponsor(
        slug=slug or f"employer-{members}",
        kind=kind,
        members=members,
        raw={"members": members, **raw},
    )


def _payer(slug: str, kind: str, **lines: int) -> Sponsor:
    return Sponsor(
        slug=slug,
        kind=kind,
        members=sum(lines.values()),
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
    _employer(5_000, "young", noop("Employer with a young workforce"), age_mix=YOUNG),
    _employer(5_000, "old", noop("Employer with an old workforce"), age_mix=OLD),
    _employer(10_000, "one-year", noop("Employer, one year"), horizon_years=1),
    _employer(
        10_000, "five-years", noop("Employer, use growing over five years"),
        horizon_years=5, uptake_ramp=[0.5, 0.75, 1, 1, 1],
    ),
    _employer(10_000, "work-days", noop("Employer counting work days"), include_productivity=True),
    _employer(
        2_000, "insured", noop("Fully insured employer keeping half"),
        funding="fully_insured", savings_retained=0.5,
    ),
    _employer(
        10_000, "independent", noop("Employer, independent evidence only"), lens="independent"
    ),
    _payer("payer-commercial", noop("Payer, commercial"), commercial=100_000),
    _payer("payer-medicare", noop("Payer, Medicare Advantage"), medicare_advantage=100_000),
    _payer("payer-medicaid", noop("Payer, Medicaid"), medicaid=200_000),
    _payer(
        "payer-three", noop("Payer, three lines"),
        commercial=600_000, medicare_advantage=150_000, medicaid=250_000,
    ),
)  # fmt: skip


def name_of(slug: str, kept: str) -> str:
    """Return a sponsor's name in the current language, as it was kept where it is no longer one."""
    return next((sponsor.name for sponsor in SPONSORS if sponsor.slug == slug), kept)
