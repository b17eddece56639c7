"""The tables of this room."""

from calculator.api.idempotency.models import KeptReply
from calculator.api.tokens.models import ApiToken

__all__ = ["ApiToken", "KeptReply"]
