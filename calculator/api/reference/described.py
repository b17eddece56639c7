"""The description that the site serves, read once a process: making it costs a calculation."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from django.conf import settings
from django.utils import translation
from drf_spectacular.generators import SchemaGenerator

from calculator.api.reference.operations import Operation, operations_of
from calculator.language import SOURCE, speaking


@cache
def operations() -> Mapping[str, Operation]:
    """Return every operation by its name. The API is described in English, whoever asks first."""
    with translation.override(settings.LANGUAGE_CODE), speaking(SOURCE):
        description = SchemaGenerator().get_schema(request=None, public=True)
    return MappingProxyType(operations_of(description))
