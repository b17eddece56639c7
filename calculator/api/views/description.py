"""The OpenAPI description of the API, and the page that shows it."""

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from calculator.api.views.base import Answer


class Schema(Answer, SpectacularAPIView):
    """Describes the API; making the description costs about as much as a calculation."""

    throttle_scope = "calculations"
    is_conditional = True


class Docs(Answer, SpectacularSwaggerSplitView):
    """Shows the description; scripts and styles come from this site only."""

    url_name = "api:schema"
    template_name = "api/docs.html"
    throttle_scope = "reads"
