"""Values of all parameters along the draw axis: means, samples, one-way moves, grids.

Every analysis is a way to build draws; the model itself is written once (``model.evaluate``).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from calculator.engine.distributions import Fit
from calculator.engine.parameters import ParameterSet

Array = NDArray[np.float64]
KEPT_DRAWS = 10_000
KEPT_ARRAYS = 512  # of up to so many draws: 41 MB
KEPT_LARGE_ARRAYS = 128  # of more draws, enough for one scenario: 102 MB


class OnDemand(dict[str, Array]):
    """Values made when first asked for: no scenario needs every parameter of the release."""

    def __init__(self, make: Callable[[str], Array]) -> None:
        self.make = make

    def __missing__(self, name: str) -> Array:
        made = self[name] = self.make(name)
        return made


class Draws:
    """Parameter values, each an array of shape (draw,); a value without doubt may have length 1."""

    def __init__(self, values: Mapping[str, Array], size: int) -> None:
        self.values = values
        self.size = size

    def column(self, name: str) -> Array:
        """Return one parameter as (draw, 1), broadcasting against areas or years."""
        return self.values[name][:, np.newaxis]

    def block(self, key: str, suffixes: Iterable[str]) -> Array:
        """Return one key for several areas as (draw, area), the draws of an area side by side.

        The steps of the pathway keep this layout in memory; sums over areas rely on it for speed.
        """
        columns = [self.values[f"{key}.{suffix}"] for suffix in suffixes]
        rows = max((len(column) for column in columns), default=1)
        block = np.empty((len(columns), rows))
        for row, column in zip(block, columns, strict=True):
            row[:] = column
        return block.T

    def part(self, start: int, stop: int) -> "Draws":
        """Return the draws from start to stop, for work in pieces that fit the cache."""

        def cut(name: str) -> Array:
            whole = self.values[name]
            return whole if len(whole) == 1 else whole[start:stop]

        return Draws(OnDemand(cut), min(stop, self.size) - start)


def means(parameters: ParameterSet) -> Draws:
    """Return the base case: one draw in which every parameter is at its mean."""
    return Draws({n: np.array([p.base]) for n, p in parameters.by_name.items()}, 1)


def moved(parameters: ParameterSet, moves: Sequence[Mapping[str, float]]) -> Draws:
    """Return one draw per move: all parameters at base, those named in the move at its values."""
    values = {n: np.full(len(moves), p.base) for n, p in parameters.by_name.items()}
    for row, move in enumerate(moves):
        for name, value in move.items():
            values[name][row] = value
    return Draws(values, len(moves))


def sample(parameters: ParameterSet, *, size: int, seed: int) -> Draws:
    """Return independent draws of every parameter in force.

    Each parameter has a random stream of its own, named by seed and parameter, so draws depend on
    neither the order of parameters nor the scenario: designs and scenarios share them.

    Args:
        parameters: what is in force.
        size: number of draws.
        seed: 0 to 2^63 - 1.

    Returns:
        Arrays of shape (size,), of shape (1,) where the parameter is not sampled.

    Source:
        Model 6 (common random numbers).
    """
    draw = _kept_drawn if size <= KEPT_DRAWS else _kept_large_drawn

    def make(name: str) -> Array:
        p = parameters[name]
        return draw(p.fit(), size, seed, name) if p.is_sampled else np.array([p.base])

    return Draws(OnDemand(make), size)


def stream(seed: int, name: str) -> np.random.Generator:
    """Return the random stream of one name under a seed."""
    key = int.from_bytes(sha256(name.encode()).digest()[:8], "big")
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(key,))))


def _drawn(fit: Fit, size: int, seed: int, name: str) -> Array:
    drawn = fit.sample(size, stream(seed, name))
    drawn.setflags(write=False)
    return drawn


_kept_drawn = lru_cache(maxsize=KEPT_ARRAYS)(_drawn)
_kept_large_drawn = lru_cache(maxsize=KEPT_LARGE_ARRAYS)(_drawn)
