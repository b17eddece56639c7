"""The groups of a finished portfolio one by one: their cells, and what judges them."""

import tempfile
from functools import lru_cache
from pathlib import Path

import polars as pl

from calculator.evidence import catalog
from calculator.portfolios import storing
from calculator.portfolios.models import Portfolio
from calculator.portfolios.reading import files, workbook
from calculator.portfolios.reading.columns import GROUP, Columns, read_columns, without_size
from calculator.portfolios.reading.judging import Judge

RESULTS = "results.parquet"


def columns_of(portfolio: Portfolio) -> Columns:
    """Return what the columns of a portfolio's file mean."""
    names = [column["name"] for column in portfolio.check_report["columns"]]
    return read_columns(names, catalog.evidence_of(portfolio.release))


def judge_of(portfolio: Portfolio) -> Judge:
    """Return what judges the rows of a portfolio."""
    evidence = catalog.evidence_of(portfolio.release)
    return Judge(columns_of(portfolio), without_size(portfolio.defaults), evidence)


def good_rows(portfolio: Portfolio) -> pl.DataFrame:
    """Return the cells of the groups that were calculated, in the order of the results."""
    return _good_rows(portfolio.source, portfolio.files[RESULTS]["name"])


@lru_cache(maxsize=1)  # the parts of one bundle ask for the same file again and again
def _good_rows(source: str, results: str) -> pl.DataFrame:
    with storing.local(results) as path:
        names = pl.read_parquet(path, columns=[GROUP], memory_map=False)[GROUP]
    with storing.local(source) as path, tempfile.TemporaryDirectory() as folder:
        plain = workbook.as_plain(path, Path(folder))
        chunks = files.chunks(plain, files.header(plain))
        good = [chunk.filter(pl.col(GROUP).is_in(names.implode())) for chunk in chunks]
    return pl.concat(good).unique(GROUP, keep="first", maintain_order=True)
