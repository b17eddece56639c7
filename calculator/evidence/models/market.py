"""What the market says: claims of documents, programs on offer, estimates of market size."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as lazy

from calculator.evidence.models.literature import Finding, Source
from calculator.evidence.models.record import Link, Record, Verification
from calculator.evidence.models.rules import check, filled, list_of_texts, one_of, plain_json
from calculator.evidence.presentation import is_worded


class Verdict(models.TextChoices):
    """What we make of a claim."""

    CONFIRMED = "confirmed", lazy("Confirmed")
    PLAUSIBLE = "plausible_unverified", lazy("Plausible, not verified")
    MISATTRIBUTED = "misattributed", lazy("Misattributed")
    UNSUPPORTED = "unsupported", lazy("Unsupported")


class Claim(Record):
    """A statement of a market document, with our verdict."""

    document = models.CharField(max_length=120)
    topic = models.CharField(max_length=40, blank=True)
    claim = models.TextField()
    numbers = models.JSONField(default=dict, blank=True, validators=[plain_json])
    verdict = models.CharField(max_length=24, choices=Verdict.choices)
    why = models.TextField(blank=True)
    findings = models.ManyToManyField(Finding, through="ClaimFinding", related_name="claims")

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            filled("document"),
            filled("claim"),
            one_of("verdict", Verdict),
        ]


class ClaimFinding(Link):
    """A finding that supersedes a claim."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="finding_links")
    finding = models.ForeignKey(Finding, models.RESTRICT, related_name="+")

    class Meta(Link.Meta):
        constraints = [
            models.UniqueConstraint(fields=["claim", "finding"], name="%(class)s_once"),
        ]

    def __str__(self) -> str:
        return str(self.finding_id)


class Program(Record):
    """A second-opinion program or provider, and the standing of what it claims."""

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=60, blank=True)
    delivery = models.CharField(max_length=120, blank=True)
    list_price_usd = models.JSONField(
        null=True,
        blank=True,
        validators=[plain_json],
        help_text="A number, a text, or prices by year or place.",
    )
    pricing_basis = models.CharField(max_length=160, blank=True)
    claims = models.JSONField(
        default=list, blank=True, validators=[list_of_texts], help_text="A list of texts."
    )
    status_of_claims = models.TextField(blank=True)
    documents = models.JSONField(
        default=list, blank=True, validators=[list_of_texts], help_text="A list of texts."
    )
    named_in_documents = models.BooleanField(default=False)
    findings = models.ManyToManyField(Finding, through="ProgramFinding", related_name="programs")

    class Meta(Record.Meta):
        constraints = [*Record.Meta.constraints, filled("name")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_priced_in_words(self) -> bool:
        """Whether the list price holds words of the evidence."""
        return is_worded(self.list_price_usd)


class ProgramFinding(Link):
    """A finding about a program."""

    program = models.ForeignKey(Program, models.CASCADE, related_name="finding_links")
    finding = models.ForeignKey(Finding, models.RESTRICT, related_name="+")

    class Meta(Link.Meta):
        constraints = [
            models.UniqueConstraint(fields=["program", "finding"], name="%(class)s_once"),
        ]

    def __str__(self) -> str:
        return str(self.finding_id)


class MarketEstimate(Record):
    """One publisher's estimate of the market; a range has low and high, a number both the same."""

    RANGES = ("base_usd_bn", "end_usd_bn", "cagr_stated")

    publisher = models.CharField(max_length=120)
    document = models.CharField(max_length=120, blank=True)
    base_year = models.PositiveSmallIntegerField()
    end_year = models.PositiveSmallIntegerField()
    base_usd_bn_low = models.FloatField("at first, low (billion dollars)", null=True, blank=True)
    base_usd_bn_high = models.FloatField("at first, high (billion dollars)", null=True, blank=True)
    end_usd_bn_low = models.FloatField("at last, low (billion dollars)", null=True, blank=True)
    end_usd_bn_high = models.FloatField("at last, high (billion dollars)", null=True, blank=True)
    cagr_stated_low = models.FloatField("growth stated, low", null=True, blank=True)
    cagr_stated_high = models.FloatField("growth stated, high", null=True, blank=True)
    source = models.ForeignKey(Source, models.RESTRICT, related_name="market_estimates")
    verification = models.CharField(max_length=16, choices=Verification.choices)
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            filled("publisher"),
            one_of("verification", Verification),
            check("years", Q(end_year__gt=F("base_year")), "The last year comes after the first."),
            *(
                check(
                    f"{name}_range",
                    Q(**{f"{name}_low": None, f"{name}_high": None})
                    | Q(
                        **{
                            f"{name}_low__isnull": False,
                            f"{name}_high__isnull": False,
                            f"{name}_low__gt": floor,
                            f"{name}_high__gte": F(f"{name}_low"),
                        }
                    ),
                    "Give low and high, low first (the same number twice where there is one).",
                )
                for name, floor in (("base_usd_bn", 0), ("end_usd_bn", 0), ("cagr_stated", -1))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}, {self.base_year}-{self.end_year}"
