"""Write a release as YAML files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from calculator.evidence.errors import WorkflowError
from calculator.evidence.models import Release
from calculator.evidence.transfer import files


class Command(BaseCommand):
    """Write one release, whatever its state, into a folder."""

    help = "Write an evidence release as YAML files into a new or empty folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the release's name and the folder."""
        parser.add_argument("name", help="the short name of a release, such as 2026-11")
        parser.add_argument("--to", required=True, type=Path, metavar="DIR", dest="folder")

    def handle(self, *, name: str, folder: Path, verbosity: int, **options: object) -> None:
        """Write the files and say their content hash."""
        release = Release.objects.filter(slug=name).first()
        if release is None:
            names = ", ".join(Release.objects.values_list("slug", flat=True)) or "none"
            raise CommandError(f"There is no release {name!r}. There are: {names}.")
        try:
            stated = files.write_release(release, folder)
        except (WorkflowError, OSError) as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"Evidence release {name} written to {folder} (sha256 {stated}).")
