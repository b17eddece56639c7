"""Set a document in type: Typst to PDF/UA-1 and PDF/A-2a, from our own templates and font only.

The same document gives the same bytes: its date comes from the calculation, not from the clock.
"""

import json
from functools import cache
from pathlib import Path

import font_source_sans_pro
import typst
from django.conf import settings
from typst import TypstError

from calculator.reports.sheet import Document

FONTS = Path(font_source_sans_pro.font_directory)
ONE_LINE = b"""#set document(title: "A name", date: datetime(year: 2026, month: 1, day: 1))
#set text(font: "Source Sans Pro", lang: "en")
#sys.inputs.at("words")
"""
STANDARDS = ["ua-1", "a-2a"]


class TypesetError(Exception):
    """The document cannot be set in type: too long, a font or a text alternative is missing."""


@cache
def folder() -> Path:
    """Return the folder of the Typst sources; nothing outside it can be read by them."""
    return Path(settings.BASE_DIR) / "templates" / "reports"


def pdf(document: Document) -> bytes:
    """Return the document as PDF, laid out by the source that it names: else as the summary.

    Raises:
        TypesetError: where it cannot be set so.
    """
    try:
        return bytes(
            typst.compile(
                folder() / document.get("source", "summary.typ"),
                root=folder(),
                font_paths=[FONTS],
                ignore_system_fonts=True,
                format="pdf",
                pdf_standards=STANDARDS,
                sys_inputs={"data": json.dumps(document, ensure_ascii=False, allow_nan=False)},
            )
        )
    except TypstError as error:
        raise TypesetError(str(error)) from error


def can_print(words: str) -> bool:
    """Say whether our fonts have every letter of the words."""
    try:
        typst.compile(
            ONE_LINE,
            root=folder(),
            font_paths=[FONTS],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=STANDARDS,
            sys_inputs={"words": words},
        )
    except TypstError:
        return False
    return True
