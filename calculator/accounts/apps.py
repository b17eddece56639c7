"""People who sign in: those who keep calculations, and staff who edit the evidence."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts room."""

    name = "calculator.accounts"
    verbose_name = "People"
