"""Group names that stand in a file twice, found chunk by chunk with eight bytes a name."""

import numpy as np
import polars as pl

from calculator.portfolios.columns import AGAIN, GROUP


class Names:
    """The names seen so far in one file."""

    def __init__(self) -> None:
        self.seen = np.empty(0, dtype=np.uint64)

    def marked(self, chunk: pl.DataFrame) -> pl.DataFrame:
        """Return the chunk with a column that says whether a name stood there before."""
        names = chunk[GROUP]
        hashes = names.hash().to_numpy()
        before = np.isin(hashes, self.seen) | ~names.is_first_distinct().to_numpy()
        self.seen = np.concatenate([self.seen, hashes])
        again = pl.Series(AGAIN, before & names.is_not_null().to_numpy())
        return chunk.with_columns(again)
