"""The guide to the file, as data for Typst and as plain text: what lies where, and how to check."""

from dataclasses import replace
from datetime import date

from calculator.engine.result import Result
from calculator.exhibits import sentences
from calculator.exhibits.exhibit import Exhibit
from calculator.exhibits.paper import summary_for_paper
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports import sheet
from calculator.reports.fiduciary import places
from calculator.reports.fiduciary.record import Record

ABOUT = noop(
    "This file holds what a decision on a second-opinion program rests on: the answer, what it "
    "was made from, and the alternatives. It also names the limits and who stands behind the "
    "evidence, and shows how to make the same numbers again. The program filled it; nobody "
    "chose what to leave out."
)
CONTENTS = (
    (places.GUIDE, noop("this guide: alternatives, limits, interests, run record and checklists")),
    (places.SUMMARY, noop("the answer on two pages")),
    (places.WORKBOOK, noop("the calculation as a workbook with live formulas")),
    (places.MODEL, noop("every equation, numbered")),
    (places.CALCULATION, noop("the whole answer, unrounded, as the API gives it")),
    (places.INPUTS, noop("the inputs with every default, as the command reads them")),
    (places.RECORD, noop("versions, seed, hashes, and whether the numbers came out again")),
    (
        "tables/",
        noop(
            "every table of the answer and of this guide, as shown, as CSV; contents.csv says what "
            "each holds and how to read it"
        ),
    ),
    ("data/", noop("every list of the answer with all digits, as CSV")),
    ("evidence/", noop("the evidence release used, whole, as YAML")),
    ("checklists/", noop("ASOP No. 56 and CHEERS 2022, item by item")),
    (places.SUMS, noop("the SHA-256 of every file: sha256sum -c SHA256SUMS")),
)
MOST = 30  # rows of a table on paper: a checklist has fewer
NAMED = 3  # items of a list in a cell on paper
ROWS = {  # what the record says, as a table
    "calculated_on": noop("Calculated on"),
    "model_version": noop("Model version"),
    "evidence_release": noop("Evidence release"),
    "evidence_sha256": noop("SHA-256 of the evidence"),
    "seed": noop("Seed"),
    "draws": noop("Draws"),
    "fingerprint": noop("Fingerprint"),
    "inputs_sha256": noop("SHA-256 of the inputs’ file"),
    "content_sha256": noop("SHA-256 of the calculation’s JSON"),
}
SAYS = {  # what the guide's source for Typst says of its own
    "inside": noop("What is in the file"),
    "file": noop("File"),
    "holds": noop("What it holds"),
    "pins": noop("What pins the numbers"),
    "what": noop("What"),
    "value": noop("Value"),
    "checkout": noop(
        "The same numbers again, in a checkout of the program, with the file’s folders in it; no "
        "database and no network are needed. The second line prints the SHA-256 of the "
        "calculation’s JSON."
    ),
}


def document(
    result: Result,
    record: Record,
    exhibits: tuple[Exhibit, ...],
    names: list[str],
    *,
    paper: str,
    day: date,
) -> sheet.Document:
    """Return the guide as data for Typst."""
    summary, setting = summary_for_paper(result), sheet.setting()
    return {
        "source": "guide.typ",
        **setting,
        "says": {**setting["says"], **{key: _(words) for key, words in SAYS.items()}},
        "paper": sheet.PAPERS[paper],
        "day": [day.year, day.month, day.day],
        "title": _(
            "Fiduciary file: second-opinion program for {whose}", whose=sentences.whose(result)
        ),
        "headline": summary.headline,
        "verdict": summary.verdict,
        "context": summary.context,
        "about": _(ABOUT),
        "contents": [[name, _(what)] for name, what in CONTENTS if _is_there(name, names)],
        "exhibits": [
            {"slug": e.slug, "lead": e.lead, **sheet.exhibit_data(_shortened(e))} for e in exhibits
        ],
        "record": [list(pair) for pair in _pinned(record)],
        "reproduced": record["reproduced_note"],
        "commands": record["commands"],
        "footer": sheet.footer(result, day),
    }


def readme(result: Result, record: Record, names: list[str]) -> str:
    """Return the first file that people open: what is here, and the lines that check it."""
    listed = [f"- `{name}`: {_(what)}" for name, what in CONTENTS if _is_there(name, names)]
    pinned = [f"- {label}: {value}" for label, value in _pinned(record)]
    lines = [
        "# " + _("Fiduciary file"),
        sentences.headline(result) + " " + sentences.verdict(result),
        _(ABOUT),
        "## " + _("What is here"),
        "\n".join(listed),
        "## " + _("What pins the numbers"),
        "\n".join(pinned),
        "## " + _("The same numbers again"),
        record["reproduced_note"],
        _(
            "Copy the folders `calculation` and `evidence` into a checkout of the program that "
            "has its requirements. Then run these lines; they need no database and no network:"
        ),
        "\n".join(["```", *record["commands"], "```"]),
        _(
            "The second line prints the SHA-256 of the calculation’s JSON, as on page 2 of "
            "`{summary}`.",
            summary=places.SUMMARY,
        ),
    ]
    return "\n\n".join(lines) + "\n"


def _shortened(exhibit: Exhibit) -> Exhibit:
    """Return an exhibit with no more rows and items than a reader wants; the CSV has them all."""
    table = exhibit.table
    if table is None:
        return exhibit
    rows = tuple(
        replace(row, cells=tuple(replace(cell, text=_few(cell.text)) for cell in row.cells))
        for row in table.rows[:MOST]
    )
    more = len(table.rows) - len(rows)
    where = places.table(exhibit.slug)
    notes = exhibit.notes
    if more:
        notes = (_("{n} more rows stand in {where}.", n=more, where=where), *notes)
    elif rows != table.rows:
        notes = (_("Long lists stand whole in {where}.", where=where), *notes)
    return replace(exhibit, table=replace(table, rows=rows), notes=notes)


def _few(text: str) -> str:
    """Return the first items of a list in a cell, and how many more there are.

    >>> _few("a; b; c; d; e")
    'a; b; c; and 2 more'
    """
    items = text.split("; ")
    more = len(items) - NAMED
    return "; ".join([*items[:NAMED], _("and {n} more", n=more)]) if more > 1 else text


def _is_there(name: str, names: list[str]) -> bool:
    return any(one == name or one.startswith(name) for one in [*names, places.GUIDE, places.SUMS])


def _pinned(record: Record) -> list[tuple[str, str]]:
    made = ", ".join(f"{name} {version}" for name, version in record["file_made_with"].items())
    return [(_(label), str(record[key])) for key, label in ROWS.items()] + [
        (_("File made with"), made)
    ]
