"""A site that speaks the bracketing language to whoever asks for Spanish."""

from collections.abc import Iterator

import pytest
from django.utils import translation
from django.utils.translation import trans_real

from calculator import language
from tests.language.pseudo import Pseudo


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    bracketed = Pseudo()
    monkeypatch.setattr(language, "catalog", lambda code: bracketed)
    monkeypatch.setattr(trans_real, "translation", lambda code: bracketed)
    yield
    translation.deactivate()  # it was spoken to the end of the last page
