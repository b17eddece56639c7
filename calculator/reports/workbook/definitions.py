"""The sheet of program designs and lenses, as the release defines them (Model 2 and 5)."""

from dataclasses import dataclass

from calculator.engine.evidence import Design
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook.facts import Facts
from calculator.reports.workbook.formula import Cells, Formula, pick, place
from calculator.reports.workbook.page import LINE, Cell, Page, across, down

SAYS = noop(
    "How each design brings members to an opinion, and how it is paid; the column “Chosen” is "
    "the one that the yellow cell “Program design” names."
)
TOP, FIRST = 3, 2
REFERENCE, OWN, NOTHING = noop("reference"), noop("own"), "—"
LABELS = (
    noop("Slug"),
    noop("Name"),
    noop("Fee basis"),
    noop("Use of opinions: reference (the evidence’s) or own (the table below)"),
    noop("Use, times the reference"),
    noop("Engagement applies (1), or compliance (0)"),
    noop("Operations not confirmed, times the reference"),
    noop("Fee per opinion that the design sets"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One design's definition, cell by cell."""

    name: Cell
    basis: Cell
    uptake_kind: Cell
    multiplier: Cell
    engagement: Cell
    not_confirmed: Cell
    fee: Cell
    uptake: dict[str, Cell]


@dataclass(kw_only=True)
class Definitions:
    """All designs in the release's order, and the lenses."""

    slugs: Cells
    lenses: dict[str, Cell]
    by_design: dict[str, Terms]

    @property
    def lens_slugs(self) -> Cells:
        """The column of lenses."""
        return down(list(self.lenses.values()))

    def number(self, chosen: Cell) -> Formula:
        """Return the chosen design's place."""
        return place(chosen, self.slugs)


def write_definitions(page: Page, facts: Facts) -> Definitions:
    """Write the sheet but for the column of the chosen design."""
    designs = facts.evidence.designs
    page.heading(_("Program designs"), _(SAYS), [46, 18, *([20] * len(designs))])
    page.freeze(TOP, 2)
    page.text(TOP - 1, 0, _("Definition"), "head")
    page.text(TOP - 1, 1, _("Chosen"), "head")
    for row, label in enumerate(LABELS, start=TOP):
        page.text(row, 0, _(label))
    for row, name in enumerate(facts.areas.values(), start=_uptake_row()):
        page.text(row, 0, _("Own use: {name}", name=name))
    slugs, found = [], {}
    for col, design in enumerate(designs, start=FIRST):
        page.text(TOP - 1, col, _("Design {n}", n=col - FIRST + 1), "head")
        slugs.append(page.text(TOP, col, design.slug))
        found[design.slug] = _write_design(page, col, design, facts)
    return Definitions(slugs=across(slugs), lenses=_write_lenses(page, facts), by_design=found)


def write_chosen(
    page: Page, facts: Facts, definitions: Definitions, chosen: Cell
) -> tuple[Cell, Terms]:
    """Write the column of the chosen design; return its place and its cells."""
    number = page.formula(TOP, 1, definitions.number(chosen), "month", name="design.number")
    every = list(definitions.by_design.values())

    def of(row: int, cells: list[Cell], kind: str, name: str = "") -> Cell:
        return page.formula(row, 1, pick(across(cells), number), kind, "result", name=name)

    names = ("fee_basis", "uptake", "uptake_multiplier", "engagement_applies")
    row = TOP + 1
    terms = Terms(
        name=of(row, [t.name for t in every], "text", "design.name"),
        basis=of(row + 1, [t.basis for t in every], "text", f"design.{names[0]}"),
        uptake_kind=of(row + 2, [t.uptake_kind for t in every], "text", f"design.{names[1]}"),
        multiplier=of(row + 3, [t.multiplier for t in every], "ratio", f"design.{names[2]}"),
        engagement=of(row + 4, [t.engagement for t in every], "month", f"design.{names[3]}"),
        not_confirmed=of(
            row + 5, [t.not_confirmed for t in every], "ratio", "design.not_confirmed_multiplier"
        ),
        fee=of(row + 6, [t.fee for t in every], "cents"),
        uptake={
            slug: of(_uptake_row() + i, [t.uptake[slug] for t in every], "share")
            for i, slug in enumerate(facts.areas)
        },
    )
    return number, terms


def _uptake_row() -> int:
    return TOP + len(LABELS)


def _write_design(page: Page, col: int, design: Design, facts: Facts) -> Terms:
    own = design.uptake
    fee = design.fee_per_opinion
    row = TOP + 1
    return Terms(
        name=page.text(row, col, named(design.name), "wrapped"),
        basis=page.text(row + 1, col, design.fee_basis),
        uptake_kind=page.text(row + 2, col, _(REFERENCE) if own is None else _(OWN)),
        multiplier=page.number(row + 3, col, design.uptake_multiplier, "ratio"),
        engagement=page.number(row + 4, col, float(design.engagement_applies), "month"),
        not_confirmed=page.number(row + 5, col, design.not_confirmed_multiplier, "ratio"),
        fee=page.number(row + 6, col, fee, "cents")
        if fee is not None
        else page.text(row + 6, col, NOTHING, kind="cents"),
        uptake={
            slug: page.number(_uptake_row() + i, col, (own or {}).get(slug, 0.0), "share")
            for i, slug in enumerate(facts.areas)
        },
    )


def _write_lenses(page: Page, facts: Facts) -> dict[str, Cell]:
    top = _uptake_row() + len(facts.areas) + 1
    for col, title in enumerate((_("Lens"), _("Slug"), _("What it believes"))):
        page.text(top, col, title, "head")
    last = FIRST + len(facts.designs) - 1
    found = {}
    for row, lens in enumerate(facts.evidence.lenses, start=top + 1):
        page.text(row, 0, named(lens.name))
        found[lens.slug] = page.text(row, 1, lens.slug)
        page.merged(row, last, _(lens.description), "note", height=LINE, first=FIRST)
    return found
