"""The same numbers again, from inputs and a release that lie in files: no database is asked."""

from collections.abc import Mapping
from pathlib import Path

from calculator.engine import run
from calculator.engine.errors import InvalidInput
from calculator.engine.inputs import scenario
from calculator.engine.result import Result
from calculator.evidence import catalog
from calculator.evidence.canonical import content
from calculator.evidence.errors import BadRelease
from calculator.evidence.models import Release


def usable_release(slug: str) -> Release:
    """Return a release that is or was live, and was not withdrawn, by its name.

    Raises:
        InvalidInput: if there is none.
    """
    found = Release.objects.public().exclude(state=Release.State.WITHDRAWN)
    release = found.filter(slug=slug).first()
    if release is None:
        names = ", ".join(found.values_list("slug", flat=True)) or "none"
        say = f"“{slug}” is neither a folder nor a published release. There are: {names}."
        raise InvalidInput({"release": [say]})
    return release


def from_folder(raw: Mapping[str, object], folder: Path) -> Result:
    """Return the answer to raw inputs on the release that a folder holds as YAML.

    Raises:
        BadRelease: if the files are malformed, or differ from the hash that they state.
        InvalidInput: with the messages of every field that cannot be used.
    """
    stated = str(content.read_manifest(folder)["content_hash"])
    held = content.read_content(folder)
    if content.content_hash(held) != stated:
        say = f"{folder.name}: the files hold other content than release.yaml states ({stated})."
        raise BadRelease([say])
    evidence = catalog.evidence_from(held, release=folder.resolve().name, content_hash=stated)
    return run.run(scenario.read(raw, evidence), evidence)
