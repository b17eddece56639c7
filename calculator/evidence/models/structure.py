"""The frame of the model: clinical areas, lines of business, program designs and lenses."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as lazy

from calculator.evidence.models.record import Link, Record
from calculator.evidence.models.rules import (
    RISING,
    all_within,
    check,
    filled,
    judge_bounds,
    judge_range,
    one_of,
    ordered,
)

SHARE = [MinValueValidator(0), MaxValueValidator(1)]
AGE_SHARES = ("share_0_17", "share_18_44", "share_45_64", "share_65_up")


class Pathway(models.TextChoices):
    """How an opinion acts in an area."""

    SURGICAL = "surgical", lazy("Surgical")
    DIAGNOSTIC = "diagnostic", lazy("Diagnostic")


class ClinicalArea(Record):
    """A clinical area in which members face a decision."""

    name = models.CharField(max_length=120)
    segment = models.CharField(max_length=60)
    pathway = models.CharField(max_length=10, choices=Pathway.choices)
    evidence_topic = models.CharField(max_length=60, blank=True)
    included_by_default = models.BooleanField(default=True)
    added_care_counted = models.BooleanField(default=True)
    caution = models.TextField(blank=True)

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints, filled("name"), one_of("pathway", Pathway)]

    def __str__(self) -> str:
        return self.name


class LineOfBusiness(Record):
    """A line of business with the usual age mix of its members."""

    name = models.CharField(max_length=120)
    share_0_17 = models.FloatField("share aged 0-17", validators=SHARE)
    share_18_44 = models.FloatField("share aged 18-44", validators=SHARE)
    share_45_64 = models.FloatField("share aged 45-64", validators=SHARE)
    share_65_up = models.FloatField("share aged 65+", validators=SHARE)

    class Meta(Record.Meta):
        verbose_name_plural = "lines of business"
        constraints = [
            *Record.Meta.constraints,
            filled("name"),
            check(
                "age_shares", all_within(AGE_SHARES, 0, 1), "Each age share lies between 0 and 1."
            ),
            check(
                "age_sum",
                Q(share_65_up__gte=0.999 - F("share_0_17") - F("share_18_44") - F("share_45_64"))
                & Q(share_65_up__lte=1.001 - F("share_0_17") - F("share_18_44") - F("share_45_64")),
                "The four age shares must sum to 1.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FeeBasis(models.TextChoices):
    """How a design is paid."""

    PEPM = "pepm", lazy("Per employee per month")
    PER_OPINION = "per_opinion", lazy("Per opinion")


class ProgramDesign(Record):
    """A way to offer second opinions: who is asked, how it is paid, how many use it."""

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    fee_basis = models.CharField(max_length=12, choices=FeeBasis.choices)
    reference_uptake = models.BooleanField(
        default=True,
        help_text="Reference uptake of each area times the multiplier; else the list below.",
    )
    uptake_multiplier = models.FloatField(default=1.0)
    engagement_applies = models.BooleanField(default=True)
    not_confirmed_multiplier = models.FloatField(default=1.0)
    fee_per_opinion = models.FloatField(null=True, blank=True)
    findings = models.ManyToManyField("Finding", through="DesignFinding", related_name="designs")

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            filled("name"),
            one_of("fee_basis", FeeBasis),
            check(
                "multipliers",
                all_within(("uptake_multiplier", "not_confirmed_multiplier"), 0, 100),
                "A multiplier lies between 0 and 100.",
            ),
            check(
                "fee",
                all_within(("fee_per_opinion",), 0, 10_000_000),
                "The fee lies between 0 and 10,000,000.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DesignUptake(Link):
    """The uptake of one area in a design that has its own."""

    design = models.ForeignKey(ProgramDesign, models.CASCADE, related_name="uptakes")
    area = models.ForeignKey(ClinicalArea, models.RESTRICT, related_name="+")
    uptake = models.FloatField(validators=SHARE)

    class Meta(Link.Meta):
        constraints = [
            models.UniqueConstraint(fields=["design", "area"], name="%(class)s_once"),
            check("share", all_within(("uptake",), 0, 1), "Uptake lies between 0 and 1."),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.uptake:g}"


class DesignOverride(Link):
    """A parameter value that holds within one design."""

    design = models.ForeignKey(ProgramDesign, models.CASCADE, related_name="overrides")
    parameter = models.ForeignKey("Parameter", models.RESTRICT, related_name="+")
    base = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()

    class Meta(Link.Meta):
        constraints = [
            models.UniqueConstraint(fields=["design", "parameter"], name="%(class)s_once"),
            check("range_ordered", ordered("low", "base", "high"), RISING),
        ]

    def __str__(self) -> str:
        return f"{self.base:g}"

    def clean(self) -> None:
        """Judge the range by the family and unit of the parameter it replaces."""
        super().clean()
        parameter = getattr(self, "parameter", None)
        if parameter is not None:
            judge_range(parameter.family, self.base, self.low, self.high)
            judge_bounds(parameter.key, parameter.unit, self.low, self.high)


class DesignFinding(Link):
    """A finding on which a design rests."""

    design = models.ForeignKey(ProgramDesign, models.CASCADE, related_name="finding_links")
    finding = models.ForeignKey("Finding", models.RESTRICT, related_name="+")

    class Meta(Link.Meta):
        constraints = [
            models.UniqueConstraint(fields=["design", "finding"], name="%(class)s_once"),
        ]

    def __str__(self) -> str:
        return str(self.finding_id)


class Lens(Record):
    """Which evidence is believed."""

    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)

    class Meta(Record.Meta):
        verbose_name_plural = "lenses"
        constraints = [*Record.Meta.constraints, filled("name")]

    def __str__(self) -> str:
        return self.name
