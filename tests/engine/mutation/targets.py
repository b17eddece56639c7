"""What is mutated, and by which tests each file is tried."""

from tests.engine.mutation.mutants import ROOT

FOLDER = "calculator/engine"
TESTS = "tests/engine"
# The equations, what is reported of them, and the analyses of doubt.
FILES = (
    "pathway/added_care.py",
    "pathway/decisions.py",
    "pathway/diagnostic.py",
    "pathway/payers.py",
    "pathway/present_value.py",
    "pathway/productivity.py",
    "pathway/program_cost.py",
    "pathway/surgical.py",
    "acceptability.py",
    "base_case.py",
    "break_even.py",
    "breakdown.py",
    "case.py",
    "chance.py",
    "distributions.py",
    "draws.py",
    "outcomes.py",
    "owsa.py",
    "parameters.py",
    "plausibility.py",
    "psa.py",
    "simulation.py",
    "voi.py",
)
# Tried on every mutant after the file's own tests: the worked example, some stored answers, fifty
# scenarios of the second implementation and some of its single draws.
BATTERY = {
    "test_model.py": (),
    "test_golden.py": ("[voluntary]", "[payer_mandatory]", "[older]", "[own_numbers]"),
    "test_against_oracle.py": (
        "test_base_case_of_fifty_random_scenarios[0]",
        "test_base_case_of_designs_that_this_release_does_not_have",
        "test_single_draws_of_random_scenarios[0]",
    ),
}
# Files without tests of their own name, and those whose work another file reports.
ALSO = {
    "outcomes.py": ("test_base_case.py", "test_chance.py"),
    "case.py": ("test_base_case.py", "test_breakdown.py", "pathway/test_decisions.py"),
    "psa.py": ("test_run.py",),
}


def paths() -> list[str]:
    """Return the mutated files, as paths from the root."""
    return [f"{FOLDER}/{name}" for name in FILES]


def own_tests(path: str) -> str:
    """Return the test file that mirrors a file of the engine."""
    folder, _, name = path.removeprefix(f"{FOLDER}/").rpartition("/")
    return "/".join(part for part in (TESTS, folder, f"test_{name}") if part)


def files_for(path: str) -> list[str]:
    """Return the test files that a mutant of a file must pass, apart from the battery."""
    also = ALSO.get(path.removeprefix(f"{FOLDER}/"), ())
    wanted = [own_tests(path), *(f"{TESTS}/{name}" for name in also)]
    return [name for name in wanted if (ROOT / name).exists()]


def test_files() -> list[str]:
    """Return every test file that a run needs."""
    battery = [f"{TESTS}/{name}" for name in BATTERY]
    return list(dict.fromkeys([*(name for p in paths() for name in files_for(p)), *battery]))


def is_wanted(test: str) -> bool:
    """Whether a test runs at all: of the battery's files only some do."""
    file, _, name = test.partition("::")
    endings = BATTERY.get(file.removeprefix(f"{TESTS}/"), ())
    return not endings or name.endswith(endings)


def is_for(test: str, path: str) -> bool:
    """Whether a test runs on the mutants of a file."""
    file = test.partition("::")[0]
    return file in files_for(path) or file.removeprefix(f"{TESTS}/") in BATTERY
