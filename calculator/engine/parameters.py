"""What is in force for one scenario: each parameter's value, range, family and origin."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from calculator.engine.distributions import Fit, fit
from calculator.engine.evidence import Evidence, Family, Parameter, Range
from calculator.engine.inputs.overrides import family_for
from calculator.engine.inputs.scenario import ScenarioInputs

Origin = Literal["reference", "design", "lens", "user"]
KEPT = 8  # releases, each held by identity
ENTERED = (
    "discount_rate",
    "fee_per_employee_month",
    "fee_per_opinion",
    "annual_administration_cost",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """A parameter with the numbers in force; ``origin`` names who spoke last (Model 4)."""

    parameter: Parameter
    family: Family
    base: float
    low: float
    high: float
    origin: Origin

    @property
    def name(self) -> str:
        """The parameter's name: key, or key.suffix."""
        return self.parameter.name

    @property
    def is_varied(self) -> bool:
        """Whether low and high differ, so that one-way sensitivity can move it."""
        return self.low < self.high

    @property
    def is_sampled(self) -> bool:
        """Whether the probabilistic analysis draws it."""
        return self.family != "fixed" and self.is_varied

    def fit(self) -> Fit:
        """Return the distribution in force."""
        return fit(self.family, base=self.base, low=self.low, high=self.high)


@dataclass(frozen=True, kw_only=True)
class ParameterSet:
    """All parameters in force, by name, in the release's order."""

    by_name: Mapping[str, InForce]

    def __getitem__(self, name: str) -> InForce:
        return self.by_name[name]

    @cached_property
    def sampled(self) -> tuple[InForce, ...]:
        """Those that the probabilistic analysis draws."""
        return tuple(p for p in self.by_name.values() if p.is_sampled)

    def bases(self, key: str, suffixes: Iterable[str]) -> list[float]:
        """Return the bases of one key for several areas or lines."""
        return [self.by_name[f"{key}.{suffix}"].base for suffix in suffixes]


def resolve(inputs: ScenarioInputs, evidence: Evidence) -> ParameterSet:
    """Return what is in force, each source of values replacing the weaker ones.

    From weakest to strongest: reference row, design, lens, the user's override, a scenario field.
    A design's own fee per opinion is stronger than any evidence (Eq. 15), the lens included.

    Source:
        Model 4; Eq. 15 (order of fees).
    """
    found = dict(_references(evidence))
    design, lens = evidence.design[inputs.design], evidence.lens[inputs.lens]
    for name, value in design.overrides.items():
        found[name] = _replaced(found[name], value, "design")
    for name, row in lens.replacements.items():
        found[name] = InForce(
            parameter=found[name].parameter,
            family=row.family,
            base=row.base,
            low=row.low,
            high=row.high,
            origin="lens",
        )
    if design.fee_per_opinion is not None:
        fee = Range.exactly(design.fee_per_opinion)
        found["fee_per_opinion"] = _replaced(found["fee_per_opinion"], fee, "design")
    for name, own in inputs.overrides.items():
        value = own if isinstance(own, Range) else Range.exactly(own)
        found[name] = _replaced(found[name], value, "user")
    for name in ENTERED:
        entered = getattr(inputs, name)
        if entered is not None:
            found[name] = _replaced(found[name], Range.exactly(entered), "user")
    return ParameterSet(by_name=found)


@lru_cache(maxsize=KEPT)
def _references(evidence: Evidence) -> dict[str, InForce]:
    """Return the reference rows, built once per release: they are the start of every scenario."""
    return {parameter.name: _reference(parameter) for parameter in evidence.parameters}


def _reference(parameter: Parameter) -> InForce:
    return InForce(
        parameter=parameter,
        family=parameter.family,
        base=parameter.base,
        low=parameter.low,
        high=parameter.high,
        origin="reference",
    )


def _replaced(before: InForce, value: Range, origin: Origin) -> InForce:
    is_exact = value.low == value.base == value.high
    return InForce(
        parameter=before.parameter,
        family="fixed" if is_exact else family_for(before.parameter, before.family),
        base=value.base,
        low=value.low,
        high=value.high,
        origin=origin,
    )
