"""The columns of an import are those that docs/exchange.md names."""

import re

import pytest

from calculator.evidence.transfer.columns import KINDS, columns_of
from tests.services import ROOT


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_documented(kind):
    page = (ROOT / "docs/exchange.md").read_text("utf-8")
    (line,) = re.findall(rf"^\| {kind} \| (.*) \|$", page, re.MULTILINE)

    columns = columns_of(kind, ["<lens>"])
    assert re.findall(r"`([^`]+)`", line) == [column.name for column in columns]
