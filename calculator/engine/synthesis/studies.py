"""A finding as the synthesis reads it, and what may be compared with what.

Findings are compared where they state the same quantity (measure) in the same family of units;
sums of money also need the same price year. Everything else stays side by side, unpooled.
"""

import re
from dataclasses import dataclass

from calculator.engine.synthesis import scales
from calculator.engine.synthesis.scales import Effect, Scale

SELLERS = ("vendor_reported", "vendor_funded")
SELLER_DATA = "second_opinion_vendor"
OF_OPINIONS = ("opinions", "second opinions", "all second opinions")
SAME_MEASURE = {
    "recommend_against_surgery": "surgery_not_confirmed",
    "nonconfirmation_share": "surgery_not_confirmed",
    "treatment_change_share": "treatment_change",
}
DIRECT = {
    "diagnosis_change_rate": "diagnosis_change",
    "treatment_change_rate": "treatment_change",
    "surgery_not_confirmed_rate": "surgery_not_confirmed",
    "uptake_rate": "programme_uptake",
    "advice_followed_rate": "adherence_to_second_opinion",
    "later_surgery_rate": "crossover_to_surgery",
    "surgery_without_program_rate": "surgery_probability_usual_care",
    "care_added_rate": "care_intensified",
}
ANALOGOUS = {
    "diagnosis_change_rate": ("pathology_major_discrepancy", "imaging_major_discrepancy"),
    "treatment_change_rate": ("surgery_not_confirmed", "treatment_impact_moderate_major"),
    "surgery_not_confirmed_rate": ("inappropriate_share", "procedure_inappropriate"),
    "plan_change_followed_rate": ("intention_to_follow",),
}
NAMED = frozenset({*DIRECT, *ANALOGOUS})
COMPLEMENT = {
    "advice_followed_rate": "surgery_probability_nonconfirmed",
    "later_surgery_rate": "maintained_decision_31m",
}
CONVERTIBLE = {
    "money": ("USD",),
    "work days": ("weeks", "days", "calendar days"),
    "share": ("share by ", "probability at "),
}
MONEY = re.compile(r"USD( \d{4})?( mean)?( allowed)?( per (patient|procedure))?")
LOG_FAMILIES = ("ratio", "money", "rate per 1,000", "work days")


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One finding: its number, how it was found, who stands behind it, and who checked it.

    ``left_out`` is the public reason for which it does not count for the parameter, if any.
    """

    slug: str
    source: str
    measure: str
    unit: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    interval: str = ""
    numerator: int | None = None
    denominator: int | None = None
    price_year: int | None = None
    independence: str = "independent"
    verification: str = "source_seen"
    data_owner: str = ""
    source_independence: str = "independent"
    source_data_owner: str = ""
    design: str = ""
    year: int | None = None
    claims_verified: bool = False
    left_out: str = ""

    @property
    def is_from_seller(self) -> bool:
        """Whether a seller reported it, paid for it, or owns the data it rests on."""
        return (
            self.independence in SELLERS
            or self.source_independence in SELLERS
            or SELLER_DATA in (self.data_owner, self.source_data_owner)
        )

    @property
    def is_independent(self) -> bool:
        """Whether it comes first-hand from somebody with no second opinions to sell."""
        return self.independence == "independent" and not self.is_from_seller

    @property
    def kind(self) -> str:
        """What was measured, one name for measures that are the same quantity."""
        return SAME_MEASURE.get(self.measure, self.measure)

    @property
    def family(self) -> str:
        """The family of its unit."""
        return family_of(self.unit)

    @property
    def has_sampling_interval(self) -> bool:
        """Whether low and high are a 95 % confidence interval, not a range of another sort."""
        return self.interval.startswith("95% CI")


def family_of(unit: str) -> str:
    """Return the family of a unit: within one, numbers mean the same thing.

    >>> family_of("probability"), family_of("share of second opinions"), family_of("USD mean")
    ('share', 'share of opinions', 'money')
    >>> family_of("share of eligible patients"), family_of("USD per hour")
    ('share of eligible patients', 'USD per hour')
    """
    if unit in ("share", "probability"):
        return "share"
    if unit.removeprefix("share of ") in OF_OPINIONS:
        return "share of opinions"
    if MONEY.fullmatch(unit):
        return "money"
    return "rate per 1,000" if unit.startswith("per 1,000 ") else unit


def scale_of(family: str) -> Scale | None:
    """Return the scale on which a family of units is pooled, None where it is not.

    >>> scale_of("share of patients"), scale_of("money"), scale_of("weeks")
    ('logit', 'log', None)
    """
    if family == "share" or family.startswith("share of "):
        return "logit"
    return "log" if family in LOG_FAMILIES else None


def fits(unit: str, study: Study) -> bool:
    """Whether a finding is in a parameter's own unit; money also needs its price year."""
    family = family_of(unit)
    if family == "money":
        return study.family == "money" and study.price_year == price_year_of(unit)
    return study.family == family or (family.startswith("share") and study.family == "share")


def is_own(key: str, unit: str, study: Study) -> bool:
    """Whether a finding measures the very quantity of a parameter."""
    if family_of(unit).startswith("share"):
        return study.kind == DIRECT.get(key)
    return "difference" not in study.kind


def stands_for(key: str, unit: str, study: Study) -> bool:
    """Whether a finding may stand for a parameter: its own quantity, or a stated analogy.

    A share in the same unit may be the very opposite ("confirmed"), so shares need to be named.
    """
    return is_own(key, unit, study) or study.kind in ANALOGOUS.get(key, ())


def converts(key: str, unit: str, study: Study) -> bool:
    """Whether a finding gives the very quantity of a parameter, but not in its unit.

    Dollars of another year, weeks away from work, a share by some year.
    """
    family = family_of(unit)
    units = CONVERTIBLE.get("share" if family.startswith("share") else family, ())
    return study.unit.startswith(units) and not fits(unit, study) and is_own(key, unit, study)


def is_complement(key: str, study: Study) -> bool:
    """Whether a finding counts the rest: those of whom the parameter does not speak."""
    return study.family == "share" and study.kind == COMPLEMENT.get(key)


def price_year_of(unit: str) -> int | None:
    """Return the price year that a unit names.

    >>> price_year_of("USD 2025"), price_year_of("USD per patient")
    (2025, None)
    """
    found = re.search(r"\b(19|20)\d\d\b", unit)
    return int(found[0]) if found else None


def effect_of(study: Study) -> Effect | None:
    """Return the effect of a finding and its variance, None where it states no sampling error.

    Counts come first, then a 95 % interval, then a share with the number it is a share of.
    """
    scale = scale_of(study.family)
    if scale is None:
        return None
    if scale == "logit" and study.numerator is not None and study.denominator:
        return scales.of_counts(study.numerator, study.denominator)
    if study.value is None:
        return None
    if study.has_sampling_interval and study.low is not None and study.high is not None:
        found = scales.of_interval(study.value, study.low, study.high, scale)
        if found:
            return found
    if scale == "logit" and study.denominator:
        return scales.of_counts(study.value * study.denominator, study.denominator)
    return None
