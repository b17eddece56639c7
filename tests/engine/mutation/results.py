"""What a run found, as the public page tells it."""

import json
import random
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from calculator.engine.version import MODEL_VERSION
from tests.engine.mutation import targets
from tests.engine.mutation.equivalents import EQUIVALENT
from tests.engine.mutation.mutants import ROOT, Mutant, mutants_of

FILE = ROOT / "docs" / "method" / "mutation.json"
GOAL = 0.90


def all_mutants(only: Sequence[str] = ()) -> list[Mutant]:
    """Return every mutant of all files or of those named."""
    wanted = [path for path in targets.paths() if not only or path in only]
    return [mutant for path in wanted for mutant in mutants_of(path)]


def telling(mutants: list[Mutant]) -> list[Mutant]:
    """Leave out the mutants that change no number."""
    return [mutant for mutant in mutants if mutant.name not in EQUIVALENT]


def sampled(mutants: list[Mutant], size: int, seed: int) -> list[Mutant]:
    """Return some mutants drawn by a seed, in their order; all where size is 0."""
    if not size or size >= len(mutants):
        return mutants
    chosen = set(random.Random(seed).sample(range(len(mutants)), size))
    return [mutant for index, mutant in enumerate(mutants) if index in chosen]


def summary(
    mutants: Sequence[Mutant], found: Mapping[str, str], *, tests: int, of: int, seed: int
) -> dict:
    """Count killed and survived by file; a mutant that runs for ever is killed by the clock."""
    rows = []
    for path in dict.fromkeys(mutant.path for mutant in mutants):
        own = [found[mutant.name] for mutant in mutants if mutant.path == path]
        rows.append({"file": path, "mutants": len(own), "killed": len(own) - own.count("survived")})
    killed = sum(row["killed"] for row in rows)
    return {
        "model_version": MODEL_VERSION,
        "date": datetime.now(UTC).date().isoformat(),
        "mutants": len(mutants),
        "of": of,
        "seed": seed,
        "killed": killed,
        "timeouts": list(found.values()).count("timeout"),
        "share_killed": killed / len(mutants),
        "goal": GOAL,
        "tests": tests,
        "equivalent": len(EQUIVALENT),
        "files": rows,
        "survivors": [m.name for m in mutants if found[m.name] == "survived"],
    }


def table(found: dict) -> str:
    """Return the counts as lines for a terminal."""
    lines = [f"{'file':48}{'mutants':>8}{'killed':>8}{'share':>8}"]
    for row in [*found["files"], {"file": "all", **found}]:
        share = row["killed"] / row["mutants"]
        lines.append(f"{row['file']:48}{row['mutants']:8}{row['killed']:8}{share:8.1%}")
    return "\n".join(lines)


def write(found: dict) -> None:
    """Keep a run's figures for the public page."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
