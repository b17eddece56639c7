import numpy as np
import pytest

from calculator.engine import draws
from tests.engine.build import EVIDENCE, a_case

SET = a_case().parameters


def sample(parameters=SET, size=500, seed=1):
    return draws.sample(parameters, size=size, seed=seed)


def test_means_are_one_draw_of_all_bases():
    found = draws.means(SET)

    assert found.size == 1
    assert found.column("later_surgery_rate").tolist() == [[0.15]]
    assert found.block("surgery_cost", ["lumbar_fusion"]).tolist() == [[80_000]]


def test_a_move_changes_what_it_names_and_nothing_else():
    found = draws.moved(SET, [{}, {"engagement": 2.0}])

    assert found.size == 2
    assert found.values["engagement"].tolist() == [1.0, 2.0]
    assert found.values["compliance"].tolist() == [1.0, 1.0]


def test_the_same_seed_gives_the_same_draws_and_another_others():
    assert np.array_equal(sample().values["engagement"], sample().values["engagement"])
    assert not np.array_equal(sample().values["engagement"], sample(seed=2).values["engagement"])


def test_scenarios_and_designs_share_draws():
    other = a_case(members=7, design="mandatory", areas=["cancer"], horizon_years=1).parameters

    assert np.array_equal(
        sample().values["surgery_cost.cabg"], sample(other).values["surgery_cost.cabg"]
    )


def test_parameters_are_drawn_independently():
    found = sample(size=20_000)
    names = [p.name for p in SET.sampled]

    correlation = np.corrcoef([found.values[name] for name in names])

    off_diagonal = correlation[~np.eye(len(names), dtype=bool)]
    assert np.abs(off_diagonal).max() < 5 / np.sqrt(20_000)


def test_what_is_not_sampled_has_length_one_and_blocks_broadcast_it():
    found = sample()

    assert found.values["uptake_rate.cabg"].shape == (1,)
    assert found.block("uptake_rate", ["cabg", "cancer"]).shape == (1, 2)
    mixed = draws.Draws({"k.a": np.array([1.0]), "k.b": np.arange(3.0)}, 3).block("k", "ab")
    assert mixed.tolist() == [[1, 0], [1, 1], [1, 2]]
    assert found.block("k", []).shape == (1, 0)


def test_pieces_put_together_are_the_whole():
    found = sample(size=7)

    pieces = [found.part(start, start + 3) for start in (0, 3, 6)]

    assert [piece.size for piece in pieces] == [3, 3, 1]
    joined = np.concatenate([piece.values["engagement"] for piece in pieces])
    assert np.array_equal(joined, found.values["engagement"])
    assert pieces[0].values["uptake_rate.cabg"].shape == (1,)


def test_draws_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        sample().values["engagement"][0] = 1.0


def test_large_samples_are_kept_apart():
    small = draws._kept_drawn.cache_info().currsize

    large = sample(size=draws.KEPT_DRAWS + 1, seed=3).values["engagement"]

    assert large.shape == (draws.KEPT_DRAWS + 1,)
    assert draws._kept_drawn.cache_info().currsize == small
    assert sample(size=draws.KEPT_DRAWS + 1, seed=3).values["engagement"] is large


def test_a_parameter_is_drawn_when_it_is_asked_for():
    found = sample(seed=4)

    assert found.values == {}
    assert found.values["engagement"] is found.values["engagement"]
    assert list(found.values) == ["engagement"]
    with pytest.raises(KeyError):
        found.values["nothing"]


def test_sampled_means_are_the_bases():
    size = 20_000
    found = sample(size=size)
    for p in SET.sampled:
        drawn = found.values[p.name]
        assert drawn.mean() == pytest.approx(p.base, abs=5 * drawn.std() / np.sqrt(size)), p.name


def test_no_two_parameters_share_a_stream():
    first = [draws.stream(1, p.name).random() for p in EVIDENCE.parameters]

    assert len(set(first)) == len(first)
