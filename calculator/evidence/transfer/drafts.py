"""Load a release folder as a draft of its own: judged as at publication, hash and all."""

from pathlib import Path

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from calculator.evidence import audit, services
from calculator.evidence.canonical import checks, content, differences, exporter, importer
from calculator.evidence.errors import BadRelease, WorkflowError
from calculator.evidence.models import Action, Release
from calculator.evidence.services.rules import live_release, require

IMPORTED = "Imported from its files."


@transaction.atomic
def import_release(*, folder: Path, slug: str, by: AbstractBaseUser | None) -> Release:
    """Load the files of a folder as a draft named ``slug``.

    Whoever brings it in answers for all that differs from the live release; where it is the
    system, somebody must adopt the differences before review.

    Raises:
        BadRelease: if the files are malformed, incoherent, or not what their hash says.
        WorkflowError: if the name is taken or is not a name.
    """
    if by is not None:
        require(by, "start a draft", "add_release")
    if Release.objects.filter(slug=slug).exists():
        raise WorkflowError(f"There is already a release named “{slug}”.")
    manifest = content.read_manifest(folder)
    read = content.read_content(folder)
    found = checks.problems(read, year=manifest["date"].year)
    if content.content_hash(read) != str(manifest["content_hash"]):
        found.append(f"content_hash in release.yaml should be {content.content_hash(read)}")
    if found:
        raise BadRelease(found)
    about = {name: manifest[name] or "" for name in ("name", "date", "notes")}
    release = Release(slug=slug, created_by=by, base=live_release(), **about)
    try:
        release.clean_fields()
    except ValidationError as error:
        said = [f"{name}: {' '.join(all_said)}" for name, all_said in error.message_dict.items()]
        raise BadRelease(said) from error
    release.save()
    audit.log(release, Action.STARTED, by=by, reason=IMPORTED, after=audit.about(release))
    importer.write(release, read)
    if by is not None:
        before = exporter.content_of(release.base) if release.base else {}
        before[differences.RELEASE] = [audit.about(release)]
        services.record_changes(release=release, before=before, by=by, reason=IMPORTED)
    return release
