"""Import a spreadsheet into a draft: first a dry run that is kept, then a yes with a reason."""

import hashlib
import json
from dataclasses import asdict
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from calculator.evidence import services
from calculator.evidence.canonical import exporter
from calculator.evidence.errors import WorkflowError
from calculator.evidence.models import Release, Upload
from calculator.evidence.transfer.plan import Entry, plan
from calculator.evidence.transfer.sheets import Table, read_file
from calculator.evidence.transfer.writer import MODELS, Writer

KEPT = timedelta(hours=1)
ACTS = {"new": "add", "changed": "change"}


class PlanChanged(WorkflowError):
    """The draft moved on since the dry run: what was shown no longer holds."""


def start_import(
    *, release: Release, by: AbstractBaseUser, data: bytes, name: str, kind: str = ""
) -> tuple[Upload, list[Entry]]:
    """Try a file on a draft, write nothing, and keep its cells for an hour.

    Raises:
        BadFile: if the file cannot be read.
        WorkflowError: without permission, or if the release is not a draft.
    """
    _require_draft(release)
    _require_any(by)
    tables = read_file(data, name=name, kind=kind)
    entries = try_import(release, tables)
    Upload.objects.filter(expires_at__lt=timezone.now()).delete()
    upload = Upload.objects.create(
        release=release,
        by=by,
        file_name=name[:200],
        digest=hashlib.sha256(data).hexdigest(),
        tables=[asdict(table) for table in tables],
        expires_at=timezone.now() + KEPT,
    )
    return upload, entries


def try_import(release: Release, tables: list[Table]) -> list[Entry]:
    """Return what an import would do: the import itself, undone."""
    with transaction.atomic():
        entries = _put(release, tables)
        transaction.set_rollback(True)
    return entries


def tables_of(upload: Upload) -> list[Table]:
    """Return the tables that were kept."""
    return [
        Table(held["kind"], held["headings"], [(number, row) for number, row in held["rows"]])
        for held in upload.tables
    ]


def finish_import(
    *,
    upload: Upload,
    by: AbstractBaseUser,
    reason: str,
    shown: str,
    without_refused: bool = False,
) -> list[Entry]:
    """Write what the dry run showed, all of it or nothing, and log it with its reason.

    ``shown`` is the fingerprint of what the person saw.

    Raises:
        PlanChanged: if the same rows would now do something else.
        WorkflowError: without permission, reason or draft state; if rows are refused and not left
            out; if the upload is another's, too old, or was imported before.
    """
    with services.editing(release=upload.release, by=by, reason=reason) as draft:
        held = _kept(upload, by)
        entries = _put(draft, tables_of(held))
        if fingerprint(entries) != shown:
            raise PlanChanged("The draft has changed since: this is what the file does now.")
        refused = sum(entry.status == "refused" for entry in entries)
        if refused and not without_refused:
            raise WorkflowError(f"{refused} rows are refused: correct the file or leave them out.")
        _require_each(by, entries)
        held.done_at, held.tables = timezone.now(), []
        held.save()
    return entries


def fingerprint(entries: list[Entry]) -> str:
    """Return the sha256 of what was shown."""
    written = json.dumps([asdict(entry) for entry in entries], sort_keys=True, allow_nan=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _put(release: Release, tables: list[Table]) -> list[Entry]:
    content = exporter.content_of(release)
    writer = Writer(release, content)
    return [writer.put(entry) for entry in plan(content, tables)]


def _kept(upload: Upload, by: AbstractBaseUser) -> Upload:
    held = Upload.objects.select_for_update().filter(pk=upload.pk, by=by).first()
    if held is None or held.expires_at < timezone.now():
        raise WorkflowError("The dry run is no longer kept: upload the file again.")
    if held.done_at:
        raise WorkflowError("This file was imported before.")
    return held


def _require_draft(release: Release) -> None:
    if not release.is_draft:
        state = release.get_state_display().lower()
        raise WorkflowError(f"{release.name} is {state}: only a draft takes an import.")


def may_import(by: AbstractBaseUser) -> bool:
    """Say whether somebody may import rows of any kind."""
    return any(
        by.has_perm(f"evidence.{act}_{model._meta.model_name}")
        for model in MODELS.values()
        for act in ACTS.values()
    )


def _require_any(by: AbstractBaseUser) -> None:
    if not may_import(by):
        raise WorkflowError("You are not allowed to import.")


def _require_each(by: AbstractBaseUser, entries: list[Entry]) -> None:
    for kind, act in {(e.kind, ACTS[e.status]) for e in entries if e.status in ACTS}:
        if not by.has_perm(f"evidence.{act}_{MODELS[kind]._meta.model_name}"):
            raise WorkflowError(f"You are not allowed to {act} {kind}.")
