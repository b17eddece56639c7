"""The catalog of messages: gathered from the code, the templates and the evidence; kept in locale/.

``python -m tests.language`` writes it anew: new messages come in without a translation, those no
longer said go, and the compiled file that the site reads follows.
"""

import ast
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import chain
from typing import get_args

import yaml
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from calculator.engine.claims import fields as claim
from calculator.engine.deal import fields as deal
from calculator.engine.inputs import fields as scenario
from calculator.engine.split import fields as split
from calculator.reports.fiduciary.asop56 import ASOP_56
from calculator.reports.fiduciary.checklist import Status
from calculator.reports.fiduciary.cheers import CHEERS_2022
from msoroi.verification import SAID
from tests.services import ROOT

FOLDER = ROOT / "locale" / "es" / "LC_MESSAGES"
SOURCE, COMPILED = FOLDER / "django.po", FOLDER / "django.mo"
KEYWORDS = {"_", "gettext", "gettext_lazy", "gettext_noop", "noop", "lazy"}
CALL = re.compile(
    r"\b(gettext|ngettext|pgettext|_)\(((?:u?(?:'(?:\\.|[^'])*'|\"(?:\\.|[^\"])*\"),? ?)+)"
)
MADE = datetime(2026, 1, 1, tzinfo=UTC)  # the same bytes every time
PLACE = re.compile(r"{(\w+)}|%\((\w+)\)s")
LETTER = re.compile(r"[A-Za-z]")
TEXT = re.compile(r"u?('(?:\\.|[^'])*'|\"(?:\\.|[^\"])*\")")

# The sign-in library says "tú" here, or misspells; ours goes before it.
SAID_BETTER = (
    "Be patient, you are sending too many requests.",
    "Email address %(deleted_email)s has been removed from your account.",
    "New Recovery Codes Generated",
    "Password Set",
    "Please select only one.",
    "The password is too similar to the %(verbose_name)s.",
    "Save them  in a secure location now — they won't be shown again.",
    "Use authenticator app or code",
    "You cannot generate recovery codes without having two-factor authentication enabled.",
    "Your email has been changed from %(from_email)s to %(to_email)s.",
)

Message = tuple[str | None, str | tuple[str, ...]]  # context, and the message or both its numbers


def messages() -> set[Message]:
    """Return everything the product may say."""
    found = (in_code(), in_fields(), in_checklists(), in_templates(), in_evidence(), in_checks())
    return set(chain.from_iterable((*found, in_libraries())))


def in_code() -> Iterator[Message]:
    """Yield what the Python code marks."""
    for folder in ("calculator", "msoroi"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from marked(path.read_text())


def marked(source: str) -> Iterator[Message]:
    r"""Yield what a module marks, also within another message or an f-string.

    >>> sorted(marked("f\"{_('one', n=ngettext('day', 'days', 2))}\""), key=str)
    [(None, 'one'), (None, ('day', 'days'))]
    """
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        match name, [text.value for text in call.args if isinstance(text, ast.Constant)]:
            case "ngettext", [one, many, *_number]:
                yield None, (one, many)
            case "pgettext", [context, said]:
                yield context, said
            case _, [said, *_rest] if name in KEYWORDS:
                yield None, said


def in_fields() -> Iterator[Message]:
    """Yield what the declarations of the inputs say, and their choices as words."""
    for field in (*scenario.FIELDS, *claim.FIELDS, *deal.FIELDS, *split.FIELDS):
        where = field.default.partition("from the evidence, ")[2]
        texts = (field.label, field.unit, field.default, where, field.help)
        choices = (choice.replace("_", " ") for choice in field.choices)
        yield from ((None, text) for text in (*texts, *choices) if LETTER.search(text))


def in_checklists() -> Iterator[Message]:
    """Yield what the items of the fiduciary file's checklists say."""
    yield from ((None, status) for status in get_args(Status))
    for checklist in (ASOP_56, CHEERS_2022):
        said = ((item.name, item.asks, item.says) for item in checklist.items)
        texts = (checklist.lead, *checklist.notes, *chain.from_iterable(said))
        yield from ((None, text) for text in texts if LETTER.search(PLACE.sub("", text)))


def in_templates() -> Iterator[Message]:
    """Yield what the pages' templates mark."""
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix not in {".html", ".txt"} or "admin" in path.parts:
            continue
        for call in CALL.finditer(templatize(path.read_text())):
            said = [ast.literal_eval(text) for text in TEXT.findall(call[2])]
            context = said.pop(0) if call[1] == "pgettext" else None
            yield context, tuple(said) if call[1] == "ngettext" else said[0]


def in_evidence() -> Iterator[Message]:
    """Yield the names that the evidence gives: areas, lines, designs, lenses, parameters, units."""
    for folder in sorted((ROOT / "evidence" / "releases").iterdir()):
        model = yaml.safe_load((folder / "model.yaml").read_text())
        areas = {area["name"] for area in model["areas"]}
        texts = areas | {area["segment"] for area in model["areas"]}
        texts |= {area["caution"] for area in model["areas"] if area.get("caution")}
        texts |= {line["name"] for line in model["lines_of_business"].values()}
        texts |= {slug.replace("_", " ") for slug in model["lines_of_business"]}
        for part in (*model["designs"], *model["lenses"]):
            texts |= {part["name"], part["description"]}
        for parameter in yaml.safe_load((folder / "parameters.yaml").read_text()):
            start, _, rest = parameter["name"].partition(": ")
            texts |= {rest or start, parameter["unit"]}
            texts |= set() if start in areas else {parameter["name"]}
        yield from ((None, text) for text in texts)


def in_checks() -> Iterator[Message]:
    """Yield what the checks of the calculation say of themselves at /method/verification/."""
    for check in json.loads((ROOT / "docs" / "method" / "verification.json").read_text())["checks"]:
        yield from ((None, check[key]) for key in SAID)


def in_libraries() -> Iterator[Message]:
    """Yield what the sign-in library says, where its own Spanish is not ours."""
    yield from ((None, said) for said in SAID_BETTER)


def gathered(old: Catalog) -> Catalog:
    """Return the catalog of today's messages with the translations that are known."""
    new = Catalog()
    for context, said in messages():
        known = old.get(said, context)
        new.add(said, known.string if known else None, context=context)
    return new


def read() -> Catalog:
    """Return the catalog as it is kept."""
    if not SOURCE.exists():
        return Catalog()
    with SOURCE.open("rb") as file:
        return read_po(file)


def text_of(catalog: Catalog) -> bytes:
    """Return a catalog as its file holds it, in the order of the alphabet, without dates."""
    file = BytesIO()
    write_po(file, catalog, width=100, no_location=True, sort_output=True, omit_header=True)
    return HEADER + file.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return a catalog as the site reads it."""
    catalog.creation_date = catalog.revision_date = MADE
    file = BytesIO()
    write_mo(file, catalog)
    return file.getvalue()


def write(catalog: Catalog) -> None:
    """Keep a catalog: the file that people edit, and the one compiled from it."""
    SOURCE.write_bytes(text_of(catalog))
    COMPILED.write_bytes(compiled(read()))


HEADER = b"""# What the product says, in Spanish (es-US). See docs/adr/0025 and CONTRIBUTING.md.
msgid ""
msgstr ""
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def untranslated(catalog: Catalog) -> list[str]:
    """Return the messages that have no translation, or one to be looked at."""
    return [
        str(message.id)
        for message in catalog
        if message.id and (message.fuzzy or not all(both(message.string)))
    ]


def both(said: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """Return a message's forms, one or two."""
    return (said,) if isinstance(said, str) else tuple(said or ("",))


def places(text: str) -> set[str]:
    """Return the names of what is inserted into a message."""
    return {match[0] for match in PLACE.finditer(text)}
