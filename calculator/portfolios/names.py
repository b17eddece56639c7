"""Group names that stand in a file twice, found chunk by chunk with eight bytes a name."""

import polars as pl

from calculator.portfolios.columns import AGAIN, GROUP


class Names:
    """The names seen so far in one file."""

    def __init__(self) -> None:
        self.seen = pl.Series(dtype=pl.UInt64)

    def marked(self, chunk: pl.DataFrame) -> pl.DataFrame:
        """Return the chunk with a column that says whether a name stood there before."""
        names = chunk[GROUP]
        hashes = names.hash()
        before = hashes.is_in(self.seen.implode()) | ~names.is_first_distinct()
        self.seen = pl.concat([self.seen, hashes])
        return chunk.with_columns((before & names.is_not_null()).alias(AGAIN))
