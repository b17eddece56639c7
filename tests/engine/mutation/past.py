"""Verdicts of an earlier run: a mutant that was killed stays so while its file is the same.

Tests are added, not taken away, between two runs that share such a file.
"""

import json
from hashlib import sha256
from pathlib import Path

from tests.engine.mutation.mutants import ROOT, Mutant


class Past:
    """A file of verdicts, written as they come in; without a path nothing is kept."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.found: dict[str, str] = {}
        if path and path.exists():
            self.found = json.loads(path.read_text("utf-8"))

    def verdict(self, mutant: Mutant) -> str | None:
        """Return the verdict of a mutant that was noticed before."""
        found = self.found.get(_key(mutant))
        return None if found == "survived" else found

    def keep(self, mutant: Mutant, verdict: str) -> None:
        """Write one more verdict down."""
        self.found[_key(mutant)] = verdict
        if self.path:
            self.path.write_text(json.dumps(self.found, indent=1), "utf-8")


def _key(mutant: Mutant) -> str:
    content = sha256((ROOT / mutant.path).read_bytes()).hexdigest()[:12]
    return f"{content} {mutant.name}"
