"""The slips are made as told, put in everywhere, and the published figures are of this engine."""

import json
import subprocess
import sys

import pytest

from calculator.engine import chance
from calculator.engine.pathway import surgical
from calculator.engine.split import cases
from calculator.engine.version import MODEL_VERSION
from tests.engine.mutation import targets
from tests.engine.mutation.applying import ENGINE, apply
from tests.engine.mutation.equivalents import EQUIVALENT
from tests.engine.mutation.mutants import ROOT, mutants_in, mutants_of
from tests.engine.mutation.past import Past
from tests.engine.mutation.results import FILE, GOAL, all_mutants, sampled, summary

STORED = json.loads(FILE.read_text("utf-8"))


@pytest.fixture
def engine_put_back():
    """Put every name of the loaded engine back, wherever a slip reached."""
    engine = [module for name, module in sys.modules.items() if name.startswith(ENGINE)]
    before = [(module, dict(vars(module))) for module in engine]
    yield
    for module, names in before:
        vars(module).update(names)


@pytest.mark.parametrize(
    ("source", "slips"),
    [
        ("return a + b", {"a + b -> a - b"}),
        ("return a ** 2", {"a ** 2 -> a * 2", "a ** 2 -> a ** 3"}),
        ("return a <= b", {"a <= b -> a < b"}),
        ("return a and b", {"a and b -> a or b"}),
        ("return -a", {"-a -> +a"}),
        ("return min(a, b)", {"min -> max"}),
        ("return a if a else b", {"a if a else b -> a if not a else b"}),
        ("return [x for x in a if x]", {"[x for x in a if x] -> [x for x in a if not x]"}),
        ("return zip(a, b, strict=True)", set()),
        ("return f'{a}' + 'b'", set()),
    ],
    ids=["plus", "power", "edge", "and", "sign", "name", "branch", "filter", "guard", "text"],
)
def test_the_slips_of_a_line(source, slips):
    found = mutants_in(f"def f(a: int | None, b=1):\n    {source}\n", "x.py")

    assert {f"{m.before} -> {m.after}" for m in found} == slips
    assert {m.function for m in found} <= {"f"}


def test_no_two_slips_share_a_name():
    names = [mutant.name for mutant in all_mutants()]

    assert len(names) > 500
    assert len(set(names)) == len(names)


def test_a_slip_of_a_function_is_in_force_wherever_it_was_imported():
    function = surgical.lasting_effect
    before = function.__code__
    mutant = next(
        m for m in mutants_of("calculator/engine/pathway/surgical.py") if m.before == "np.maximum"
    )

    apply(mutant)
    changed = function.__code__
    function.__code__ = before

    assert surgical.lasting_effect is function
    assert "minimum" in changed.co_names


def test_a_slip_of_a_constant_moves_what_follows_from_it_wherever_it_is(engine_put_back):
    mutant = next(
        m for m in mutants_of("calculator/engine/chance.py") if m.function == "CASE_VARIATION"
    )

    apply(mutant)

    assert chance.CASE_VARIATION == 1.6
    assert pytest.approx(1 / 1.6**2) == chance.GAMMA_SHAPE == cases.GAMMA_SHAPE


def test_every_slip_that_changes_no_number_still_exists_and_has_a_reason():
    names = {mutant.name for mutant in all_mutants()}

    assert set(EQUIVALENT) <= names
    assert all(len(reason) > 20 for reason in EQUIVALENT.values())


def test_a_seed_draws_the_same_sample():
    mutants = all_mutants(["calculator/engine/voi.py"])

    assert sampled(mutants, 10, 3) == sampled(mutants, 10, 3)
    assert sampled(mutants, 10, 3) != sampled(mutants, 10, 4)
    assert sampled(mutants, 0, 3) == mutants


def test_a_summary_counts_by_file():
    mutants = all_mutants(["calculator/engine/voi.py"])[:4]
    verdicts = dict(zip((m.name for m in mutants), ("killed", "timeout", "survived", "killed"),
                        strict=True))  # fmt: skip

    found = summary(mutants, verdicts, tests=1, of=4, seed=1)

    assert (found["killed"], found["timeouts"], found["share_killed"]) == (3, 1, 0.75)
    assert found["survivors"] == [mutants[2].name]


def test_only_what_was_noticed_is_not_tried_again(tmp_path):
    one, other = all_mutants(["calculator/engine/voi.py"])[:2]
    past = Past(tmp_path / "past.json")
    past.keep(one, "killed")
    past.keep(other, "survived")

    again = Past(tmp_path / "past.json")

    assert again.verdict(one) == "killed"
    assert again.verdict(other) is None


def test_the_published_figures_are_of_this_model_and_reach_the_goal():
    assert STORED["model_version"] == MODEL_VERSION
    assert [row["file"] for row in STORED["files"]] == targets.paths()
    assert STORED["killed"] == sum(row["killed"] for row in STORED["files"])
    assert STORED["mutants"] == sum(row["mutants"] for row in STORED["files"])
    assert STORED["share_killed"] == STORED["killed"] / STORED["mutants"] >= GOAL
    assert len(STORED["survivors"]) == STORED["mutants"] - STORED["killed"]


def test_most_slips_of_a_small_sample_are_noticed():
    """A sample of 20 by a seed of its own; script/mutate tries hundreds."""
    command = [sys.executable, "-m", "tests.engine.mutation", "--sample", "20", "--seed", "7"]

    done = subprocess.run(
        [*command, "--floor", "0.85"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "Survived:" in done.stdout
