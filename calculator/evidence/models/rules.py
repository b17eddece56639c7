"""Database rules in words of the evidence: each returns a constraint with its own message."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint, F, Q, TextChoices, UniqueConstraint
from django.utils.translation import gettext_lazy as lazy

from calculator.engine.distributions import INTERVAL_SDS, fit
from calculator.engine.errors import UnfitDistribution
from calculator.engine.inputs.overrides import bounds
from calculator.evidence.shapes import Malformed, plain, texts

MAX_MONEY = 10_000_000
RISING = "Low, base and high must rise: low ≤ base ≤ high."


class Family(TextChoices):
    """Distribution families (Model 4)."""

    BETA = "beta", lazy("Beta")
    GAMMA = "gamma", lazy("Gamma")
    LOGNORMAL = "lognormal", lazy("Lognormal")
    PERT = "pert", lazy("PERT")
    FIXED = "fixed", lazy("Fixed")


def check(name: str, condition: Q, message: str) -> CheckConstraint:
    """Return a check constraint; ``%(class)s`` in the name is the model's."""
    return CheckConstraint(
        condition=condition, name=f"%(class)s_{name}", violation_error_message=message
    )


def filled(field: str) -> CheckConstraint:
    """Require a text that is not empty."""
    return check(f"{field}_filled", ~Q(**{field: ""}), f"{field.capitalize()} is required.")


def one_of(field: str, choices: type[TextChoices]) -> CheckConstraint:
    """Require one of the stated choices."""
    message = f"{field.capitalize()} must be one of: {', '.join(choices.values)}."
    return check(f"{field}_known", Q(**{f"{field}__in": choices.values}), message)


def within(field: str, low: float, high: float) -> Q:
    """Hold where the field is empty or between low and high."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low, f"{field}__lte": high})


def all_within(fields: tuple[str, ...], low: float, high: float) -> Q:
    """Hold where each of the fields is empty or between low and high."""
    condition = Q()
    for field in fields:
        condition &= within(field, low, high)
    return condition


def ordered(low: str, middle: str, high: str) -> Q:
    """Hold where low <= middle <= high, whichever of the three are given."""
    return (
        (
            Q(**{f"{low}__isnull": True})
            | Q(**{f"{middle}__isnull": True})
            | Q(**{f"{low}__lte": F(middle)})
        )
        & (
            Q(**{f"{high}__isnull": True})
            | Q(**{f"{middle}__isnull": True})
            | Q(**{f"{high}__gte": F(middle)})
        )
        & (
            Q(**{f"{low}__isnull": True})
            | Q(**{f"{high}__isnull": True})
            | Q(**{f"{low}__lte": F(high)})
        )
    )


def range_rules() -> list[CheckConstraint]:
    """Require low <= base <= high and that the family has a member with these moments (Model 4)."""
    width = F("high") - F("low")
    exact = Q(low=F("high"))
    beta = Q(base__gt=0, base__lt=1) & Q(
        base__gt=width * width / INTERVAL_SDS**2 + F("base") * F("base")
    )
    slack = width * 4e-9
    pert = Q(base__gte=(F("low") * 5 + F("high") - slack) / 6) & Q(
        base__lte=(F("low") + F("high") * 5 + slack) / 6
    )
    return [
        one_of("family", Family),
        check("range_ordered", ordered("low", "base", "high"), RISING),
        check(
            "beta_fits",
            ~Q(family=Family.BETA) | exact | beta,
            "No beta has this mean and interval: keep the base inside 0-1, the interval narrow.",
        ),
        check(
            "positive_fits",
            ~Q(family__in=[Family.GAMMA, Family.LOGNORMAL]) | exact | Q(base__gt=0),
            "A gamma or lognormal needs a base above 0.",
        ),
        check(
            "pert_fits",
            ~Q(family=Family.PERT) | exact | pert,
            "No PERT has this mean: the base is too near one end of the interval.",
        ),
    ]


def unit_rules(fields: tuple[str, ...]) -> list[CheckConstraint]:
    """Bound values by their unit (Model 4)."""
    money = ~Q(unit__startswith="USD") | all_within(fields, 0, MAX_MONEY)
    signed = Q(key="saving_per_changed_plan") & all_within(fields, -MAX_MONEY, MAX_MONEY)
    units = Q()
    for prefix in ("share", "per 1,000", "ratio", "work days", "per year", "USD"):
        units |= Q(unit__startswith=prefix)
    return [
        check(
            "unit_known",
            units,
            "A unit begins with share, per 1,000, ratio, work days, per year or USD.",
        ),
        check(
            "share_bounds",
            ~Q(unit__startswith="share") | all_within(fields, 0, 1),
            "A share lies between 0 and 1.",
        ),
        check(
            "rate_bounds",
            ~Q(unit__startswith="per 1,000") | all_within(fields, 0, 1_000),
            "A rate per 1,000 lies between 0 and 1,000.",
        ),
        check(
            "ratio_bounds",
            ~Q(unit__startswith="ratio") | all_within(fields, 0, 100),
            "A ratio lies between 0 and 100.",
        ),
        check(
            "days_bounds",
            ~Q(unit__startswith="work days") | all_within(fields, 0, 365),
            "Days lie between 0 and 365.",
        ),
        check(
            "yearly_bounds",
            ~Q(unit__startswith="per year") | all_within(fields, -0.2, 0.5),
            "A yearly rate lies between -0.2 and 0.5.",
        ),
        check("money_bounds", signed | money, "Money lies between 0 and 10,000,000 dollars."),
    ]


def named_once() -> UniqueConstraint:
    """Require that a slug occurs once in its release."""
    return UniqueConstraint(
        fields=["release", "slug"],
        name="%(class)s_slug_once",
        violation_error_message="This release already has a record of that name.",
    )


def judge_range(family: str, base: float | None, low: float | None, high: float | None) -> None:
    """Raise a field error where no distribution of the family has this range."""
    if base is None or low is None or high is None:
        return
    try:
        fit(family, base=base, low=low, high=high)
    except UnfitDistribution as error:
        raise ValidationError({"base": f"No {family} distribution fits: {error}."}) from error


def judge_counts(numerator: int | None, denominator: int | None) -> None:
    """Raise a field error where counts are impossible."""
    if numerator is None:
        return
    if not denominator:
        said = f"The numerator needs a denominator: of how many are these {numerator:,}?"
        raise ValidationError({"denominator": said})
    if numerator > denominator:
        said = f"{numerator:,} of {denominator:,} is impossible: a part may not exceed its whole."
        raise ValidationError({"numerator": said})


def judge_bounds(key: str, unit: str, low: float | None, high: float | None) -> None:
    """Raise a field error where a range leaves the bounds of the unit."""
    if low is None or high is None:
        return
    lowest, highest = bounds(key, unit)
    if low < lowest or high > highest:
        raise ValidationError({"base": f"{unit}: between {lowest:g} and {highest:,.10g}."})


def list_of_texts(value: object) -> None:
    """Refuse anything but a list of different texts."""
    _judge(texts, value)


def plain_json(value: object) -> None:
    """Refuse what cannot travel as JSON, such as NaN."""
    _judge(plain, value)


def _judge(read: Callable[[object], object], value: object) -> None:
    try:
        read(value)
    except Malformed as error:
        raise ValidationError(f"It {error}.") from error
