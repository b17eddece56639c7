"""The sheet of yellow cells: who is covered, the program, the contract (Model 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from calculator.engine.evidence import BANDS
from calculator.engine.inputs.fields import FIELD, MAX_PAYER_MEMBERS, Field
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook.definitions import Definitions
from calculator.reports.workbook.facts import Facts
from calculator.reports.workbook.formula import Formula, every, total, when
from calculator.reports.workbook.page import Cell, Page, across, down
from calculator.reports.workbook.problems import Asked, write_problems

YES, NO = noop("yes"), noop("no")
SAYS = noop(
    "Change a yellow cell and everything follows, but for the sheet “From the calculation”. An "
    "empty yellow cell means: as the design or the evidence has it. All other cells are "
    "protected, without a password."
)
CHOICES = (
    (
        "audience",
        noop("employer pays for its own people; payer is an insurer with lines of business"),
    ),
    ("members", noop("employer only: everyone covered; leave employees empty")),
    ("employees", noop("employer only: leave members empty")),
    ("design", noop("see the sheet “Program designs”")),
    ("lens", noop("which evidence is believed")),
    ("horizon_years", noop("1 to 10")),
    ("discount_rate", noop("empty: from the evidence")),
    ("fee_per_employee_month", noop("empty: from the evidence, where the design is paid so")),
    ("fee_per_member_month", noop("empty: 0; a payer: from the evidence")),
    ("fee_per_opinion", noop("empty: from the design or the evidence, where it is paid so")),
    ("incentive_per_opinion", noop("empty: 0")),
    ("annual_administration_cost", noop("empty: from the evidence")),
    ("implementation_fee", noop("empty: 0; paid once, at the start")),
    ("funding", noop("fully insured: nothing returns unless you state the share below")),
    ("savings_retained", noop("share of the plan’s savings that comes back to you; empty: all")),
    ("include_productivity", noop("employer only; work days not lost, as a line of its own")),
)
NUMBERS = {"whole": "whole", "money": "cents", "share": "share"}


@dataclass(kw_only=True)
class Inputs:
    """The yellow cells and what follows from them at once."""

    entered: dict[str, Cell]
    line_members: dict[str, Cell] = field(default_factory=dict)
    age_mix: dict[str, dict[str, Cell]] = field(default_factory=dict)
    included: dict[str, Cell] = field(default_factory=dict)
    ramp: dict[int, Cell] = field(default_factory=dict)
    live: dict[int, Cell] = field(default_factory=dict)
    problems: Formula

    @property
    def is_payer(self) -> Formula:
        """Whether a payer asks."""
        return self.entered["audience"].is_("payer")

    @property
    def retained(self) -> Formula:
        """The share of the plan's savings that the payer of the program keeps (Eq. 13)."""
        given = self.entered["savings_retained"]
        return when(given.is_(""), 1, given)

    @property
    def counts_productivity(self) -> Formula:
        """Whether work days count (Eq. 14)."""
        asked = self.entered["include_productivity"].is_(_(YES))
        return every(asked, self.entered["audience"].is_("employer"))

    @property
    def years(self) -> Cell:
        """The years of the contract."""
        return self.entered["horizon_years"]


def write_inputs(page: Page, facts: Facts, definitions: Definitions) -> Inputs:
    """Write the sheet; return its cells."""
    page.heading(_("Inputs"), _(SAYS), [44, 24, 16, 16, 16, 16, 16])
    page.sheet.set_portrait()
    page.freeze(3, 0)
    page.text(2, 0, _("Input"), "head")
    page.text(2, 1, _("Yours"), "head")
    page.text(2, 2, _("What it means"), "head")
    entered = {}
    for row, (name, says) in enumerate(CHOICES, start=3):
        entered[name] = _entry(page, row, name, facts, definitions)
        page.text(row, 2, _(says), "remark")
    found = Inputs(entered=entered, problems=entered["audience"])
    row = _write_people(page, 3 + len(CHOICES) + 1, facts, found)
    row = _write_years(page, row + 1, facts, found)
    row = _write_areas(page, row + 1, facts, found)
    found.problems = write_problems(
        page,
        row + 1,
        Asked(
            entered=found.entered,
            lines=down(list(found.line_members.values())),
            mixes=[across(list(mix.values())) for mix in found.age_mix.values()],
            included=down(list(found.included.values())),
        ),
    )
    return found


def _entry(page: Page, row: int, name: str, facts: Facts, definitions: Definitions) -> Cell:
    declared, value = FIELD[name], getattr(facts.inputs, name)
    if name == "include_productivity":
        value = _(YES) if value else _(NO)
    if name == "savings_retained" and facts.inputs.funding == "self_funded" and value == 1:
        value = None
    page.text(row, 0, _(declared.label))
    kind = NUMBERS.get(declared.kind, "text")
    allowed = _allowed(declared, definitions)
    return page.entry(row, 1, value, kind, name=f"input.{name}", allowed=allowed)


def _allowed(declared: Field, definitions: Definitions) -> Mapping[str, object]:
    """Return Excel's rule for a field: a list of words, or bounds."""
    lists = {"design": definitions.slugs, "lens": definitions.lens_slugs}
    if declared.name in lists:
        return _one_of(f"={lists[declared.name].fixed}")
    choices = [_(YES), _(NO)] if declared.kind == "yes_no" else list(declared.choices)
    if choices:
        return _one_of(choices)
    kind = "integer" if declared.kind == "whole" else "decimal"
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": declared.low,
        "maximum": declared.high,
        "error_title": _("Not in range"),
        "error_message": _(
            "Enter {low} to {high}, or leave it empty.",
            low=format(declared.low, ",g"),
            high=format(declared.high, ",g"),
        ),
    }


def _one_of(choices: list[str] | str) -> dict[str, object]:
    return {
        "validate": "list",
        "source": choices,
        "error_title": _("Not on the list"),
        "error_message": _("Choose a word from the list."),
    }


def _bounds(low: float, high: float, kind: str = "decimal") -> dict[str, object]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _write_people(page: Page, top: int, facts: Facts, found: Inputs) -> int:
    """Write members by line and the age mix of each line (Eq. 1)."""
    page.grow(top, 32)
    titles = [
        _("Line of business"),
        _("Members (a payer)"),
        *(_("Age {band}", band=band) for band in BANDS),
        _("Sum"),
    ]
    for col, title in enumerate(titles):
        page.text(top, col, title, "head")
    for row, line in enumerate(facts.evidence.lines, start=top + 1):
        page.text(row, 0, named(line.name))
        found.line_members[line.slug] = page.entry(
            row,
            1,
            facts.inputs.members_by_line.get(line.slug),
            "whole",
            name=f"input.members_{line.slug}",
            allowed=_bounds(0, MAX_PAYER_MEMBERS, "integer"),
        )
        mix = facts.inputs.age_mix.get(line.slug) or line.age_mix
        found.age_mix[line.slug] = {
            band: page.entry(row, col, mix[band], "share", allowed=_bounds(0, 1))
            for col, band in enumerate(BANDS, start=2)
        }
        shares = across(list(found.age_mix[line.slug].values()))
        page.formula(row, 2 + len(BANDS), total(shares), "share")
    return top + 1 + len(facts.evidence.lines)


def _write_years(page: Page, top: int, facts: Facts, found: Inputs) -> int:
    """Write the ramp; years beyond the contract count for nothing."""
    for col, title in enumerate(
        [_("Contract year"), _("Use, relative to full use"), _("In the contract")]
    ):
        page.text(top, col, title, "head")
    page.grow(top, 32)
    given = facts.inputs.uptake_ramp
    for year in facts.years:
        row = top + year
        page.text(row, 0, _("Year {year}", year=year))
        value = given[year - 1] if year <= len(given) else 1.0
        found.ramp[year] = page.entry(row, 1, value, "ratio", allowed=_bounds(0, 2))
        within = when(found.years.at_least(year), 1, 0)
        found.live[year] = page.formula(row, 2, within, "month")
    return top + 1 + len(facts.years)


def _write_areas(page: Page, top: int, facts: Facts, found: Inputs) -> int:
    for col, title in enumerate([_("Clinical area"), _("Covered"), _("Caution")]):
        page.text(top, col, title, "head")
    for row, area in enumerate(facts.evidence.areas, start=top + 1):
        page.text(row, 0, named(area.name))
        chosen = _(YES) if area.slug in facts.inputs.areas else _(NO)
        found.included[area.slug] = page.entry(
            row, 1, chosen, "text", allowed=_one_of([_(YES), _(NO)])
        )
        page.text(row, 2, _(area.caution), "remark")
    return top + 1 + len(facts.evidence.areas)
