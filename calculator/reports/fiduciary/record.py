"""The record of the run: by what the numbers were made, and whether they come out again."""

import hashlib
import json
import platform
from importlib import metadata
from typing import TypedDict

from calculator.engine import run
from calculator.engine.inputs import scenario
from calculator.engine.version import MODEL_VERSION
from calculator.evidence import catalog
from calculator.evidence.canonical.content import Content
from calculator.language import gettext as _
from calculator.reports.fiduciary import places
from calculator.scenarios.document import COMMAND, digest
from calculator.scenarios.models import Scenario

PACKAGES = (
    *("Django", "numpy", "PyYAML", "pillow", "segno", "typst", "font-source-sans-pro"),
    "xlsxwriter",
)


class Record(TypedDict):
    """What pins a calculation, what made this file, and how to make the numbers again."""

    calculated_on: str
    model_version: str
    evidence_release: str
    evidence_sha256: str
    seed: int
    draws: int
    fingerprint: str
    inputs_sha256: str
    content_sha256: str
    reproduced: bool
    reproduced_note: str
    file_made_with: dict[str, str]
    commands: list[str]


def inputs_json(saved: Scenario) -> bytes:
    """Return the judged inputs, every default written out, as the command reads them."""
    said = json.dumps(saved.inputs, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    return f"{said}\n".encode()


def record_of(saved: Scenario, held: Content) -> Record:
    """Return the record; the numbers are calculated anew from what the file holds."""
    result, (reproduced, note) = saved.result, reproduce(saved, held)
    return {
        "calculated_on": saved.created_at.date().isoformat(),
        "model_version": saved.model_version,
        "evidence_release": result["evidence_release"],
        "evidence_sha256": result["evidence_hash"],
        "seed": saved.seed,
        "draws": saved.draws,
        "fingerprint": saved.fingerprint,
        "inputs_sha256": hashlib.sha256(inputs_json(saved)).hexdigest(),
        "content_sha256": digest(result),
        "reproduced": reproduced,
        "reproduced_note": note,
        "file_made_with": versions(),
        "commands": commands(result["evidence_release"]),
    }


def versions() -> dict[str, str]:
    """Return the versions of what made the file, which are those that calculated anew."""
    return {
        "model": MODEL_VERSION,
        "Python": platform.python_version(),
        "processor": platform.machine(),
        **{name: metadata.version(name) for name in PACKAGES},
    }


def commands(release: str) -> list[str]:
    """Return the lines that give the same numbers, and the hash of what they print."""
    return [
        f"python manage.py calculate --input {places.INPUTS} "
        f"--release {places.evidence(release).rstrip('/')} --json > again.json",
        f"{COMMAND} < again.json",
    ]


def reproduce(saved: Scenario, held: Content) -> tuple[bool, str]:
    """Calculate anew from the inputs and the release; return whether all is the same, and why."""
    if saved.model_version != MODEL_VERSION:
        return False, _(
            "Not calculated anew: model {then} made the numbers, and this site now runs model "
            "{now}. The commands give the same numbers with that model only.",
            then=saved.model_version,
            now=MODEL_VERSION,
        )
    stated = saved.result["evidence_hash"]
    evidence = catalog.evidence_from(
        held, release=saved.result["evidence_release"], content_hash=stated
    )
    again = run.run(scenario.read(saved.inputs, evidence), evidence)
    if digest(again) == digest(saved.result):
        return True, _("Calculated anew when this file was made: every number was the same.")
    return False, _(
        "Calculated anew when this file was made, and some number differed, which must not be. "
        "Tell whoever runs the site, and do not rely on the numbers before it is explained."
    )
