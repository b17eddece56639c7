"""Review: what a change of evidence does to saved calculations, before and after publishing."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The room of those who judge a release."""

    name = "calculator.review"
    verbose_name = "Review"
