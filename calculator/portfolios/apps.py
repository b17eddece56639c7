"""The room of analysts with a list of groups."""

from django.apps import AppConfig


class PortfoliosConfig(AppConfig):
    """Portfolios: a row a group, totals draw by draw."""

    name = "calculator.portfolios"
    verbose_name = "Portfolios"
