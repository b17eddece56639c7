"""Parameters of the model, what they rest on, and what a lens puts in their place."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as lazy

from calculator.engine.evidence import LINE_KEYS
from calculator.evidence.models.literature import Finding
from calculator.evidence.models.record import Link, Record
from calculator.evidence.models.rules import (
    Family,
    all_within,
    check,
    filled,
    judge_bounds,
    judge_range,
    one_of,
    range_rules,
    unit_rules,
)
from calculator.evidence.models.structure import ClinicalArea, Lens, LineOfBusiness

BAND_RATES = ("rate_0_17", "rate_18_44", "rate_45_64", "rate_65_up")


class Grade(models.TextChoices):
    """How good the evidence for a parameter is."""

    A = "A", "A: direct, and seen"
    B = "B", "B: good, but indirect or dated"
    C = "C", "C: weak, or by analogy"
    D = "D", "D: judgement"


class Basis(models.TextChoices):
    """What a parameter rests on."""

    EVIDENCE = "evidence", lazy("Findings")  # rests on the findings listed with it
    JUDGEMENT = "judgement", lazy("Judgement")  # no finding; the rationale states the judgement
    DEFINITION = "definition", lazy("Definition")  # true by definition; the rationale says so


class Method(models.TextChoices):
    """How a parameter's value follows from its findings."""

    CHOSEN = "chosen", lazy("Chosen finding")  # the value of one finding
    POOLED = "pooled", lazy("Pooled")  # the random-effects mean of the comparable findings
    RANGE = "range", lazy("Range")  # set between the findings
    JUDGEMENT = "judgement", lazy("Judgement")  # no finding decides it; the rationale does


class Parameter(Record):
    """A number the model needs, for one area, one line of business, or all."""

    key = models.CharField(
        max_length=60, help_text="The name the model uses, such as surgery_cost."
    )
    area = models.ForeignKey(
        ClinicalArea, models.RESTRICT, null=True, blank=True, related_name="parameters"
    )
    line = models.ForeignKey(
        LineOfBusiness, models.RESTRICT, null=True, blank=True, related_name="parameters"
    )
    label = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    family = models.CharField("distribution", max_length=10, choices=Family.choices)
    base = models.FloatField(help_text="The mean.")
    low = models.FloatField(help_text="Lower end of the 95 % interval.")
    high = models.FloatField(help_text="Upper end of the 95 % interval.")
    grade = models.CharField(max_length=1, choices=Grade.choices)
    basis = models.CharField(max_length=10, choices=Basis.choices, default=Basis.EVIDENCE)
    grade_reason = models.TextField(
        "reason for the grade",
        blank=True,
        help_text="Why the grade in use is one step from the computed one.",
    )
    rationale = models.TextField()
    synthesis = models.CharField(
        "method", max_length=10, choices=Method.choices, blank=True, help_text="Empty: not stated."
    )
    chosen_finding = models.ForeignKey(
        Finding, models.RESTRICT, null=True, blank=True, related_name="chosen_for"
    )
    checked_on = models.DateField(
        null=True, blank=True, help_text="The day it was last found to be still valid."
    )
    next_check = models.DateField(
        null=True, blank=True, help_text="The day by which to look again."
    )
    rate_0_17 = models.FloatField("rate, age 0-17", null=True, blank=True)
    rate_18_44 = models.FloatField("rate, age 18-44", null=True, blank=True)
    rate_45_64 = models.FloatField("rate, age 45-64", null=True, blank=True)
    rate_65_up = models.FloatField("rate, age 65+", null=True, blank=True)
    findings = models.ManyToManyField(
        Finding, through="ParameterFinding", related_name="parameters"
    )

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            filled("key"),
            filled("label"),
            filled("rationale"),
            one_of("grade", Grade),
            one_of("basis", Basis),
            check(
                "method_known",
                Q(synthesis__in=["", *Method.values]),
                f"Method must be one of: {', '.join(Method.values)}.",
            ),
            check(
                "chosen_named",
                Q(synthesis=Method.CHOSEN, chosen_finding__isnull=False)
                | (~Q(synthesis=Method.CHOSEN) & Q(chosen_finding__isnull=True)),
                "Name the chosen finding where the method is a chosen finding, and only there.",
            ),
            *range_rules(),
            *unit_rules(("base", "low", "high")),
            check(
                "scope",
                Q(key__in=sorted(LINE_KEYS), line__isnull=False, area__isnull=True)
                | (~Q(key__in=sorted(LINE_KEYS)) & Q(line__isnull=True)),
                "Prices, paid shares and spending go by line; all else by area, or for all.",
            ),
            check(
                "check_follows",
                Q(checked_on__isnull=True)
                | Q(next_check__isnull=True)
                | Q(next_check__gt=F("checked_on")),
                "The next check comes after the last one.",
            ),
            check(
                "bands_complete",
                Q(**dict.fromkeys((f"{r}__isnull" for r in BAND_RATES), True))
                | Q(**dict.fromkeys((f"{r}__isnull" for r in BAND_RATES), False)),
                "Give the rate of all four age bands or of none.",
            ),
            check(
                "band_bounds",
                all_within(BAND_RATES, 0, 1_000),
                "A rate per 1,000 lies between 0 and 1,000.",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    def clean(self) -> None:
        """Name the parameter from its key and scope; judge its range."""
        self.slug = self.name_of(self.key, self.area, self.line)
        try:
            super().clean()
        except ValidationError as error:
            if "slug" in getattr(error, "error_dict", {}):
                raise ValidationError({"key": f"This release already has {self.slug}."}) from error
            raise
        judge_range(self.family, self.base, self.low, self.high)

    @staticmethod
    def name_of(key: str, area: ClinicalArea | None, line: LineOfBusiness | None) -> str:
        """Return ``key`` or ``key.suffix``."""
        scope = area or line
        return f"{key}.{scope.slug}" if scope else key

    @property
    def suffix(self) -> str:
        """The area or line of the name, empty where one value holds for all."""
        return self.slug.partition(".")[2]

    def is_overdue(self, today: date) -> bool:
        """Whether the day of the next check has passed."""
        return self.next_check is not None and self.next_check < today


class ParameterFinding(Link):
    """A finding on which a parameter rests, or which was left out for a stated reason."""

    parameter = models.ForeignKey(Parameter, models.CASCADE, related_name="finding_links")
    finding = models.ForeignKey(Finding, models.RESTRICT, related_name="+")
    is_admissible = models.BooleanField("counts", default=True)
    reason = models.CharField(
        "why it is left out", max_length=300, blank=True, help_text="Shown to readers."
    )

    class Meta(Link.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["parameter", "finding"],
                name="%(class)s_once",
                violation_error_message="This finding is already listed.",
            ),
            check(
                "left_out_why",
                Q(is_admissible=True, reason="") | (Q(is_admissible=False) & ~Q(reason="")),
                "Give a reason where a finding does not count, and only there.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.finding_id)


class LensReplacement(Link):
    """What a lens puts in the place of a parameter; unit, grade and rationale are inherited."""

    parameter = models.ForeignKey(Parameter, models.CASCADE, related_name="replacements")
    lens = models.ForeignKey(Lens, models.RESTRICT, related_name="replacements")
    family = models.CharField("distribution", max_length=10, choices=Family.choices)
    base = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    findings = models.ManyToManyField(
        Finding, through="ReplacementFinding", related_name="replacements"
    )

    class Meta(Link.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["parameter", "lens"],
                name="%(class)s_once",
                violation_error_message="This lens already replaces the parameter.",
            ),
            *range_rules(),
        ]

    def __str__(self) -> str:
        return f"{self.base:g}"

    def clean(self) -> None:
        """Judge the range, and its bounds by the parameter's unit."""
        super().clean()
        judge_range(self.family, self.base, self.low, self.high)
        parameter = getattr(self, "parameter", None)
        if parameter is not None:
            judge_bounds(parameter.key, parameter.unit, self.low, self.high)


class ReplacementFinding(Link):
    """A finding on which a replacement rests."""

    replacement = models.ForeignKey(LensReplacement, models.CASCADE, related_name="finding_links")
    finding = models.ForeignKey(Finding, models.RESTRICT, related_name="+")

    class Meta(Link.Meta):
        constraints = [
            models.UniqueConstraint(fields=["replacement", "finding"], name="%(class)s_once"),
        ]

    def __str__(self) -> str:
        return str(self.finding_id)
