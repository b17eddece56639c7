"""The sheet of parameters: evidence, lens, design and the reader's own, and what is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from calculator.engine.evidence import BANDS, Parameter, Range
from calculator.engine.inputs.overrides import bounds
from calculator.engine.parameters import ENTERED
from calculator.exhibits.links import evidence_path
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook.definitions import NOTHING, Definitions
from calculator.reports.workbook.facts import Facts, Grounds
from calculator.reports.workbook.formula import Formula, Term, every, pick, when
from calculator.reports.workbook.inputs import Inputs
from calculator.reports.workbook.page import Cell, Page, across

SAYS = noop(
    "Each number with its grade, range, sources and link. What holds, from weakest to "
    "strongest: base, design, lens, your own number (yellow), an entered fee or rate (Model 4)."
)
TOP = 3
HEADS = (
    noop("Parameter"),
    noop("What it is"),
    noop("Unit"),
    noop("Grade"),
    noop("In force"),
    noop("Yours"),
    noop("Your low"),
    noop("Your high"),
)
IN_FORCE, OWN, BASE, BAND = 4, 5, 8, 11
WIDTHS = (46, 48, 22, 7, 13, 13, 10, 10, 13, 13, 13, 9, 9, 9, 9)
FEE = "fee_per_opinion"


@dataclass(kw_only=True)
class Parameters:
    """Cells by parameter name; ``by_design`` holds those that differ from design to design."""

    own: dict[str, Cell] = field(default_factory=dict)
    bands: dict[str, Sequence[Cell]] = field(default_factory=dict)
    in_force: dict[str, Cell] = field(default_factory=dict)
    by_design: dict[str, dict[str, Cell]] = field(default_factory=dict)

    def of(self, name: str, design: str | None) -> Cell:
        """Return the cell in force, of the chosen design or of a given one."""
        if design is None or name not in self.by_design:
            return self.in_force[name]
        return self.by_design[name][design]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a row needs to know about the sheet it stands on."""

    page: Page
    facts: Facts
    inputs: Inputs
    lens_cols: Mapping[str, int]
    design_cols: Mapping[str, int]
    force_cols: Mapping[str, int]
    lens_heads: Mapping[str, Cell]
    number: Formula

    @property
    def last(self) -> int:
        """The first column of the sources."""
        return BAND + len(BANDS) + len(self.lens_cols) + 2 * len(self.design_cols)


def write_parameters(
    page: Page, facts: Facts, inputs: Inputs, definitions: Definitions, number: Formula
) -> Parameters:
    """Write the sheet; return its cells."""
    sheet = _layout(page, facts, inputs, definitions, number)
    found = Parameters()
    for row, parameter in enumerate(facts.evidence.parameters, start=TOP + 1):
        _write_words(sheet, row, parameter)
        _write_numbers(sheet, row, parameter, found)
        _write_in_force(sheet, row, parameter, found, definitions)
    last = TOP + len(facts.evidence.parameters)
    page.sheet.print_area(0, 0, last, BASE + 2)
    page.print_columns(BASE + 3, is_long=True)
    page.sheet.repeat_rows(TOP)
    page.sheet.autofilter(TOP, 0, last, sheet.last + 2)
    return found


def _layout(
    page: Page, facts: Facts, inputs: Inputs, definitions: Definitions, number: Formula
) -> Sheet:
    lenses = [lens.slug for lens in facts.evidence.lenses if lens.replacements]
    designs = list(facts.designs)
    start = BAND + len(BANDS)
    lens_cols = {slug: start + i for i, slug in enumerate(lenses)}
    start += len(lenses)
    design_cols = {slug: start + i for i, slug in enumerate(designs)}
    start += len(designs)
    force_cols = {slug: start + i for i, slug in enumerate(designs)}
    page.heading(
        _("Parameters"), _(SAYS), [*WIDTHS, *([13] * (len(lenses) + 2 * len(designs))), 34, 40, 90]
    )
    page.freeze(TOP + 1, 1)
    heads = [
        *map(_, HEADS),
        _("Base"),
        _("Low (95%)"),
        _("High (95%)"),
        *(_("Base, age {band}", band=band) for band in BANDS),
    ]
    heads += [_("Lens {slug}", slug=slug) for slug in lenses] + [
        _("Design {slug}", slug=slug) for slug in designs
    ]
    heads += [_("In force, {slug}", slug=slug) for slug in designs] + [
        _("Sources"),
        _("First source"),
        _("Why this value"),
    ]
    for col, title in enumerate(heads):
        page.text(TOP, col, title, "head")
    page.grow(TOP, 48)
    return Sheet(
        page=page,
        facts=facts,
        inputs=inputs,
        lens_cols=lens_cols,
        design_cols=design_cols,
        force_cols=force_cols,
        lens_heads={slug: definitions.lenses[slug] for slug in lenses},
        number=number,
    )


def kind_of(unit: str) -> str:
    """Return how numbers of a unit are shown.

    >>> kind_of("share of opinions"), kind_of("USD 2025"), kind_of("per year"), kind_of("work days")
    ('share', 'cents', 'share', 'plain')
    """
    if unit.startswith(("share", "per year")):
        return "share"
    return "cents" if unit.startswith("USD") else "plain"


def _write_words(sheet: Sheet, row: int, parameter: Parameter) -> None:
    page, name = sheet.page, parameter.name
    grounds = sheet.facts.grounds.get(name, Grounds())
    site = sheet.facts.site
    if site:
        page.link(row, 0, f"{site}{evidence_path(name)}", name)
    else:
        page.text(row, 0, name)
    page.text(row, 1, named(parameter.label), "label")
    page.text(row, 2, named(parameter.unit), "label")
    page.text(row, 3, parameter.grade)
    page.text(row, sheet.last, grounds.sources)
    page.link(row, sheet.last + 1, grounds.url, grounds.url)
    page.text(row, sheet.last + 2, grounds.rationale)


def _write_numbers(sheet: Sheet, row: int, parameter: Parameter, found: Parameters) -> None:
    page, name, kind = sheet.page, parameter.name, kind_of(parameter.unit)
    low, high = bounds(parameter.key, parameter.unit)
    own = sheet.facts.inputs.overrides.get(name)
    value = own.base if isinstance(own, Range) else own
    rule = {"validate": "decimal", "criteria": "between", "minimum": low, "maximum": high}
    found.own[name] = page.entry(row, OWN, value, kind, allowed=rule)
    if isinstance(own, Range):
        page.fixed(row, OWN + 1, own.low, kind)
        page.fixed(row, OWN + 2, own.high, kind)
    for col, figure in enumerate((parameter.base, parameter.low, parameter.high), start=BASE):
        page.number(row, col, figure, kind)
    if parameter.by_age_band is not None:
        found.bands[name] = [
            page.number(row, BAND + i, parameter.by_age_band[band], kind)
            for i, band in enumerate(BANDS)
        ]


def _write_in_force(
    sheet: Sheet, row: int, parameter: Parameter, found: Parameters, definitions: Definitions
) -> None:
    """Write the number in force, once for each design where designs differ (Model 4)."""
    page, name, kind = sheet.page, parameter.name, kind_of(parameter.unit)
    base = page.number(row, BASE, parameter.base, kind)
    lenses: dict[str, Cell] = {}
    for slug, col in sheet.lens_cols.items():
        replacement = sheet.facts.evidence.lens[slug].replacements.get(name)
        if replacement is not None:
            lenses[slug] = page.number(row, col, replacement.base, kind)
    weakest = _design_values(sheet, row, parameter, base)

    def believed(start: Term, fee: Term | None = None) -> Term:
        value = start
        for slug, cell in lenses.items():
            value = when(sheet.inputs.entered["lens"].is_(sheet.lens_heads[slug]), cell, value)
        value = value if fee is None else fee
        own = found.own[name]
        return _entered(sheet, name, when(own.is_not(""), own, value))

    if not weakest:
        found.in_force[name] = page.formula(
            row, IN_FORCE, believed(base), kind, "result", name=name
        )
        return
    found.by_design[name] = {
        slug: page.formula(
            row,
            sheet.force_cols[slug],
            believed(weakest.get(slug, base), _own_fee(definitions, name, slug)),
            kind,
        )
        for slug in sheet.design_cols
    }
    each = across(list(found.by_design[name].values()))
    found.in_force[name] = page.formula(
        row, IN_FORCE, pick(each, sheet.number), kind, "result", name=name
    )


def _design_values(sheet: Sheet, row: int, parameter: Parameter, base: Cell) -> dict[str, Cell]:
    """Write what designs put in the place of a base; empty where all designs are alike."""
    found: dict[str, Cell] = {}
    for design in sheet.facts.evidence.designs:
        value = design.overrides.get(parameter.name)
        if value is not None:
            col = sheet.design_cols[design.slug]
            kind = kind_of(parameter.unit)
            found[design.slug] = sheet.page.number(row, col, value.base, kind)
        elif parameter.name == FEE and design.fee_per_opinion is not None:
            found[design.slug] = base
    return found


def _own_fee(definitions: Definitions, name: str, design: str) -> Cell | None:
    """Return the fee that a design sets: stronger than any evidence, the lens included."""
    fee = definitions.by_design[design].fee
    return fee if name == FEE and fee.value != NOTHING else None


def _entered(sheet: Sheet, name: str, value: Term) -> Term:
    """Let an entered field beat everything; a payer cannot enter a fee per employee."""
    if name not in ENTERED:
        return value
    entered = sheet.inputs.entered[name]
    given = entered.is_not("")
    if name == "fee_per_employee_month":
        given = every(sheet.inputs.entered["audience"].is_("employer"), given)
    return when(given, entered, value)
