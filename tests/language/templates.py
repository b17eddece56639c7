"""What a page's template says outside the tags that translate."""

import re
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

from tests.services import ROOT

SPOKEN = {"alt", "aria-label", "aria-description", "placeholder", "title"}
SILENT = {"script", "style", "code", "kbd"}
KEPT = {"en", "es"}  # words of the evidence; a document that is Spanish as a whole (docs/es)
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {
    "OpenAPI",
    "API",
    "CSV",
    "JSON",
    "PDF",
    "XLSX",
    "ZIP",
    "YAML",
    "URL",
    "Excel",
    "Parquet",
    "SHA",
    "DOI",
    "PubMed",
    "msoroi",
}
FILE = re.compile(r"\w+\.(csv|json|jsonl|parquet|xlsx|zip)\b")
INSTEAD = re.compile(r"\|(?:default|default_if_none|join|yesno|add):[\"']([^\"']*)")
ATTRIBUTES = ("block main_class", "block title_lang")  # stand within a tag
PUT_IN = "\x00"  # stands for what a tag or a variable prints


class Page(HTMLParser):
    """Collects the words that a reader sees or hears, but for what is marked by its language."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.found: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read the spoken attributes; fall silent within code and what is marked."""
        for name, value in attrs:
            if name in SPOKEN:
                self.handle_data(value or "")
        own = tag == "button" and "lang" in dict(attrs)  # a language, named in itself
        if self.silent or own or tag in SILENT or dict(attrs).get("lang") in KEPT:
            self.silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Speak again after the element that silenced."""
        if tag in self.silent:
            while self.silent.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Collect the words."""
        if not self.silent:
            self.texts.append(data)
            words = WORD.findall(FILE.sub("", data))
            self.found += [word for word in words if word not in NAMES]


def untranslated(source: str) -> list[str]:
    """Return the words of a template that no tag translates.

    >>> untranslated('<p title="Why">{% translate "Net" %} of {{ year }}</p>')
    ['Why', 'of']
    >>> untranslated('{{ name|default:"none" }} {{ name|default:_("none") }} {{ day|date:"Y-m" }}')
    ['none']
    """
    kept, within = [], ""
    for token in Lexer(source).tokenize():
        name = token.contents.split(" ", 1)[0] if token.token_type == TokenType.BLOCK else ""
        if token.token_type in {TokenType.BLOCK, TokenType.VAR}:
            kept += INSTEAD.findall(token.contents)
        if within:
            within = "" if name == f"end{within}" else within
        elif name in {"blocktranslate", "comment"}:
            within = name
        elif token.contents.startswith(ATTRIBUTES):
            within = "block"
        elif token.token_type == TokenType.TEXT:
            kept.append(token.contents)
        elif token.token_type == TokenType.VAR:
            kept.append(PUT_IN)
    page = Page()
    page.feed("".join(kept))
    page.close()
    return page.found


def spoken() -> list[Path]:
    """Return the templates of pages and mails; the admin stays English (ADR 0025)."""
    found = (*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt"))
    return sorted(path for path in found if "admin" not in path.parts)
