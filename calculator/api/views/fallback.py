"""What answers an address of the API at which there is nothing."""

from typing import Never

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from calculator.api.views.base import ApiView


@extend_schema(exclude=True)
class NothingHere(ApiView):
    """Says so in JSON, to every method."""

    def initial(self, request: Request, *args: object, **kwargs: object) -> Never:
        """Refuse before anything else is looked at."""
        raise NotFound("There is nothing at this address. All addresses: /api/docs/.")
