"""The groups in order of their net, and how sure that order is.

In each joint draw all groups are ranked anew. Ranked are the groups that can matter: those among
the first ``CANDIDATES`` by their base case or by any percentile of their own net.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import polars as pl

from calculator.engine.portfolio import ranks
from calculator.portfolios.reading.columns import GROUP, OUTPUTS
from calculator.portfolios.reading.judging import Judge
from calculator.portfolios.run.calculating import Calculator

CANDIDATES = 250
TOPS = (1, 10, 50)
WIDTH = (10, 90)  # percentiles of a rank
BY = ("net", *(name for name in OUTPUTS if name.startswith("net_p")))
PART = "__part"
Read = Callable[[int], pl.DataFrame]


def candidates(parts: Iterable[pl.DataFrame], place: str) -> pl.DataFrame:
    """Return the groups that can matter, with their part and place, kept small part by part."""
    kept = pl.DataFrame()
    for number, part in enumerate(parts):
        few = part.select(place, GROUP, *BY).with_columns(pl.lit(number).alias(PART))
        kept = few if kept.is_empty() else pl.concat([kept, few])
        first = [pl.col(name).rank("ordinal", descending=True) <= CANDIDATES for name in BY]
        kept = kept.filter(pl.any_horizontal(first))
    return kept


def ranked(
    found: pl.DataFrame, *, groups: int, place: str, read: Read, judge: Judge, by: Calculator
) -> pl.DataFrame:
    """Return candidates in the order of their base case, with the chance of each top and a range.

    Args:
        found: from ``candidates``.
        groups: all groups that were calculated.
        place: the column that says where in its part a group stands.
        read: gives the cells of a part.
        judge: judges them again.
        by: holds the profiles.
    """
    order, nets = [], []
    for (number,), rows in found.sort(PART, place).group_by(PART, maintain_order=True):
        cells = read(int(str(number)))[rows[place].to_numpy()]
        places, drawn = by.net_draws(judge.judge(cells, 1))
        order.append(rows[places])
        nets.append(drawn)
    table, tops = pl.concat(order), tops_of(groups)
    in_draws = ranks.ranks(np.concatenate(nets))
    low, high = np.percentile(in_draws, WIDTH, axis=1)
    chances = ranks.chances(in_draws, tops)
    columns = {f"probability_top_{top}": chances[:, i] for i, top in enumerate(tops)}
    return (
        table.select(GROUP, "net")
        .with_columns(rank_p10=low, rank_p90=high, **columns)  # type: ignore[arg-type]
        .sort("net", descending=True, maintain_order=True)
        .with_row_index("rank", offset=1)
    )


def tops_of(groups: int) -> Sequence[int]:
    """Return the tops that say something among so many groups.

    >>> tops_of(30), tops_of(1)
    ([1, 10], [])
    """
    return [top for top in TOPS if top < groups]


def as_plain(table: pl.DataFrame, shown: int) -> dict[str, Any]:
    """Return the first rows of a ranking for a page."""
    tops = [int(name.rpartition("_")[2]) for name in table.columns if "_top_" in name]
    return {"tops": tops, "rows": table.head(shown).to_dicts()}
