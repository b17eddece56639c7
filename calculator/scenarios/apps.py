"""Scenarios: one calculation, its address, and the calculator's pages."""

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    """The calculator's room."""

    name = "calculator.scenarios"
    verbose_name = "Calculations"
