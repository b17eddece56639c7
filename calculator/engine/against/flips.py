"""At which value of one number net is 0, all else at base, and how likely it lies beyond."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine.against.levers import Lever, levers
from calculator.engine.case import Case
from calculator.engine.simulation import share_of

Array = NDArray[np.float64]
STEPS = np.concatenate([[0.0], np.geomspace(1e-9, 1.0, 46)])
NEARLY_ZERO = 0.005  # dollars


@dataclass(frozen=True, slots=True, kw_only=True)
class Flip:
    """A value of one number at which the verdict turns.

    ``chance`` is the probability that the number lies at or beyond ``value``; ``sds`` how many
    standard deviations away it is, None where the number is not in doubt.
    """

    lever: Lever
    value: float
    chance: float
    sds: float | None

    @property
    def is_above(self) -> bool:
        """Whether the number would have to be higher than it is."""
        return self.value > self.lever.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """The number that comes closest to turning the verdict, and net with it at its limit."""

    lever: Lever
    value: float
    net: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Against:
    """The case against an answer; ``flips`` from the strongest, one a direction and number."""

    net: float
    flips: tuple[Flip, ...]
    nearest: Nearest | None

    def strongest(self, number: int = 3) -> tuple[Flip, ...]:
        """Return the strongest flips, one of each family of numbers."""
        first: dict[str, Flip] = {}
        for flip in self.flips:
            first.setdefault(flip.lever.key, flip)
        return tuple(first.values())[:number]


def against(case: Case) -> Against:
    """Return every single number that turns the verdict of a base case, the strongest first.

    Source:
        Eq. 35 (the value) and 36 (how likely it lies beyond).
    """
    found = levers(case)
    net = float(found[0].nets(np.array([found[0].now]))[0])
    flips: list[Flip] = []
    closest: list[Nearest] = []
    for lever in found:
        values, nets = _grid(lever)
        if net == 0 or not _starts_at(nets, values, lever, net):
            continue
        flips += [_flip(lever, root) for root in _roots(lever, values, nets)]
        closest.append(_closest(lever, values, nets))
    return Against(
        net=net,
        flips=tuple(sorted(flips, key=_strength)),
        nearest=min(closest, key=lambda n: (abs(n.net), n.lever.field), default=None)
        if not flips
        else None,
    )


def chance_beyond(believed: Array, *, now: float, value: float) -> float:
    """Return the share of draws that lie at or beyond a value, seen from the value in force.

    Source:
        Eq. 36.

    >>> chance_beyond(np.array([1.0, 2.0, 3.0, 4.0]), now=2.5, value=4.0)
    0.25
    """
    return share_of(believed >= value if value > now else believed <= value)


def _strength(flip: Flip) -> tuple[float, float, str, float]:
    far = np.inf if flip.sds is None else flip.sds
    return -flip.chance, far, flip.lever.field, flip.value


def _grid(lever: Lever) -> tuple[Array, Array]:
    """Values from limit to limit, dense around the value in force, and net at each."""
    now = min(max(lever.now, lever.low), lever.high)
    below, above = now - (now - lever.low) * STEPS, now + (lever.high - now) * STEPS
    values = np.unique(np.concatenate([below, above]))
    return values, lever.nets(values)


def _starts_at(nets: Array, values: Array, lever: Lever, net: float) -> bool:
    """Whether the number matters at all, and as entered still gives the verdict in force."""
    at_now = nets[np.abs(values - lever.now).argmin()]
    moves = float(nets.max() - nets.min()) > NEARLY_ZERO
    return moves and bool(np.sign(at_now) == np.sign(net))


def _roots(lever: Lever, values: Array, nets: Array) -> list[float]:
    """The nearest root on each side of the value in force."""
    signs = nets > 0 if nets[np.abs(values - lever.now).argmin()] > 0 else nets < 0
    turned = np.flatnonzero(~signs)
    below, above = turned[values[turned] < lever.now], turned[values[turned] > lever.now]
    found = []
    if len(below):
        found.append(_root(lever, values[below[-1]], values[below[-1] + 1]))
    if len(above):
        found.append(_root(lever, values[above[0]], values[above[0] - 1]))
    return found


def _root(lever: Lever, turned: float, kept: float) -> float:
    """Close in on net 0 between a value that turns the verdict and one that does not.

    False position and halving take turns: the one is exact on straight lines, the other is sure.
    """
    ends = np.array([turned, kept])
    at_ends = lever.nets(ends).copy()
    net, value, halve = np.inf, turned, False
    while abs(net) > NEARLY_ZERO:
        share = 0.5 if halve else at_ends[0] / (at_ends[0] - at_ends[1])
        value = ends[0] + (ends[1] - ends[0]) * share
        net = lever.nets(np.array([value]))[0]
        side = 0 if np.sign(net) == np.sign(at_ends[0]) else 1
        if halve and value == ends[side]:  # no number lies between the two
            break
        ends[side], at_ends[side] = value, net
        halve = not halve
    return float(value)


def _flip(lever: Lever, value: float) -> Flip:
    return Flip(
        lever=lever,
        value=value,
        chance=chance_beyond(lever.believed, now=lever.now, value=value),
        sds=abs(value - lever.now) / lever.sd if lever.sd > 0 else None,
    )


def _closest(lever: Lever, values: Array, nets: Array) -> Nearest:
    place = int(np.abs(nets).argmin())
    return Nearest(lever=lever, value=float(values[place]), net=float(nets[place]))
