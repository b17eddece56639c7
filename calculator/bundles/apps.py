"""The bundles room."""

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    """The reports of all groups of a portfolio."""

    name = "calculator.bundles"
    verbose_name = "Reports of portfolios"
