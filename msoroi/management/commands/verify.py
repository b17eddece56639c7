"""Run the checks of the calculation; --write keeps their figures for the public page."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

try:
    from tests.engine.verification import report
except ModuleNotFoundError as missing:  # a server without the tests' requirements
    report, reason = None, str(missing)


class Command(BaseCommand):
    """The command."""

    help = (
        "Run the verification checks and say what each found; "
        "--write keeps the figures for /method/verification/."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare --write."""
        parser.add_argument("--write", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run every check, and refuse to keep or praise a failed one."""
        if report is None:
            raise CommandError(f"The checks need requirements/dev.txt: {reason}.")
        found = report.run(self.stdout.write)
        if not report.is_good(found):
            raise CommandError("A check failed, or did not notice its slip. Nothing was written.")
        if options["write"]:
            report.write(found)
            self.stdout.write("wrote docs/method/verification.json")
