"""The language of a document that a worker makes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import translation

from calculator.language import speaking


@contextmanager
def written_in(code: str) -> Iterator[None]:
    """Speak a language within the block, also in the names of choices, which Django translates."""
    with translation.override(code), speaking(code):
        yield
