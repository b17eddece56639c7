"""The webhooks room."""

from django.apps import AppConfig


class WebhooksConfig(AppConfig):
    """Where messages go, and what became of each."""

    name = "calculator.webhooks"
    verbose_name = "Webhooks"
