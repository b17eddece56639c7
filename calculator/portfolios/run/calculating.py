"""Judged groups calculated: a table of results in the file's order, and totals draw by draw."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from calculator.engine.case import Case
from calculator.engine.portfolio.groups import Figures, Groups, Profile
from calculator.portfolios.reading.columns import GROUP, OUTPUTS
from calculator.portfolios.reading.judging import ROW, Judged
from calculator.portfolios.run.totals import ALL, EMPTY, Total, Totals

KEPT_DRAWS = 80_000  # of all profiles kept; with all designs about 25 MB for 10,000 draws
Profiles = OrderedDict[object, list[Profile]]  # the latest used stand last


class Calculator:
    """Calculates chunk after chunk; keeps the latest profiles and the running totals."""

    def __init__(
        self, *, labels: Sequence[str], totals_by: str = "", profiles: Profiles | None = None
    ) -> None:
        self.labels, self.totals_by = labels, totals_by
        self.totals = Totals(totals_by)
        self.profiles = Profiles() if profiles is None else profiles

    def calculate(self, chunk: pl.DataFrame, judged: Judged) -> pl.DataFrame:
        """Return the results of a chunk's good rows, in order, and add them to the totals."""
        return self.numbered(chunk, judged).drop(ROW)

    def numbered(self, chunk: pl.DataFrame, judged: Judged) -> pl.DataFrame:
        """Do the same, with the place of each row in the chunk before it."""
        parts = [pl.DataFrame(schema=_schema())]
        for case, rows, groups in judged.cases:
            profiles = self._profiles(case)
            figures = profiles[0].figures(groups)
            self._add(chunk, rows, groups, figures, profiles[0])
            best = np.argmax([profile.expected_net(groups) for profile in profiles], axis=0)
            designs = pl.Series([profile.case.inputs.design for profile in profiles])
            parts.append(_table(rows, figures).with_columns(best_design=designs.gather(best)))
        found = pl.concat(parts).sort(ROW)
        carried = chunk.select(GROUP, *self.labels)[found[ROW].to_numpy()]
        return pl.concat([found.select(ROW), carried, found.drop(ROW)], how="horizontal")

    def net_draws(self, judged: Judged) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Return the rows of a chunk's good groups, and the net of each on the joint draws."""
        rows = [rows for _, rows, _ in judged.cases]
        nets = [self._profiles(case)[0].net_draws(groups) for case, _, groups in judged.cases]
        return np.concatenate(rows), np.concatenate(nets)

    def _profiles(self, case: Case) -> list[Profile]:
        """Return the profile of a case, and after it the same with every other design."""
        inputs = replace(
            case.inputs,
            members=None if case.inputs.members is None else 1,
            employees=None if case.inputs.employees is None else 1,
            members_by_line=dict.fromkeys(case.inputs.members_by_line, 1),
            age_mix={},
        )
        key = repr(inputs)
        if key not in self.profiles:
            others = [d.slug for d in case.evidence.designs if d.slug != inputs.design]
            self.profiles[key] = [
                Profile(Case(inputs=inputs.with_design(slug), evidence=case.evidence))
                for slug in (inputs.design, *others)
            ]
        self.profiles.move_to_end(key)
        if len(self.profiles) > max(1, KEPT_DRAWS // inputs.draws):
            self.profiles.popitem(last=False)
        return self.profiles[key]

    def _add(
        self,
        chunk: pl.DataFrame,
        rows: NDArray[np.int64],
        groups: Groups,
        found: Figures,
        profile: Profile,
    ) -> None:
        self.totals.add(ALL, _total(groups, found, profile, slice(None)))
        if self.totals_by:
            values = chunk[self.totals_by][rows].fill_null(EMPTY)
            for value in values.unique(maintain_order=True):
                chosen = np.flatnonzero((values == value).to_numpy())
                self.totals.add(value, _total(groups, found, profile, chosen))


def _total(
    groups: Groups, found: Figures, profile: Profile, rows: slice | NDArray[np.int64]
) -> Total:
    return Total(
        len(found.net[rows]),
        float(found.benefit[rows].sum()),
        float(found.program_cost[rows].sum()),
        profile.total_net(groups.part(rows)),
    )


def _table(rows: NDArray[np.int64], figures: Figures) -> pl.DataFrame:
    ratio = np.full(len(rows), np.nan)
    np.divide(figures.benefit, figures.program_cost, out=ratio, where=figures.program_cost > 0)
    columns = (
        figures.opinions,
        figures.surgeries_avoided,
        figures.benefit,
        figures.program_cost,
        figures.net,
        ratio,
        ratio - 1,
        *figures.net_percentiles.T,
        figures.probability_net_positive,
    )
    table = pl.DataFrame({ROW: rows, **dict(zip(OUTPUTS, columns, strict=False))})
    return table.with_columns(pl.col("benefit_cost_ratio", "roi").fill_nan(None))


def _schema() -> dict[str, type[pl.DataType]]:
    return {ROW: pl.Int64, **dict.fromkeys(OUTPUTS, pl.Float64), "best_design": pl.String}
