"""The room of those who must decide, and defend the decision."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Pages that start from a saved answer; each subject has a folder of its own."""

    name = "calculator.decisions"
    verbose_name = "Decisions"
