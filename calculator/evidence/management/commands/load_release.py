"""Load an evidence release from its files: safe to repeat."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from calculator.evidence import services
from calculator.evidence.errors import BadRelease, LoadedOtherwise

RELEASES = settings.BASE_DIR / "evidence" / "releases"
STAYS = (
    "Evidence release {name} was loaded here with other content than its files have now. It stays "
    "as it is, with every calculation made with it: a release never changes.\n"
    "To use what the files hold now, take it in as a draft and publish that:\n"
    "  manage.py import_release {folder} --as NAME --by USER"
)


class Command(BaseCommand):
    """Load one release; publish it if none is live."""

    help = "Load an evidence release (the newest one by default); publish it if none is live."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the release's name."""
        parser.add_argument(
            "name", nargs="?", help=f"a folder of {RELEASES.relative_to(settings.BASE_DIR)}"
        )

    def handle(self, *, name: str | None, verbosity: int, **options: object) -> None:
        """Load it and say what happened."""
        folder = self._folder(name)
        try:
            release, loaded = services.load_release(folder=folder)
        except LoadedOtherwise:
            self.stdout.write(STAYS.format(name=folder.name, folder=folder))
            return
        except BadRelease as error:
            raise CommandError(
                "\n".join([f"Release {folder.name} was not loaded:", *error.problems])
            ) from error
        if verbosity:
            done = "loaded" if loaded else "is already loaded"
            self.stdout.write(
                f"Evidence release {release.slug} {done} ({release.get_state_display().lower()})."
            )

    def _folder(self, name: str | None) -> Path:
        names = sorted(path.parent.name for path in RELEASES.glob("*/release.yaml"))
        if not names:
            raise CommandError(f"There is no release in {RELEASES}.")
        if name is not None and name not in names:
            raise CommandError(f"There is no release {name!r}. There are: {', '.join(names)}.")
        return RELEASES / (name or names[-1])
