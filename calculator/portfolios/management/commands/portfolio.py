"""A portfolio in a terminal: a file of groups in, results, refused cells and totals out."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from calculator.engine.errors import InvalidInput
from calculator.evidence.errors import NoLiveRelease
from calculator.exhibits.chances import chance_in_words
from calculator.exhibits.formats import words_money
from calculator.portfolios.run import batch
from calculator.portfolios.run.batch import Outcome
from calculator.portfolios.run.totals import PortfolioTotal
from calculator.scenarios import arguments


class Command(BaseCommand):
    """Calculate a portfolio."""

    help = "Calculate a file of groups, a row a group. Needs no running server."

    def add_arguments(self, parser: CommandParser) -> None:
        """State the files and what holds for all groups."""
        parser.add_argument("source", type=Path, help="CSV, Parquet or XLSX (docs/portfolios.md)")
        parser.add_argument("--results", type=Path, required=True, metavar="FILE", help="CSV")
        parser.add_argument("--refused", type=Path, required=True, metavar="FILE", help="CSV")
        parser.add_argument("--totals-by", default="", metavar="COLUMN", help="a text column")
        parser.add_argument("--json", action="store_true", help="print the totals as JSON")
        parser.add_argument(
            "--set",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="an input or parameter for all groups that do not state it",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Calculate, and say what became of the rows."""
        try:
            outcome = batch.calculate_file(
                source=options["source"],
                results=options["results"],
                refused=options["refused"],
                totals_by=options["totals_by"],
                defaults=arguments.raw_inputs(
                    given={}, options={}, lines=[], settings=options["set"]
                ),
            )
        except InvalidInput as error:
            said = "\n".join(f"{name}: {' '.join(words)}" for name, words in error.errors.items())
            raise CommandError(said, returncode=2) from error
        except (NoLiveRelease, OSError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(outcome.totals, indent=1))
            return
        for line in _lines(outcome, options["results"], options["refused"]):
            self.stdout.write(line)


def _lines(outcome: Outcome, results: Path, refused: Path) -> list[str]:
    good = outcome.rows - outcome.refused
    said = [f"{good:,} of {outcome.rows:,} groups calculated: {results}"]
    if outcome.refused:
        said.append(f"{outcome.refused:,} refused, with the reason for each cell: {refused}")
    said += [f"Note: {doubt}" for doubt in outcome.doubts]
    return said + [_total(total) for total in outcome.totals]


def _total(total: PortfolioTotal) -> str:
    low, high = (total["net_percentiles"][percent] for percent in ("10", "90"))
    return (
        f"{total['name'] or 'All groups'} ({total['groups']:,}): net {words_money(total['net'])}, "
        f"80% interval {words_money(low)} to {words_money(high)}; "
        f"{chance_in_words(total['probability_net_positive'])} of paying for itself"
    )
