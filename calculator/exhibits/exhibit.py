"""What an exhibit is made of: plain, frozen parts that page, PDF and terminal lay out."""

from dataclasses import dataclass
from typing import Literal

from calculator.exhibits.svg import Svg

Tone = Literal["", "gain", "loss", "muted"]
Lang = Literal["", "en"]


ADD = "add"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A button that sets one input; an empty value means the input's default.

    The field ``ADD`` opens the form's boxes for the parameter that is its value.
    """

    field: str
    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table; ``is_numeric`` columns stand to the right."""

    key: str
    title: str
    is_numeric: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. ``href`` is a path within the product; ``hint`` a second, smaller line.

    ``is_beside`` puts the drawing on the line of its word.

    ``lang`` and ``hint_lang`` are "en" where these are words of the evidence, which nobody
    translates.
    """

    text: str
    tone: Tone = ""
    strip: Svg | None = None
    is_beside: bool = False
    href: str = ""
    hint: str = ""
    action: Action | None = None
    is_header: bool = False
    lang: Lang = ""
    hint_lang: Lang = ""

    @property
    def is_plain(self) -> bool:
        """Whether it is nothing but its text."""
        return not (self.strip or self.href or self.hint or self.action or self.lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row. ``kind``: plain, chosen (the reader's own), total, or group (one cell over all)."""

    cells: tuple[Cell, ...]
    kind: Literal["plain", "chosen", "total", "group"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A data table; every row but a group has as many cells as there are columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A full drawing with a text that says what it shows."""

    svg: Svg
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the field with its one-line explanation."""

    word: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way onward from an exhibit; ``href`` is a path within the product."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One section: ``title`` is the finding, ``label`` its name in the list of contents."""

    slug: str
    label: str
    title: str
    lead: str = ""
    chart: Chart | None = None
    table: Table | None = None
    notes: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    fold_table: bool = False
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One of the four figures under the headline."""

    key: str
    label: str
    value: str
    detail: str
    tone: Tone = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One answer to "what would make it pay?", with the button that applies it."""

    key: str
    question: str
    answer: str
    action: Action | None = None


def header(text: str, hint: str = "", href: str = "", lang: Lang = "") -> Cell:
    """Return the cell that names its row; ``lang`` is that of text and hint."""
    return Cell(text=text, hint=hint, href=href, is_header=True, lang=lang, hint_lang=lang)


def group(text: str) -> Row:
    """Return a row that names the rows below it."""
    return Row(cells=(header(text),), kind="group")


def tone_of(value: float) -> Tone:
    """Return the tone of a sum of money: a gain, a loss, or neither."""
    if round(value) == 0:
        return ""
    return "gain" if value > 0 else "loss"
