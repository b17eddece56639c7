"""What the engine raises: errors that name their field."""

from collections.abc import Mapping, Sequence


class InvalidInput(ValueError):
    """Inputs that cannot be calculated; ``errors`` maps each field to its messages.

    A field inside another is written with dots: ``age_mix.commercial``,
    ``overrides.surgery_cost.lumbar_fusion``, ``uptake_ramp.2``.
    """

    def __init__(self, errors: Mapping[str, Sequence[str]]) -> None:
        self.errors: dict[str, list[str]] = {name: list(said) for name, said in errors.items()}
        super().__init__("; ".join(f"{name}: {' '.join(s)}" for name, s in self.errors.items()))


class UnfitDistribution(ValueError):
    """No distribution of this family has this base, low and high."""
