"""Files made to hurt: each is refused at its field, in little time and memory."""

import io
from pathlib import Path

import polars as pl
import pytest

from calculator.engine.errors import InvalidInput
from calculator.portfolios.reading import files

ROWS = {"group_id": ["a", "b"], "members": ["900", "1200"]}


def refusal(path: Path) -> str:
    """Return what a file is refused with when all of it is read."""
    with pytest.raises(InvalidInput) as error:
        names = files.header(path)
        files.head(path, names, 5)
        list(files.chunks(path, names))
    return " ".join(error.value.errors["file"])


def parquet(path: Path, **columns: object) -> Path:
    """Write a Parquet file of two groups, or of what is given instead."""
    pl.DataFrame({**ROWS, **columns}).write_parquet(path)
    return path


@pytest.mark.parametrize(
    "name", ["c" * 200_000, ",".join(f"c{n}" for n in range(1_000_000))], ids=["long", "many"]
)
def test_a_first_line_without_end_is_not_taken_apart(tmp_path: Path, name: str) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(f"group_id,members,{name}\na,900,x\n")

    assert "first line is too long" in refusal(path)


def test_names_of_a_parquet_file_are_limited_as_those_of_a_text(tmp_path: Path) -> None:
    assert "first line is too long" in refusal(
        parquet(tmp_path / "groups.parquet", **{"c" * 200_000: ["x", "y"]})
    )


def test_a_small_file_that_repeats_a_long_text_is_refused(tmp_path: Path) -> None:
    path, size = tmp_path / "groups.parquet", 60_000
    long = pl.Series(["x" * 20_000]).new_from_index(0, size)
    pl.DataFrame({"group_id": [f"g{n}" for n in range(size)], "members": long}).write_parquet(path)

    assert path.stat().st_size < 100_000
    assert "cells are too long" in refusal(path)


@pytest.mark.parametrize("cells", [[[1, 2], [3]], [b"\xff", b"\x00"]])
def test_cells_that_are_no_text_or_number_are_refused(tmp_path: Path, cells: list[object]) -> None:
    said = refusal(parquet(tmp_path / "groups.parquet", region=cells))

    assert "The column region holds lists or bytes" in said


def test_a_parquet_file_that_breaks_its_reader_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def panic(*args: object, **kwargs: object) -> None:
        raise pl.exceptions.PanicException("index out of bounds")

    monkeypatch.setattr(files.pl, "scan_parquet", panic)

    assert "cannot be read: it is damaged" in refusal(parquet(tmp_path / "groups.parquet"))


def test_no_damaged_parquet_file_breaks_the_site(tmp_path: Path) -> None:
    whole, path = io.BytesIO(), tmp_path / "groups.parquet"
    pl.DataFrame(ROWS).write_parquet(whole, compression="uncompressed")
    found = []
    for place in range(4, len(whole.getvalue()), 3):
        damaged = bytearray(whole.getvalue())
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        try:
            names = files.header(path)
            found.append(list(files.chunks(path, names)))
        except InvalidInput as error:
            found.append(error.errors["file"])

    assert len(found) > 100
