"""A file before it runs: what each column is understood as, and the first cells refused."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypedDict

import polars as pl

from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Evidence
from calculator.engine.inputs.fields import FIELD
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.portfolios.reading import files, workbook
from calculator.portfolios.reading.columns import GROUP, Columns, read_columns, without_size
from calculator.portfolios.reading.judging import Judge, table_of
from calculator.portfolios.reading.names import Names

ROWS = 1_000  # judged before the file runs
SHOWN = 20  # refused cells
LONGEST = 60
ALONE = {
    GROUP: noop("the group's name"),
    "members": noop("size: members"),
    "employees": noop("size: employees"),
}


class ColumnCheck(TypedDict):
    """One column: what it is, and its first cell."""

    name: str
    kind: str
    example: str


class Check(TypedDict):
    """What a look at the first rows found."""

    columns: list[ColumnCheck]
    labels: list[str]
    doubts: list[str]
    rows: int
    refused: int
    cells: list[dict[str, Any]]


def check(source: Path, *, defaults: Mapping[str, Any], evidence: Evidence) -> Check:
    """Return what the first rows of a file say.

    Raises:
        InvalidInput: if the file or its columns cannot be used at all.
    """
    with tempfile.TemporaryDirectory() as folder:
        plain = workbook.as_plain(source, Path(folder), limit=ROWS)
        names = files.header(plain)
        columns = read_columns(names, evidence)
        head = files.head(plain, names, ROWS)
    if head.is_empty():
        raise InvalidInput({"file": [_("There is no row below the header.")]})
    judged = Judge(columns, without_size(defaults), evidence).judge(Names().marked(head), 1)
    cells = table_of(judged.refusals)
    return {
        "columns": [
            {"name": name, "kind": kind_of(name, columns), "example": _example(head[name])}
            for name in names
        ],
        "labels": list(columns.labels),
        "doubts": list(columns.doubts),
        "rows": head.height,
        "refused": cells["row"].n_unique(),
        "cells": cells.head(SHOWN).to_dicts(),
    }


def kind_of(name: str, columns: Columns) -> str:
    """Return what a column was understood as, in words.

    >>> kind_of("members", Columns(sizes=("members",), mixes={}, inputs=(), labels=(), doubts=()))
    'size: members'
    """
    if name in ALONE:
        return _(ALONE[name])
    head, _dot, rest = name.partition(".")
    if name in columns.labels:
        return _("text of your own, carried along")
    if head == "members_by_line":
        return _("size: members in {rest}", rest=rest)
    if head == "age_mix":
        line, _dot, band = rest.partition(".")
        return _("share of {line} members aged {band}", line=line, band=band)
    if head == "overrides":
        return _("own value of the parameter {rest}", rest=rest)
    return _("input: {label}", label=_(FIELD[name].label))


def _example(cells: pl.Series) -> str:
    first = cells.drop_nulls().head(1).to_list()
    return first[0][:LONGEST] if first else ""
