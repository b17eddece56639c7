"""The OpenAPI description of the API."""

from drf_spectacular.views import SpectacularAPIView

from calculator.api.views.base import Answer


class Schema(Answer, SpectacularAPIView):
    """Describes the API; making the description costs about as much as a calculation."""

    throttle_scope = "calculations"
    is_conditional = True
