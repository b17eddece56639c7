"""An import as its tests try it: a dry run, and the yes that follows."""

from calculator.evidence.canonical import content, exporter
from calculator.evidence.transfer import imports
from tests.evidence.transfer.books import a_csv

ENTITLED = "A new study was published."


def state(release):
    return content.content_hash(exporter.content_of(release))


def tried(draft, bob, *rows, kind="findings"):
    return imports.start_import(release=draft, by=bob, data=a_csv(*rows), name="", kind=kind)


def said_yes(upload, entries, by, **changes):
    words = {"reason": ENTITLED, "shown": imports.fingerprint(entries)}
    return imports.finish_import(upload=upload, by=by, **(words | changes))
