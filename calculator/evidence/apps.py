"""Evidence: sources, findings, parameters and the releases that bind them."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """The evidence room."""

    name = "calculator.evidence"
    verbose_name = "Evidence"
