"""The calculator in a terminal: the same answer as the page, as text, JSON or PDF."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from calculator.engine.errors import InvalidInput
from calculator.engine.result import Result
from calculator.evidence import catalog
from calculator.evidence.errors import BadRelease, NoLiveRelease
from calculator.evidence.models import Release
from calculator.jobs import JobError
from calculator.reports import reproduction, services, sheet, terminal
from calculator.reports.models import Paper
from calculator.scenarios import arguments
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

LONGEST_COMMAND = 500  # letters, about five lines on paper
EXAMPLES = """examples:
  manage.py calculate --members 10000
  manage.py calculate --employees 5000 --design mandatory --set fee_per_employee_month=1.25
  manage.py calculate --audience payer --line commercial=200000 --line medicaid=50000
  manage.py calculate --members 10000 --set surgery_cost.lumbar_fusion=70000,40000,120000
  manage.py calculate --input scenario.json --json
  manage.py calculate --input inputs.json --release evidence/2026-11 --json
  manage.py calculate --members 10000 --pdf summary.pdf --paper a4
"""


class Command(BaseCommand):
    """Calculate one scenario."""

    help = "What a second-opinion program would save and cost. Needs no running server."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Add the examples below the options."""
        kwargs.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        return super().create_parser(prog_name, subcommand, epilog=EXAMPLES, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """State the inputs and the forms of the answer."""
        for name, option in arguments.OPTIONS.items():
            parser.add_argument(option, dest=name, metavar=name.rpartition("_")[2].upper())
        parser.add_argument("--line", action="append", default=[], metavar="LINE=MEMBERS")
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="any other input, or a parameter: base, or base,low,high",
        )
        parser.add_argument("--input", type=Path, help="a JSON file with inputs, as the API takes")
        parser.add_argument(
            "--release", help="the name of a published release, or a folder with one as YAML files"
        )
        parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
        parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the two-page summary")
        parser.add_argument("--paper", choices=Paper.values, default=Paper.LETTER.value)
        parser.add_argument("--save", action="store_true", help="keep it under an address")

    def handle(self, *args: Any, **options: Any) -> None:
        """Calculate, save if asked, and answer in the forms asked for."""
        try:
            raw = _raw(options)
            release, folder = _basis(options)
            save = {"raw": raw, "release": release}
            scenario = scenarios.save_scenario(**save) if options["save"] else None
            result = scenario.result if scenario else _result(raw, release, folder)
        except InvalidInput as error:
            said = "\n".join(f"{name}: {' '.join(words)}" for name, words in error.errors.items())
            raise CommandError(said, returncode=2) from error
        except BadRelease as error:
            raise CommandError("\n".join(error.problems)) from error
        except NoLiveRelease as error:
            raise CommandError(str(error)) from error
        except DatabaseError as error:
            say = f"The database cannot be read ({error}). Is it set up? Run: manage.py migrate"
            raise CommandError(say) from error
        if options["pdf"]:
            _write(options["pdf"], _pdf(raw, result, scenario, release, options["paper"]))
        self.stdout.write(_json(result) if options["json"] else terminal.text_of(result))
        notes = [f"Saved at {_address(scenario)}"] if scenario else []
        notes += [f"Summary written to {options['pdf']}"] if options["pdf"] else []
        for note in notes:
            (self.stderr if options["json"] else self.stdout).write(f"\n{note}")


def _raw(options: dict[str, Any]) -> dict[str, Any]:
    return arguments.raw_inputs(
        given=_read(options["input"]) if options["input"] else {},
        options={name: options[name] for name in arguments.OPTIONS},
        lines=options["line"],
        settings=options["set"],
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CommandError(f"Cannot read {path}: {error.strerror}.") from error
    except ValueError as error:
        raise InvalidInput({"input": [f"{path} is not JSON: {error}."]}) from error
    if not isinstance(given, dict):
        raise InvalidInput({"input": [f"{path} does not hold a JSON object of inputs."]})
    return given


def _basis(options: dict[str, Any]) -> tuple[Release | None, Path | None]:
    """Return the release to calculate with, or the folder that holds one; neither: the live one."""
    word = options["release"]
    if word is None:
        return None, None
    if (folder := Path(word)).is_dir():
        if options["pdf"] or options["save"]:
            raise CommandError("A release from a folder is not kept: leave out --pdf and --save.")
        return None, folder
    return reproduction.usable_release(word), None


def _result(raw: dict[str, Any], release: Release | None, folder: Path | None) -> Result:
    if folder:
        return reproduction.from_folder(raw, folder)
    return scenarios.calculate(raw=raw, release=release)


def _pdf(
    raw: dict[str, Any],
    result: Result,
    scenario: Scenario | None,
    release: Release | None,
    paper: str,
) -> bytes:
    if scenario:
        document = sheet.of_scenario(scenario, paper=paper, address=_address(scenario))
    else:
        document = sheet.of_result(
            result,
            release=release or catalog.live_release(),
            paper=paper,
            day=timezone.localdate(),
            again=_again(raw, release),
        )
    try:
        return services.pdf(document)
    except JobError as error:
        raise CommandError(str(error)) from error


def _again(raw: dict[str, Any], release: Release | None) -> tuple[str, str]:
    """Return how to come to the same numbers without an address."""
    words = arguments.words_of(raw) + (f" --release {release.slug}" if release else "")
    if len(words) > LONGEST_COMMAND:
        words = "its own inputs, release, model version and seed; the fingerprint is then the same"
    return "Not saved; calculate it again with", words


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"Cannot write {path}: {error.strerror}.") from error


def _json(result: Result) -> str:
    return json.dumps(result, indent=2, ensure_ascii=False, allow_nan=False)


def _address(scenario: Scenario) -> str:
    """Return where the saved calculation opens on this site."""
    if settings.EMBEDDED:
        site = f"http://localhost:{settings.PORT}"
    else:
        scheme = "https" if settings.HTTPS else "http"
        site = (
            f"{scheme}://{settings.ALLOWED_HOSTS[0].lstrip('.')}" if settings.ALLOWED_HOSTS else ""
        )
    return site + scenario.get_absolute_url()
