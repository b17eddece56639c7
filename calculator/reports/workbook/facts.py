"""What a workbook is made of: a calculation, its release, and where each parameter comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from calculator.engine.case import Case
from calculator.engine.evidence import Area, Evidence
from calculator.engine.inputs.scenario import ScenarioInputs
from calculator.engine.result import Result
from calculator.exhibits.names import named

MOST_YEARS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What one parameter rests on, in words and with its first address on the web."""

    rationale: str = ""
    sources: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A source that was consulted."""

    slug: str
    citation: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One calculation, as the sheets read it."""

    inputs: ScenarioInputs
    evidence: Evidence
    result: Result
    day: date
    address: str = ""
    name: str = ""
    model_version: str = ""
    grounds: Mapping[str, Grounds] = field(default_factory=dict)
    works: tuple[Work, ...] = ()

    @cached_property
    def case(self) -> Case:
        """The scenario against its release."""
        return Case(inputs=self.inputs, evidence=self.evidence)

    @cached_property
    def areas(self) -> dict[str, str]:
        """Names of all areas of the release, chosen or not, by slug."""
        return {area.slug: named(area.name) for area in self.evidence.areas}

    @cached_property
    def lines(self) -> dict[str, str]:
        """Names of the lines of business by slug."""
        return {line.slug: named(line.name) for line in self.evidence.lines}

    @cached_property
    def designs(self) -> dict[str, str]:
        """Names of the designs by slug."""
        return {design.slug: named(design.name) for design in self.evidence.designs}

    @property
    def site(self) -> str:
        """Where the site is, so that parameters can link to their pages; empty if not known."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

    @property
    def years(self) -> range:
        """The years that a contract may have, 1 to 10."""
        return range(1, MOST_YEARS + 1)

    def of_pathway(self, pathway: str) -> dict[str, str]:
        """Return names of the areas of a pathway by slug."""
        return {a.slug: named(a.name) for a in self.evidence.areas if a.pathway == pathway}

    def area(self, slug: str) -> Area:
        """Return an area of the release."""
        return self.evidence.area[slug]
