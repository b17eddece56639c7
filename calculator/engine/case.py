"""A scenario laid out against its release: the plain facts that the equations read."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calculator.engine.evidence import BANDS, Area, Design, Evidence
from calculator.engine.inputs.scenario import ScenarioInputs
from calculator.engine.parameters import InForce, ParameterSet, resolve

Array = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Case:
    """One scenario and its release. Areas stand in the release's order, the surgical ones first."""

    inputs: ScenarioInputs
    evidence: Evidence

    @cached_property
    def parameters(self) -> ParameterSet:
        """What is in force (Model 4)."""
        return resolve(self.inputs, self.evidence)

    @cached_property
    def relevant(self) -> tuple[InForce, ...]:
        """The parameters in force that concern the scenario's areas and lines."""
        suffixes = {"", *self.slugs, *self.lines}
        in_force = self.parameters.by_name.values()
        return tuple(p for p in in_force if p.parameter.suffix in suffixes)

    @cached_property
    def design(self) -> Design:
        """The program design."""
        return self.evidence.design[self.inputs.design]

    @property
    def is_payer(self) -> bool:
        """Whether a payer asks; otherwise an employer."""
        return self.inputs.audience == "payer"

    @cached_property
    def surgical(self) -> tuple[Area, ...]:
        """The surgical areas of the scenario."""
        return tuple(a for a in self._areas if a.pathway == "surgical")

    @cached_property
    def diagnostic(self) -> tuple[Area, ...]:
        """The diagnostic areas of the scenario."""
        return tuple(a for a in self._areas if a.pathway == "diagnostic")

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """All areas of the scenario: surgical, then diagnostic: the order of the area axis."""
        return self.surgical + self.diagnostic

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """Slugs of ``areas``."""
        return tuple(area.slug for area in self.areas)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Lines of business with members."""
        return tuple(self.inputs.members_by_line) if self.is_payer else ("commercial",)

    @cached_property
    def base_decision_rate(self) -> dict[str, Array]:
        """Decisions per member a year at base, by line, over areas.

        Source:
            Eq. 1: the age mix weighs the age bands; a user's own rate replaces the sum.
        """
        return {
            line: np.array([self._decision_rate(line, slug) / 1000 for slug in self.slugs])
            for line in self.lines
        }

    @cached_property
    def own_uptake(self) -> frozenset[str]:
        """Areas for which the user entered an uptake of his own."""
        return frozenset(s for s in self.slugs if f"uptake_rate.{s}" in self.inputs.overrides)

    @cached_property
    def added_care_counted(self) -> Array:
        """1 where added care is counted, else 0, over areas."""
        return np.array([float(area.added_care_counted) for area in self.areas])

    @cached_property
    def ramp(self) -> Array:
        """The uptake ramp over years; one number where all years are alike."""
        ramp = np.array(self.inputs.uptake_ramp)
        return ramp[:1] if (ramp == ramp[0]).all() else ramp

    @cached_property
    def years(self) -> Array:
        """Years elapsed at the start of each contract year: 0, 1, ..., H - 1."""
        return np.arange(self.inputs.horizon_years, dtype=float)

    @property
    def _areas(self) -> tuple[Area, ...]:
        chosen = frozenset(self.inputs.areas)
        return tuple(area for area in self.evidence.areas if area.slug in chosen)

    def _decision_rate(self, line: str, slug: str) -> float:
        name = f"decision_rate.{slug}"
        if name in self.inputs.overrides:
            return self.parameters[name].base
        bands = self.evidence.parameter[name].by_age_band
        if bands is None:
            return self.parameters[name].base
        mix = self.inputs.age_mix.get(line) or self.evidence.line[line].age_mix
        return sum(mix[band] * bands[band] for band in BANDS)
