"""Sources and the numbers found in them."""

from django.db import models
from django.db.models import F, Q

from calculator.evidence.models.record import Independence, Record, Verification
from calculator.evidence.models.rules import (
    all_within,
    check,
    filled,
    judge_counts,
    one_of,
    ordered,
)
from calculator.evidence.presentation import doi_link, web_link


class Source(Record):
    """A work that was consulted."""

    authors = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=400)
    publisher = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    doi = models.CharField("DOI", max_length=120, blank=True)
    pmid = models.CharField("PubMed number", max_length=12, blank=True)
    url = models.URLField("address", max_length=500, blank=True)
    kind = models.CharField(max_length=80, blank=True)
    independence = models.CharField(max_length=16, choices=Independence.choices)
    data_owner = models.CharField(max_length=40, blank=True)
    population = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            filled("title"),
            one_of("independence", Independence),
            check(
                "year_plausible",
                all_within(("year",), 1900, 2100),
                "The year lies between 1900 and 2100.",
            ),
            check(
                "url_web",
                Q(url="") | Q(url__startswith="http://") | Q(url__startswith="https://"),
                "An address begins with http:// or https://.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.authors} ({self.year or 'n.d.'}) {self.title}"[:160]

    @property
    def doi_url(self) -> str:
        """The address of the DOI, or an empty string."""
        return doi_link(self.doi)

    @property
    def web_url(self) -> str:
        """The address of the work's page, or an empty string."""
        return web_link(self.url)

    @property
    def pubmed_url(self) -> str:
        """The address of the PubMed record, or an empty string."""
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/" if self.pmid.isdigit() else ""


class Finding(Record):
    """One number (or one statement) from one source."""

    SHARE_UNITS = ("share", "probability")

    source = models.ForeignKey(Source, models.RESTRICT, related_name="findings")
    topic = models.CharField(max_length=120)
    measure = models.CharField(max_length=80)
    value = models.FloatField(null=True, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    numerator = models.PositiveIntegerField(null=True, blank=True)
    denominator = models.PositiveIntegerField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    interval = models.CharField(
        max_length=60, blank=True, help_text="What low and high are, such as “95% CI, reported”."
    )
    population = models.CharField(max_length=300, blank=True)
    setting = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=40, blank=True)
    design = models.CharField(max_length=120, blank=True)
    outcomes_from_claims = models.BooleanField(
        "outcome verified in claims",
        null=True,
        blank=True,
        help_text="Unknown: yes where the design speaks of claims.",
    )
    data_years = models.CharField(max_length=20, blank=True)
    currency_year = models.PositiveSmallIntegerField(null=True, blank=True)
    independence = models.CharField(max_length=16, choices=Independence.choices)
    verification = models.CharField(max_length=16, choices=Verification.choices)
    data_owner = models.CharField(max_length=40, blank=True)
    quality = models.CharField(max_length=20, blank=True)
    seen_at = models.URLField("seen at", max_length=500, blank=True)
    note = models.TextField(blank=True)

    class Meta(Record.Meta):
        constraints = [
            *Record.Meta.constraints,
            filled("measure"),
            one_of("independence", Independence),
            one_of("verification", Verification),
            check(
                "share_bounds",
                ~(Q(unit__startswith="share") | Q(unit__startswith="probability"))
                | all_within(("value", "low", "high"), 0, 1),
                "A share or probability, its low and its high lie between 0 and 1.",
            ),
            check(
                "range_ordered",
                ordered("low", "value", "high"),
                "Low, value and high must rise: low ≤ value ≤ high.",
            ),
            check(
                "counts",
                Q(numerator__isnull=True)
                | Q(denominator__isnull=False, denominator__gt=0, numerator__lte=F("denominator")),
                "The numerator needs a denominator and may not exceed it.",
            ),
            check(
                "seen_at_web",
                Q(seen_at="")
                | Q(seen_at__startswith="http://")
                | Q(seen_at__startswith="https://"),
                "An address begins with http:// or https://.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug}: {self.measure}"

    def clean(self) -> None:
        """Refuse impossible counts at their field."""
        super().clean()
        judge_counts(self.numerator, self.denominator)

    @property
    def is_share(self) -> bool:
        """Whether the value is a share or probability."""
        return self.unit.startswith(self.SHARE_UNITS)
