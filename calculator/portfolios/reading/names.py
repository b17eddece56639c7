"""Group names that stand in a file twice, found chunk by chunk with eight bytes a name."""

import numpy as np
import polars as pl

from calculator.portfolios.reading.columns import AGAIN, GROUP


class Names:
    """The names seen so far in one file: their hashes, in order."""

    def __init__(self) -> None:
        self.seen = np.empty(0, dtype=np.uint64)

    def marked(self, chunk: pl.DataFrame) -> pl.DataFrame:
        """Return the chunk with a column that says whether a name stood there before."""
        names, before = chunk[GROUP], self.seen
        hashes = names.hash().to_numpy()
        self.seen = np.concatenate([before, hashes])
        self.seen.sort()
        if not (self.seen[1:] == self.seen[:-1]).any():  # as in most files: none twice
            return chunk.with_columns(pl.lit(False).alias(AGAIN))
        again = pl.Series(np.isin(hashes, before)) | ~names.is_first_distinct()
        return chunk.with_columns((again & names.is_not_null()).alias(AGAIN))
