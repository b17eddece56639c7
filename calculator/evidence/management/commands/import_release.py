"""Load a release from YAML files as a draft."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from calculator.evidence.errors import BadRelease, WorkflowError
from calculator.evidence.transfer import drafts


class Command(BaseCommand):
    """Load the files of a release as a draft of a new name."""

    help = "Load the YAML files of an evidence release as a draft that staff can edit."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the folder, the draft's name and who answers for it."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("--as", required=True, dest="slug", metavar="NAME")
        parser.add_argument("--by", metavar="USER", help="who brings it in; empty: the system")

    def handle(
        self, *, folder: Path, slug: str, by: str | None, verbosity: int, **options: object
    ) -> None:
        """Load it and say what it holds."""
        people = get_user_model().objects
        person = people.filter(username=by).first() if by else None
        if by and person is None:
            raise CommandError(f"There is no user {by!r}.")
        try:
            release = drafts.import_release(folder=folder, slug=slug, by=person)
        except BadRelease as error:
            said = [f"{folder} was not imported:", *error.problems]
            raise CommandError("\n".join(said)) from error
        except WorkflowError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"Draft {release.slug} imported from {folder}.")
