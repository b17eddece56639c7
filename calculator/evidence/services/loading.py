"""Releases that are shipped as files."""

from pathlib import Path

from django.db import transaction

from calculator.evidence import audit
from calculator.evidence.canonical import checks, content, importer
from calculator.evidence.errors import BadRelease, LoadedOtherwise
from calculator.evidence.models import Action, Release
from calculator.evidence.services.publishing import go_live
from calculator.evidence.services.rules import live_release

FIRST_REASON = "First evidence release, shipped with the product."
LOADED = "Loaded from its files."


@transaction.atomic
def load_release(*, folder: Path) -> tuple[Release, bool]:
    """Load a release from its files unless it is there; publish it where none is live.

    Where one is live it stays a draft, and somebody must adopt its differences before review.
    Returns the release and whether it was loaded now.

    Raises:
        BadRelease: if the files are malformed or incoherent.
        LoadedOtherwise: if they differ from what was loaded before under that name.
    """
    manifest = content.read_manifest(folder)
    slug, stated = folder.name, str(manifest["content_hash"])
    known = Release.objects.filter(slug=slug).first()
    if known:
        if not known.is_draft and known.content_hash != stated:
            raise LoadedOtherwise(
                [f"{slug} is loaded with other content: a correction is a new release"]
            )
        return known, False
    read = content.read_content(folder)
    found = checks.problems(read, year=manifest["date"].year)
    if content.content_hash(read) != stated:
        found.append(f"content_hash in release.yaml should be {content.content_hash(read)}")
    if found:
        raise BadRelease(found)
    release = Release.objects.create(
        slug=slug,
        name=manifest["name"],
        date=manifest["date"],
        notes=manifest["notes"],
        base=live_release(),
    )
    audit.log(release, Action.STARTED, by=None, reason=LOADED, after=audit.about(release))
    importer.write(release, read)
    if release.base is None:
        release.content_hash = stated
        go_live(release, by=None, reason=FIRST_REASON)
    return release, True
