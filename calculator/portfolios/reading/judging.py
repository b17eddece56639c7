"""A chunk of rows judged: groups by profile that can be calculated, and refused cells with reasons.

Whole numbers and shares written plainly are judged for all rows at once; every other row goes
through ``scenario.read`` as a calculation of its own does, so both doors say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Evidence
from calculator.engine.inputs import scenario
from calculator.engine.inputs.fields import FIELD, MAX_PAYER_MEMBERS
from calculator.engine.inputs.people import AGE_MIX_TOLERANCE
from calculator.engine.inputs.scenario import ScenarioInputs
from calculator.engine.portfolio.groups import Groups, decision_rates
from calculator.language import gettext as _
from calculator.portfolios.reading.columns import AGAIN, GROUP, OURS, Columns, column_of, raw_inputs

MAX_NAME = 200
WHOLE = r"^[0-9]{1,9}$"
Array = NDArray[np.float64]
ROW = f"{OURS}row"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One cell that cannot be used: ``row`` counts from 1, the header left out."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(slots=True)
class Judged:
    """What a chunk yields: one case a profile with the rows it stands for, and what is refused."""

    cases: list[tuple[Case, NDArray[np.int64], Groups]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


class Judge:
    """Judges the chunks of one file; which names stand there twice is marked (``Names``)."""

    def __init__(self, columns: Columns, defaults: Mapping[str, Any], evidence: Evidence) -> None:
        self.columns, self.defaults, self.evidence = columns, defaults, evidence
        self.inputs = (*columns.sizes, *_flat(columns.mixes), *columns.inputs)

    def judge(self, chunk: pl.DataFrame, first_row: int) -> Judged:
        """Judge a chunk of text cells, None where empty."""
        found = Judged()
        chunk = chunk if AGAIN in chunk.columns else chunk.with_columns(pl.lit(False).alias(AGAIN))
        named = self._named(chunk, first_row, found)
        plain = named & _plain(chunk, self.columns).to_numpy()
        given = (*self.columns.sizes, *(mix[0] for mix in self.columns.mixes.values()))
        present = [pl.col(c).is_not_null().alias(f"{OURS}{c}") for c in given]
        key = [*self.columns.inputs, *(f"{OURS}{c}" for c in given)]
        numbered = chunk.with_row_index(ROW).with_columns(present)
        for rows in _by_profile(numbered.filter(pl.Series(plain)), key):
            self._alike(chunk, rows, first_row, found)
        for row in np.flatnonzero(named & ~plain):
            self._alone(chunk, int(row), first_row, found)
        return found

    def inputs_of(self, cells: Mapping[str, str | None]) -> ScenarioInputs:
        """Return the inputs of one row as those of a calculation of its own.

        Raises:
            InvalidInput: by field, if its cells cannot be used.
        """
        given = {column: cells[column] for column in self.inputs}
        return scenario.read(raw_inputs(self.defaults, given), self.evidence)

    def _named(self, chunk: pl.DataFrame, first_row: int, found: Judged) -> NDArray[np.bool_]:
        """Say which rows have a name that is new in this file; refuse the others."""
        names = chunk[GROUP]
        refused = {
            _("Give each group a name of its own."): names.is_null().to_numpy(),
            _("A name has {n} letters at most.", n=MAX_NAME): _too_long(names),
            _("Another row has the same name."): chunk[AGAIN].to_numpy(),
        }
        good = np.ones(chunk.height, dtype=bool)
        for reason, bad in refused.items():
            for index in np.flatnonzero(bad & good):
                shown = (names[int(index)] or "")[:MAX_NAME]
                found.refusals.append(Refusal(first_row + int(index), GROUP, shown, reason))
            good &= ~bad
        return good

    def _alike(
        self, chunk: pl.DataFrame, rows: NDArray[np.int64], first_row: int, found: Judged
    ) -> None:
        """Judge rows that differ in plain sizes and shares only, by the first of them."""
        inputs = self._read(chunk, int(rows[0]), first_row, found, rows)
        if inputs is not None:
            case = Case(inputs=inputs, evidence=self.evidence)
            sizes = chunk.select(*self.columns.sizes, *_flat(self.columns.mixes))[rows]
            found.cases.append((case, rows, self._groups(case, sizes)))

    def _alone(self, chunk: pl.DataFrame, row: int, first_row: int, found: Judged) -> None:
        inputs = self._read(chunk, row, first_row, found, np.array([row]))
        if inputs is not None:
            case = Case(inputs=inputs, evidence=self.evidence)
            found.cases.append((case, np.array([row]), _one_group(case)))

    def _read(
        self,
        chunk: pl.DataFrame,
        row: int,
        first_row: int,
        found: Judged,
        rows: NDArray[np.int64],
    ) -> ScenarioInputs | None:
        """Read one row for all rows of its profile; what is refused is refused in all of them."""
        cells = chunk.select(self.inputs).row(row, named=True)
        try:
            return self.inputs_of(cells)
        except InvalidInput as error:
            for name, reasons in error.errors.items():
                column = column_of(name, self.inputs)
                value = (cells.get(column) or "")[:MAX_NAME]
                found.refusals += [
                    Refusal(first_row + int(each), column or name, value, " ".join(reasons))
                    for each in rows
                ]
        return None

    def _groups(self, case: Case, rows: pl.DataFrame) -> Groups:
        people = {line: _numbers(rows, column) for line, column in _entered(case).items()}
        rates = {}
        for line in case.lines:
            columns = self.columns.mixes.get(line)
            if columns is None or rows[columns[0]].is_null().all():
                rates[line] = case.base_decision_rate[line][np.newaxis]
            else:
                mixes = np.stack([_numbers(rows, column) for column in columns], axis=1)
                rates[line] = decision_rates(case, line, mixes)
        return Groups(people=people, rates=rates)


def table_of(refusals: list[Refusal]) -> pl.DataFrame:
    """Return refusals as a table in the order of the rows."""
    schema = {"row": pl.Int64, "column": pl.String, "value": pl.String, "reason": pl.String}
    rows = [(each.row, each.column, each.value, each.reason) for each in refusals]
    return pl.DataFrame(rows, schema=schema, orient="row").sort("row", maintain_order=True)


def _too_long(names: pl.Series) -> NDArray[np.bool_]:
    found: NDArray[np.bool_] = (names.str.len_chars() > MAX_NAME).fill_null(False).to_numpy()
    return found


def _by_profile(frame: pl.DataFrame, key: list[str]) -> list[NDArray[np.int64]]:
    """Return the rows of each profile in order; together they are all rows of the frame."""
    if frame.is_empty():
        return []
    grouped = frame.group_by(key, maintain_order=True).agg(pl.col(ROW))
    return [rows.to_numpy().astype(np.int64) for rows in grouped[ROW]]


def _plain(chunk: pl.DataFrame, columns: Columns) -> pl.Series:
    """Say which rows hold only sizes and shares that need no second look."""
    good = [
        pl.col(c).is_null()
        | (pl.col(c).str.contains(WHOLE) & _within(c, pl.col(c).cast(pl.Int64, strict=False)))
        for c in columns.sizes
    ]
    for mix in columns.mixes.values():
        shares = [pl.col(c).cast(pl.Float64, strict=False) for c in mix]
        none = pl.all_horizontal(pl.col(c).is_null() for c in mix)
        each = pl.all_horizontal(s.is_between(0, 1) for s in shares)
        total = pl.sum_horizontal(shares).is_between(1 - AGE_MIX_TOLERANCE, 1 + AGE_MIX_TOLERANCE)
        good.append(none | (each & total))
    lines = [pl.col(c).cast(pl.Int64, strict=False) for c in columns.sizes if "." in c]
    if lines:
        good.append(pl.sum_horizontal(lines) <= MAX_PAYER_MEMBERS)
    return chunk.select(pl.all_horizontal(good).fill_null(False).alias("good"))["good"]


def _within(column: str, number: pl.Expr) -> pl.Expr:
    if "." in column:
        return number.is_between(1, MAX_PAYER_MEMBERS)
    return number.is_between(FIELD[column].low, FIELD[column].high)


def _entered(case: Case) -> dict[str, str]:
    """Return the column that holds the size, by line."""
    if case.is_payer:
        return {line: f"members_by_line.{line}" for line in case.lines}
    return {"commercial": "employees" if case.inputs.members is None else "members"}


def _numbers(rows: pl.DataFrame, column: str) -> Array:
    found: Array = rows[column].cast(pl.Float64).to_numpy()
    return found


def _one_group(case: Case) -> Groups:
    entered = case.inputs.members_by_line or {
        "commercial": case.inputs.members or case.inputs.employees or 0
    }
    return Groups(
        people={line: np.array([float(people)]) for line, people in entered.items()},
        rates={line: rates[np.newaxis] for line, rates in case.base_decision_rate.items()},
    )


def _flat(mixes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(column for columns in mixes.values() for column in columns)
