"""An arrow between rooms points down; imports are checked by import-linter, keys by name here."""

import subprocess
import sys
import tomllib
from pathlib import Path

from django.apps import apps

from tests.services import ROOT

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]


def height_of_rooms():
    """Return room to height: 0 is the floor."""
    layers = next(c["layers"] for c in CONTRACTS["contracts"] if c["type"] == "layers")
    return {
        room.strip(): height
        for height, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }


def test_imports_keep_the_contracts():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_room_has_a_layer():
    rooms = {
        path.stem
        for path in (ROOT / "calculator").iterdir()
        if path.stem != "__init__" and (path.suffix == ".py" or (path / "__init__.py").exists())
    }

    assert rooms == set(height_of_rooms())


def test_foreign_keys_point_down_or_stay_in_the_room():
    heights, arrows = height_of_rooms(), set()
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if not field.auto_created and field.related_model is not None:
                arrows.add((room_of(model), room_of(field.related_model)))
    ours = {(above, below) for above, below in arrows if above and below}

    assert ("scenarios", "evidence") in ours
    assert {(a, b) for a, b in ours if a != b and heights[b] >= heights[a]} == set()


def room_of(model):
    """Return the room of a model of ours, None for a library's."""
    package, _, rest = model.__module__.partition(".")
    return rest.split(".")[0] if package == "calculator" else None
