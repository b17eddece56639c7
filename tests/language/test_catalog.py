"""The Spanish catalog is complete, fits the code, and is compiled."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import allauth
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from django.contrib import auth

from tests.language import catalog

WRITE = "run python -m tests.language"
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def translated() -> list[Message]:
    return [message for message in catalog.read() if message.id]


def pairs(message: Message) -> list[tuple[str, str]]:
    return list(zip(catalog.both(message.id), catalog.both(message.string), strict=True))


def test_every_message_has_a_translation_that_is_settled() -> None:
    assert catalog.untranslated(catalog.gathered(catalog.read())) == []


def test_catalog_holds_what_is_said_today_and_nothing_else() -> None:
    kept = catalog.read()

    assert catalog.SOURCE.read_bytes() == catalog.text_of(catalog.gathered(kept)), WRITE


def test_compiled_catalog_follows_its_source() -> None:
    assert catalog.COMPILED.read_bytes() == catalog.compiled(catalog.read()), WRITE


def test_a_translation_inserts_what_its_message_inserts() -> None:
    unlike = [
        (one, other)
        for message in translated()
        for one, other in pairs(message)
        if catalog.places(one) != catalog.places(other)
    ]

    assert unlike == []


def test_a_translation_starts_and_ends_as_its_message_does() -> None:
    def ends(text: str) -> tuple[str, str]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]

    unlike = [
        (one, other)
        for message in translated()
        for one, other in pairs(message)
        if ends(one) != ends(other)
    ]

    assert unlike == []


def test_what_a_library_says_better_is_still_said_by_it() -> None:
    spoken = set()
    for library in (allauth, auth):
        path = Path(library.__file__).parent / "locale" / "es" / "LC_MESSAGES" / "django.mo"
        with path.open("rb") as file:
            spoken |= set(chain.from_iterable(catalog.both(m.id) for m in read_mo(file)))

    assert [said for said in catalog.SAID_BETTER if said not in spoken] == []


def test_a_new_message_and_a_doubtful_translation_are_both_noticed() -> None:
    found = Catalog()
    found.add("a year", "al año")
    found.add("never", "")
    found.add("nothing", "nada", flags=["fuzzy"])
    found.add(("{n} year", "{n} years"), ("{n} año", ""))

    assert catalog.untranslated(found) == ["never", "nothing", "('{n} year', '{n} years')"]


def test_a_translation_has_the_numbers_of_its_message() -> None:
    unlike = [
        (one, other)
        for message in translated()
        for one, other in pairs(message)
        if Counter(NUMBER.findall(one)) != Counter(NUMBER.findall(other))
    ]

    assert unlike == []
