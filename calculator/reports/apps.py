"""Reports: a calculation as a PDF of two pages, made by a worker."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The room of the documents."""

    name = "calculator.reports"
    verbose_name = "Reports"
