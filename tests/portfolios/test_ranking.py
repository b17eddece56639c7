"""The ranking of a portfolio: exact among the groups that can matter, however it is cut."""

import numpy as np
import pytest

from calculator.engine.case import Case
from calculator.engine.inputs import scenario
from calculator.engine.portfolio import ranks
from calculator.engine.portfolio.groups import Groups, Profile
from calculator.evidence import catalog
from calculator.portfolios.run import cutting, ranking
from tests.portfolios.conftest import DRAWS, rows_of

pytestmark = pytest.mark.django_db

SIZES = [int(x) for x in np.random.default_rng(2).integers(100, 90_000, 40)]
FILE = "group_id,members\n" + "\n".join(f"g{i},{size}" for i, size in enumerate(SIZES))


def by_hand(top: int) -> np.ndarray:
    """Return the chance of a top for each group, all groups ranked at once."""
    evidence = catalog.evidence_of(catalog.live_release())
    case = Case(inputs=scenario.read({"members": 1} | DRAWS, evidence), evidence=evidence)
    people = {"commercial": np.array(SIZES, dtype=float)}
    rates = {line: rate[np.newaxis] for line, rate in case.base_decision_rate.items()}
    nets = Profile(case).net_draws(Groups(people=people, rates=rates))
    return ranks.chances(ranks.ranks(nets), (top,)).ravel()


def test_ranking_of_pieces_is_that_of_all_groups_at_once(finish, monkeypatch):
    monkeypatch.setattr(cutting, "ALIKE", 9)
    expected = by_hand(10)

    done = finish(FILE)

    rows = rows_of(done, "ranking.csv")
    assert [int(row["rank"]) for row in rows] == list(range(1, 41))
    found = {row["group_id"]: float(row["probability_top_10"]) for row in rows}
    assert [found[f"g{i}"] for i in range(40)] == pytest.approx(expected)
    nets = [float(row["net"]) for row in rows]
    assert nets == sorted(nets, reverse=True)


def test_ranking_holds_only_groups_that_can_matter(finish, monkeypatch):
    monkeypatch.setattr(cutting, "ALIKE", 9)
    monkeypatch.setattr(ranking, "CANDIDATES", 3)

    done = finish(FILE)

    rows = rows_of(done, "ranking.csv")
    assert 3 <= len(rows) < 40
    assert sum(float(row["probability_top_1"]) for row in rows) == pytest.approx(1)
    assert done.ranking["tops"] == [1, 10]


def test_portfolio_without_a_good_row_has_no_ranking(finish):
    done = finish("group_id,members\na,0\n")

    assert (done.rows, done.refused, done.totals) == (1, 1, [])
    assert rows_of(done, "ranking.csv") == []
