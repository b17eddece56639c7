"""One evidence release as the engine sees it: areas, lines, designs, lenses and parameters.

Built by ``calculator.evidence.catalog`` from a published release; immutable from then on.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Pathway = Literal["surgical", "diagnostic"]
Family = Literal["beta", "gamma", "lognormal", "pert", "fixed"]
FeeBasis = Literal["pepm", "per_opinion"]

BANDS = ("0-17", "18-44", "45-64", "65+")
LINES = ("commercial", "medicare_advantage", "medicaid")
LINE_KEYS = frozenset({"price_index", "plan_paid_share", "spend_per_member"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A base (the mean) with its 95 % interval; a plain number has low = base = high."""

    base: float
    low: float
    high: float

    @classmethod
    def exactly(cls, value: float) -> "Range":
        """Return the range of a number that is not in doubt."""
        return cls(base=value, low=value, high=value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One evidence parameter, for one area or line (``suffix``) or for all (empty suffix)."""

    key: str
    suffix: str = ""
    label: str
    unit: str
    family: Family
    base: float
    low: float
    high: float
    grade: str = "D"
    by_age_band: Mapping[str, float] | None = None

    @property
    def name(self) -> str:
        """The key with its suffix, as overrides and draws name it: ``surgery_cost.cabg``."""
        return f"{self.key}.{self.suffix}" if self.suffix else self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What a lens puts in the place of a parameter's reference row."""

    family: Family
    base: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A clinical area in which members face a decision."""

    slug: str
    name: str
    segment: str
    pathway: Pathway
    included_by_default: bool
    added_care_counted: bool
    caution: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of business with the age mix of its members."""

    slug: str
    name: str
    age_mix: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A program design. ``uptake`` None: the reference uptake times the multiplier applies."""

    slug: str
    name: str
    description: str
    fee_basis: FeeBasis
    uptake: Mapping[str, float] | None
    uptake_multiplier: float = 1.0
    engagement_applies: bool = True
    not_confirmed_multiplier: float = 1.0
    fee_per_opinion: float | None = None
    overrides: Mapping[str, Range] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """Which evidence is believed. ``replacements`` is keyed by parameter name."""

    slug: str
    name: str
    description: str
    replacements: Mapping[str, Replacement] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)
class Evidence:
    """A whole release. Order of ``areas``, ``lines`` and ``designs`` is the order of display.

    Compared and cached by identity: the catalog hands out one object per release.
    """

    release: str
    content_hash: str
    areas: tuple[Area, ...]
    lines: tuple[Line, ...]
    designs: tuple[Design, ...]
    lenses: tuple[Lens, ...]
    parameters: tuple[Parameter, ...]

    @cached_property
    def area(self) -> dict[str, Area]:
        """Areas by slug."""
        return {area.slug: area for area in self.areas}

    @cached_property
    def line(self) -> dict[str, Line]:
        """Lines of business by slug."""
        return {line.slug: line for line in self.lines}

    @cached_property
    def design(self) -> dict[str, Design]:
        """Designs by slug."""
        return {design.slug: design for design in self.designs}

    @cached_property
    def lens(self) -> dict[str, Lens]:
        """Lenses by slug."""
        return {lens.slug: lens for lens in self.lenses}

    @cached_property
    def parameter(self) -> dict[str, Parameter]:
        """Reference parameters by name (``key`` or ``key.suffix``)."""
        return {parameter.name: parameter for parameter in self.parameters}

    @cached_property
    def default_seed(self) -> int:
        """The seed that follows from the content hash alone, so that all scenarios share draws."""
        return int(self.content_hash[:16], 16) >> 1
