"""The locked requirements name every extra that is asked for.

pip installs by hash. Where one package asks for another's extra and the lock names that other
without it, pip takes the newest release for the extra, has no hash for it, and stops: from the day
on which a newer release exists.
"""

import re
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement

from tests.services import ROOT


def locked(name: str) -> dict[str, set[str]]:
    """Return the extras that a lock names, by package."""
    lines = (ROOT / "requirements" / f"{name}.txt").read_text().splitlines()
    found = [Requirement(line.split(" \\")[0]) for line in lines if re.match(r"\w", line)]
    return {requirement.name: set(requirement.extras) for requirement in found}


def asked(package: str, extras: set[str]) -> list[Requirement]:
    """Return what a package needs here, with these of its extras; nothing if it is not for here."""
    try:
        needs = [Requirement(line) for line in requires(package) or ()]
    except PackageNotFoundError:
        return []
    return [
        need
        for need in needs
        if need.marker is None
        or any(need.marker.evaluate({"extra": extra}) for extra in {"", *extras})
    ]


@pytest.mark.parametrize("name", ["base", "dev"])
def test_lock_names_every_extra_that_a_package_asks_for(name):
    extras_of = locked(name)
    needs = [
        Requirement(line)
        for line in (ROOT / "requirements" / f"{name}.in").read_text().splitlines()
        if re.match(r"\w", line)
    ]
    for package, extras in extras_of.items():
        needs += asked(package, extras)
    with_extras = [need for need in needs if need.extras]

    assert {need.name for need in with_extras} >= {"kombu"}
    assert [str(n) for n in with_extras if not n.extras <= extras_of[n.name.lower()]] == []
