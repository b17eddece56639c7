"""Review: what a change of evidence does to saved calculations, before and after publishing."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class ReviewConfig(AppConfig):
    """The room of those who judge a release."""

    name = "calculator.review"
    verbose_name = "Review"

    def ready(self) -> None:
        """Let an approval ask for the impact; the services need the models of all rooms."""
        concerns = import_string("calculator.evidence.services.CONCERNS")
        concerns.append(import_string("calculator.review.services.speaks_against"))
