"""The tables of this room."""

from calculator.api.tokens.models import ApiToken

__all__ = ["ApiToken"]
