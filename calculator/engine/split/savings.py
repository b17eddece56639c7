"""The layers of a scenario's savings: each line, area and year on its own claims (Eq. 34)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from calculator.engine.outcomes import Outcomes
from calculator.engine.split import cases, parts
from calculator.engine.split.cover import Cover
from calculator.engine.split.parts import Layers
from calculator.engine.split.result import Parts
from calculator.engine.split.terms import SplitTerms

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Care avoided and care added, dollars, each over (draw, area, year)."""

    avoided: Layers
    added: Layers

    @property
    def net(self) -> Layers:
        """What is saved."""
        return self.avoided - self.added


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claims:
    """One line's claims of a person in a year, (draw, area, year); surgical areas come first.

    ``certain`` and ``varying`` are what is there without the program; ``left`` is the certain part
    with an effect of the opinion and ``left_varying`` its varying part.
    """

    certain: Array
    varying: Array
    left: Array
    left_varying: Array
    workup: Array
    costlier: Array


def of_line(outcomes: Outcomes, slug: str, terms: SplitTerms) -> Care:
    """Return one line's care avoided and added.

    The cost of an operation, and what a changed plan saves, vary as in ``chance``. Work-up and
    costlier care come on top of all claims of the year, an operation's included: most opinions
    leave the operation in place.

    Source:
        Eq. 34.
    """
    draws, line = outcomes.draws, outcomes.lines[slug]
    share = draws.column(f"plan_paid_share.{slug}")[:, :, np.newaxis]
    cover = parts.cover_of(terms, share)
    claims = _claims(outcomes, slug, terms)
    opinions = line.decisions[:, :, np.newaxis] * outcomes.uptake
    rate = draws.values["care_added_rate"][:, np.newaxis, np.newaxis]
    before = _layers(cover, terms, claims.certain, claims.varying)
    after = _layers(cover, terms, claims.left, claims.left_varying)
    examined = _layers(cover, terms, claims.certain + claims.workup, claims.varying)
    more = claims.certain + claims.workup + claims.costlier
    treated = _layers(cover, terms, more, claims.varying)
    added = (examined - before) + (treated - examined).times(rate)
    return Care(
        avoided=(before - after).times(opinions * _effects(outcomes)),
        added=added.times(opinions),
    )


def of_all(outcomes: Outcomes, terms: SplitTerms) -> Care:
    """Return the care of all lines together."""
    return together([of_line(outcomes, slug, terms) for slug in outcomes.case.lines])


def together(lines: list[Care]) -> Care:
    """Add up the lines' care."""
    care = lines[0]
    for line in lines[1:]:
        care = Care(avoided=care.avoided + line.avoided, added=care.added + line.added)
    return care


def over_areas(layers: Layers) -> Layers:
    """Return the sum over areas, (draw, year)."""
    return Layers(
        gross=layers.gross.sum(axis=1), plan=layers.plan.sum(axis=1), held=layers.held.sum(axis=1)
    )


def a_year(layers: Layers, terms: SplitTerms) -> Parts:
    """Return the parts of the base case, a year on average."""
    whole = over_areas(layers)
    mean = Layers(gross=whole.gross.mean(), plan=whole.plan.mean(), held=whole.held.mean())
    return parts.parts(mean, terms)


def _other_claims(outcomes: Outcomes, slug: str, stated: float | None) -> Array:
    """Return a patient's other claims in year 1, (draw,): as stated, else the average member's."""
    if stated is not None:
        return np.array([stated])
    return outcomes.draws.values[f"spend_per_member.{slug}"]


def _layers(cover: Cover, terms: SplitTerms, certain: Array, varying: Array) -> Layers:
    return cases.expected(cover, terms.deductible, certain=certain, varying=varying)


def _effects(outcomes: Outcomes) -> Array:
    """Avoided operations or followed plans per opinion, (draw, area, 1)."""
    both = outcomes.surgical.surgeries_avoided, outcomes.diagnostic.plans_followed
    return _joined(*both, outcomes.draws.size)[:, :, np.newaxis]


def _claims(outcomes: Outcomes, slug: str, terms: SplitTerms) -> _Claims:
    case, draws = outcomes.case, outcomes.draws
    surgical, diagnostic = ([a.slug for a in group] for group in (case.surgical, case.diagnostic))
    trend = outcomes.trend[:, np.newaxis, :]
    price = draws.column(f"price_index.{slug}")[:, :, np.newaxis] * trend
    other = (
        _joined(
            _spread(_other_claims(outcomes, slug, terms.other_claims), surgical),
            _spread(_other_claims(outcomes, slug, terms.other_claims_diagnosis), diagnostic),
            draws.size,
        )[:, :, np.newaxis]
        * trend
    )
    saved = draws.block("saving_per_changed_plan", diagnostic)
    none = np.zeros_like(saved)
    size = draws.size

    def priced(of_surgical: Array, of_diagnostic: Array) -> Array:
        return _joined(of_surgical, of_diagnostic, size)[:, :, np.newaxis] * price

    return _Claims(
        certain=other,
        varying=priced(draws.block("surgery_cost", surgical), np.maximum(saved, 0.0)),
        left=other + priced(draws.block("alternative_care_cost", surgical), none),
        left_varying=priced(np.zeros((1, len(surgical))), np.maximum(-saved, 0.0)),
        workup=draws.column("extra_workup_cost")[:, :, np.newaxis] * price,
        costlier=(draws.column("care_added_cost") * case.added_care_counted)[:, :, np.newaxis]
        * price,
    )


def _spread(values: Array, slugs: list[str]) -> Array:
    return np.broadcast_to(values[:, np.newaxis], (len(values), len(slugs)))


def _joined(surgical: Array, diagnostic: Array, size: int) -> Array:
    wide = [np.broadcast_to(part, (size, part.shape[1])) for part in (surgical, diagnostic)]
    return np.concatenate(wide, axis=1)
