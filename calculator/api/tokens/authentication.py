"""Who sends a request: the owner of the token in its Authorization header, or nobody known."""

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from calculator.api.tokens import services
from calculator.api.tokens.models import ApiToken

CHALLENGE = 'Bearer realm="msoroi"'


class TokenAuthentication(BaseAuthentication):
    """Reads ``Authorization: Bearer mso_...``; otherwise nobody is known."""

    def authenticate(self, request: Request) -> tuple[Any, ApiToken] | None:
        """Return the owner and the token.

        Raises:
            AuthenticationFailed: if the header has a token that opens nothing.
        """
        scheme, _, secret = get_authorization_header(request).partition(b" ")
        if scheme.lower() != b"bearer":
            return None
        try:
            token = services.recognize(secret=secret.strip().decode("latin-1"))
        except services.Unusable as error:
            raise AuthenticationFailed(str(error)) from None
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        """Return the challenge of a 401 (RFC 6750)."""
        sent = get_authorization_header(request)
        return f'{CHALLENGE}, error="invalid_token"' if sent else CHALLENGE


class TokenScheme(OpenApiAuthenticationExtension):
    """Describes the header for OpenAPI."""

    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """Return the scheme."""
        return {
            "type": "http",
            "scheme": "bearer",
            "bearerFormat": "mso_…",
            "description": "A token of an account, made at /accounts/tokens/. Without one requests "
            "are anonymous and limited by address.",
        }
