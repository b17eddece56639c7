"""The OpenAPI description of the API, and the page that shows it."""

from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_page
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

ONE_HOUR = 3_600


@method_decorator(cache_page(ONE_HOUR), name="dispatch")
class Schema(SpectacularAPIView):
    """Describes the API; made once an hour, since it changes only with the code."""

    throttle_scope = "reads"


class Docs(SpectacularSwaggerSplitView):
    """Shows the description; scripts and styles come from this site only."""

    url_name = "api:schema"
    template_name = "api/docs.html"
    throttle_scope = "reads"
