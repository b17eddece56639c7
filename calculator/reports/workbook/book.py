"""The workbook of a saved calculation: which sheets it has, and in which order they are made."""

import io
from dataclasses import replace
from datetime import datetime, time

import xlsxwriter

from calculator.engine.inputs import scenario as entered
from calculator.evidence import catalog
from calculator.language import current
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.reports.workbook import (
    answer,
    breakdown,
    definitions,
    design,
    designs,
    fixed,
    inputs,
    parameters,
    results,
    sources,
    years,
)
from calculator.reports.workbook.facts import Facts
from calculator.reports.workbook.gather import grounds_of, works_of
from calculator.reports.workbook.page import Cell, Page, across
from calculator.reports.workbook.setting import Setting
from calculator.reports.workbook.steps import (
    added_care,
    break_even,
    decisions,
    diagnostic,
    payers,
    present_value,
    productivity,
    program_cost,
    surgical,
    uptake,
)
from calculator.reports.workbook.steps.chain import Chain
from calculator.reports.workbook.styles import Styles
from calculator.scenarios.models import Scenario

INPUTS, PARAMETERS, DEFINITIONS = noop("Inputs"), noop("Parameters"), noop("Program designs")
STEPS = (
    decisions,
    uptake,
    surgical,
    diagnostic,
    added_care,
    payers,
    productivity,
    program_cost,
    present_value,
    break_even,
)
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
YELLOW_TAB, STEP_TAB = "#F2C200", "#0B5C6B"


def workbook_of(scenario: Scenario, *, address: str) -> bytes:
    """Return the workbook of a saved calculation; ``address`` reopens it."""
    evidence = catalog.evidence_of(scenario.release)
    return bytes_of(
        Facts(
            inputs=entered.read(scenario.inputs, evidence),
            evidence=evidence,
            result=scenario.result,
            day=scenario.created_at.date(),
            address=address,
            name=scenario.name,
            grounds=grounds_of(scenario.release),
            works=works_of(scenario.release),
        )
    )


def bytes_of(facts: Facts) -> bytes:
    """Return the workbook of a calculation."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties(
        {
            "title": _("Medical second opinion: a calculation with live formulas"),
            "comments": facts.address,
            "created": datetime.combine(facts.day, time(12)),  # else the clock's: other bytes
        }
    )
    book.set_custom_property("Language", current())
    book.set_calc_mode("auto")
    pages = _pages(book, facts)
    _write(pages, facts)
    pages[answer.TITLE].sheet.activate()
    book.close()
    return out.getvalue()


def _pages(book: xlsxwriter.Workbook, facts: Facts) -> dict[str, Page]:
    """Make the empty sheets in the order in which they are read."""
    styles = Styles(book.add_format)
    titles = [answer.TITLE, INPUTS, PARAMETERS, results.TITLE, years.TITLE, designs.TITLE]
    titles += [breakdown.TITLE, DEFINITIONS, *(step.TITLE for step in STEPS)]
    titles += [design.title_of(i) for i, _slug in enumerate(facts.designs, start=1)]
    titles += [fixed.TITLE, sources.TITLE]
    pages = {title: Page(book, styles, _(title)) for title in titles}
    for title in (INPUTS, PARAMETERS):
        pages[title].sheet.set_tab_color(YELLOW_TAB)
    for step in STEPS:
        pages[step.TITLE].sheet.set_tab_color(STEP_TAB)
    return pages


def _write(pages: dict[str, Page], facts: Facts) -> None:
    """Write the sheets in the order in which their formulas read each other."""
    defined = definitions.write_definitions(pages[DEFINITIONS], facts)
    asked = inputs.write_inputs(pages[INPUTS], facts, defined)
    number, terms = definitions.write_chosen(
        pages[DEFINITIONS], facts, defined, asked.entered["design"]
    )
    chosen = Setting(
        facts=facts,
        inputs=asked,
        terms=terms,
        parameters=parameters.write_parameters(pages[PARAMETERS], facts, asked, defined, number),
        design_names=across([t.name for t in defined.by_design.values()]),
    )
    chain = _steps(pages, chosen)
    even = break_even.write(pages[break_even.TITLE], chosen, chain)
    found = results.write(pages[results.TITLE], chosen, chain, even)
    breakdown.write(pages[breakdown.TITLE], chosen, chain)
    years.write(pages[years.TITLE], chosen, chain)
    totals = _designs(pages, chosen, defined)
    best = designs.write(pages[designs.TITLE], chosen, totals, found, number)
    fixed.write(pages[fixed.TITLE], facts)
    sources.write(pages[sources.TITLE], facts)
    answer.write(
        pages[answer.TITLE],
        chosen,
        found,
        best=best,
        members=chain.decisions.all_members,
        contents=_contents(facts),
    )


def _contents(facts: Facts) -> dict[str, str]:
    """Return what each sheet but the first holds, by its title, in their order."""
    says = {INPUTS: inputs.SAYS, PARAMETERS: parameters.SAYS}
    says |= {part.TITLE: part.SAYS for part in (results, years, designs, breakdown)}
    says |= {DEFINITIONS: definitions.SAYS} | {step.TITLE: step.SAYS for step in STEPS}
    found = {_(title): _(said) for title, said in says.items()}
    found |= {design.title_of(i): n for i, n in enumerate(facts.designs.values(), start=1)}
    return found | {_(part.TITLE): _(part.SAYS) for part in (fixed, sources)}


def _designs(
    pages: dict[str, Page], chosen: Setting, defined: definitions.Definitions
) -> dict[str, dict[str, Cell]]:
    found = {}
    for number, (slug, terms) in enumerate(defined.by_design.items(), start=1):
        setting = replace(chosen, terms=terms, design=slug)
        found[slug] = design.write(pages[design.title_of(number)], setting, number)
    return found


def _steps(pages: dict[str, Page], s: Setting) -> Chain:
    decided = decisions.write(pages[decisions.TITLE], s)
    used = uptake.write(pages[uptake.TITLE], s, decided)
    avoided = surgical.write(pages[surgical.TITLE], s, decided, used)
    changed = diagnostic.write(pages[diagnostic.TITLE], s, used)
    before = payers.Before(
        decisions=decided,
        uptake=used,
        surgical=avoided,
        diagnostic=changed,
        added_care=added_care.write(pages[added_care.TITLE], s),
    )
    paid = payers.write(pages[payers.TITLE], s, before)
    work = productivity.write(pages[productivity.TITLE], s, decided, used, avoided)
    cost = program_cost.write(pages[program_cost.TITLE], s, decided, used)
    return Chain(
        decisions=decided,
        uptake=used,
        surgical=avoided,
        diagnostic=changed,
        payers=paid,
        productivity=work,
        cost=cost,
        present=present_value.write(pages[present_value.TITLE], s, paid, work, cost),
    )
