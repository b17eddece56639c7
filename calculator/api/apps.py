"""The JSON door, its tokens and the replies it keeps."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API room."""

    name = "calculator.api"
    verbose_name = "API"
