import json

import pytest

from tests.engine.stored import FOLDER, SCENARIOS, answer


def moved(found, stored, path="") -> list[str]:
    """Every number, or word, that is no longer what was stored."""
    if isinstance(stored, dict):
        names = [f"{path}: {sorted(set(found) ^ set(stored))}"] if set(found) != set(stored) else []
        return names + [
            m for n in stored if n in found for m in moved(found[n], stored[n], f"{path}.{n}")
        ]
    if isinstance(stored, list):
        if len(found) != len(stored):
            return [f"{path}: {len(stored)} rows, now {len(found)}"]
        return [m for i, s in enumerate(stored) for m in moved(found[i], s, f"{path}[{i}]")]
    if isinstance(stored, float) and isinstance(found, float):
        same = found == pytest.approx(stored, rel=1e-9, abs=1e-9)
    else:
        same = found == stored
    return [] if same else [f"{path}: {stored!r}, now {found!r}"]


@pytest.mark.parametrize("name", list(SCENARIOS))
def test_no_number_has_moved(name):
    stored = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))

    assert moved(answer(name), stored) == []


def test_nothing_else_is_stored():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(SCENARIOS)
