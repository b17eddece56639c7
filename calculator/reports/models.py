"""A report: the PDF or workbook of one calculation; the fiduciary file; their jobs."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy

from calculator.jobs import Job, JobQuerySet, Status
from calculator.scenarios.models import Scenario

TOKEN_BYTES = 24  # 192 random bits
PAGES = 2


def new_token() -> str:
    """Return an unguessable address.

    >>> len(new_token())
    32
    """
    return secrets.token_urlsafe(TOKEN_BYTES)


class Paper(models.TextChoices):
    """The sheet that a report is set on."""

    LETTER = "letter", lazy("US Letter")  # what offices in the United States print on
    A4 = "a4", "A4"  # everybody else


class Format(models.TextChoices):
    """What kind of file a report is."""

    PDF = "pdf", "PDF"  # two pages, for reading on paper
    XLSX = "xlsx", "Excel workbook"  # the calculation with live formulas; it has no paper


class Language(models.TextChoices):
    """What a report speaks."""

    ENGLISH = "en", "English"
    SPANISH = "es", "Spanish"


class ReportQuerySet(JobQuerySet):
    """Reads of reports."""

    def visible_to(self, user: object) -> "ReportQuerySet":
        """Return the reports of the calculations that this user may open, now."""
        return self.filter(scenario__in=Scenario.objects.visible_to(user))

    def without_files(self) -> "ReportQuerySet":
        """Leave what is large in the database."""
        return self.defer("content", "logo")


class Report(Job):
    """One file of a calculation, a language and a brand: asked for twice, it is still one file."""

    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    scenario = models.ForeignKey(Scenario, models.CASCADE, related_name="reports", editable=False)
    paper = models.CharField(max_length=6, choices=Paper.choices, editable=False)
    format = models.CharField(
        max_length=4, choices=Format.choices, default=Format.PDF, editable=False
    )
    language = models.CharField(
        max_length=2, choices=Language.choices, default=Language.ENGLISH, editable=False
    )
    address = models.CharField(
        max_length=500, editable=False, help_text="Where the calculation reopens, as printed."
    )
    brand = models.CharField(
        max_length=64, blank=True, editable=False, help_text="Tells names and logos apart."
    )
    employer = models.CharField(max_length=80, blank=True, editable=False)
    logo = models.BinaryField(null=True, editable=False, help_text="A PNG that we drew.")
    asked_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        related_name="+",
        editable=False,
        help_text="Accounts that asked for it: their programs are told.",
    )
    content = models.BinaryField(null=True, editable=False, help_text="The file.")
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveIntegerField(null=True, editable=False, help_text="Bytes.")
    pages = models.PositiveSmallIntegerField(null=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["-created_at", "-id"]
        constraints = [
            *Job.Meta.constraints,
            models.UniqueConstraint(
                fields=["scenario", "paper", "format", "language", "brand"],
                name="report_is_one_per_scenario_and_choice",
            ),
            models.CheckConstraint(
                condition=Q(brand="", employer="", logo__isnull=True)
                | Q(~Q(brand=""), ~Q(employer="") | Q(logo__isnull=False), format=Format.PDF),
                name="report_brand_is_of_a_name_or_logo",
            ),
            models.CheckConstraint(
                condition=Q(format=Format.PDF) | Q(format=Format.XLSX, paper=Paper.LETTER),
                name="report_format_is_known",
            ),
            models.CheckConstraint(
                condition=Q(paper__in=Paper.values), name="report_paper_is_known"
            ),
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="report_language_is_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    Q(format=Format.PDF, pages=PAGES) | Q(format=Format.XLSX, pages__isnull=True),
                    ~Q(sha256=""),
                    status=Status.DONE,
                    content__isnull=False,
                    size__gt=0,
                )
                | Q(
                    ~Q(status=Status.DONE),
                    sha256="",
                    content__isnull=True,
                    size__isnull=True,
                    pages__isnull=True,
                ),
                name="report_done_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        if self.format == Format.XLSX:
            return f"{self.scenario} as a workbook"
        return f"{self.scenario} on {self.get_paper_display()}"

    def get_absolute_url(self) -> str:
        """Return the address that says where the report stands."""
        return reverse("reports:show-report", args=[self.token])

    @property
    def filename(self) -> str:
        """Return the name the file is saved under."""
        members = round(self.scenario.result["members"])
        return f"msoroi-{members}-members-{self.scenario.created_at:%Y-%m-%d}.{self.format}"


class FiduciaryFileQuerySet(JobQuerySet):
    """Reads of fiduciary files."""

    def visible_to(self, user: object) -> "FiduciaryFileQuerySet":
        """Return the files of the calculations that this user may open, now."""
        return self.filter(report__scenario__in=Scenario.objects.visible_to(user))

    def without_files(self) -> "FiduciaryFileQuerySet":
        """Leave what is large in the database."""
        return self.defer("content", "report__content", "report__logo")


class FiduciaryFile(Job):
    """The ZIP around one report: asked for twice, it is still one file."""

    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    report = models.OneToOneField(
        Report, models.CASCADE, related_name="fiduciary_file", editable=False
    )
    content = models.BinaryField(null=True, editable=False, help_text="The ZIP.")
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    size = models.PositiveIntegerField(null=True, editable=False, help_text="Bytes.")

    objects = FiduciaryFileQuerySet.as_manager()

    class Meta(Job.Meta):
        ordering = ["-created_at", "-id"]
        constraints = [
            *Job.Meta.constraints,
            models.CheckConstraint(
                condition=Q(~Q(sha256=""), status=Status.DONE, content__isnull=False, size__gt=0)
                | Q(~Q(status=Status.DONE), sha256="", content__isnull=True, size__isnull=True),
                name="fiduciaryfile_done_has_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"Fiduciary file, {self.report}"

    def get_absolute_url(self) -> str:
        """Return the address that says where the file stands."""
        return reverse("reports:show-fiduciary-file", args=[self.token])

    @property
    def scenario(self) -> Scenario:
        """Return the calculation that it is about."""
        return self.report.scenario

    @property
    def filename(self) -> str:
        """Return the name the file is saved under."""
        return f"{self.report.filename.removesuffix('.pdf')}-fiduciary-file.zip"
