"""What the workbook holds: sheets, yellow cells, values beside formulas, no run text."""

import io
import re
import zipfile
from dataclasses import replace

import pytest

from calculator.engine.evidence import Evidence
from calculator.engine.inputs import scenario
from calculator.engine.run import run
from calculator.reports.workbook import book
from calculator.reports.workbook.facts import Facts, Grounds, Work
from calculator.reports.workbook.styles import YELLOW
from tests.reports.workbook.books import ADDRESS, EVIDENCE, FEWEST_DRAWS, facts_of, opened, places

HOSTILE = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://evil.example")', "\t=1+1")
NEWER = re.compile(
    r"\b(XLOOKUP|XMATCH|FILTER|SORT|UNIQUE|LET|LAMBDA|IFS|SWITCH|TEXTJOIN|CONCAT|MAXIFS|MINIFS)\("
)


@pytest.fixture(scope="module")
def content() -> bytes:
    return book.bytes_of(facts_of(members=10_000))


def formulas(found) -> dict[tuple[str, str], str]:
    """Every formula of a workbook by sheet and cell."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in found
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def hostile_evidence(text: str) -> Evidence:
    """The shipped release with a text in the place of every text that an editor may write."""
    return replace(
        EVIDENCE,
        areas=tuple(replace(a, name=text, segment=text, caution=text) for a in EVIDENCE.areas),
        lines=tuple(replace(line, name=text) for line in EVIDENCE.lines),
        designs=tuple(replace(d, name=text, description=text) for d in EVIDENCE.designs),
        lenses=tuple(replace(lens, name=text, description=text) for lens in EVIDENCE.lenses),
        parameters=tuple(replace(p, label=text, unit=p.unit) for p in EVIDENCE.parameters),
    )


def test_it_has_a_sheet_for_each_step_and_design(content):
    titles = opened(content).sheetnames

    assert titles[:6] == [
        "Answer",
        "Inputs",
        "Parameters",
        "Results",
        "Yearly budget",
        "Designs",
    ]
    assert [t for t in titles if t[0].isdigit()] == [
        "1 Decisions",
        "2 Opinions",
        "3 Surgical",
        "4 Diagnostic",
        "5 Added care",
        "6 Payers",
        "7 Productivity",
        "8 Program cost",
        "9 Present value",
        "10 Break-even",
    ]
    assert [t for t in titles if re.fullmatch(r"Design \d", t)] == [
        f"Design {i}" for i in range(1, 6)
    ]


def test_every_formula_carries_its_value(content):
    values = opened(content, values=True)

    empty = {
        (sheet, at) for (sheet, at) in formulas(opened(content)) if values[sheet][at].value is None
    }

    # the empty text is a value too: a month not reached, a corner or a root that there is not
    assert {sheet for sheet, _ in empty} <= {"9 Present value", "10 Break-even"}


def test_the_values_carried_are_those_of_the_calculation(content):
    named, values = places(content), opened(content, values=True)
    result = facts_of(members=10_000).result

    sheet, at = named["result.net"]
    best = values["Answer"]["A6"].value

    assert values[sheet][at].value == pytest.approx(result["totals"]["net"], abs=0.005)
    assert "Mandatory review of lumbar fusion" in best
    assert "costs the plan of 10,000 members about $97,000 a year" in values["Answer"]["A5"].value


def test_results_are_formulas_and_not_values(content):
    found = opened(content)
    for name, (sheet, at) in places(content).items():
        if name.startswith(("result.", "annual.", "chain.", "fees.", "break_even.")):
            assert str(found[sheet][at].value).startswith("="), name


def test_no_formula_needs_a_newer_excel_than_2010(content):
    newer = [f for f in formulas(opened(content)).values() if NEWER.search(f) or "_xlfn" in f]

    assert newer == []


def test_inputs_are_yellow_and_open_and_formulas_are_protected(content):
    found = opened(content)
    named = places(content)

    for name, (sheet, at) in named.items():
        cell = found[sheet][at]
        is_input = name.startswith("input.") and name != "input.problems"
        assert cell.protection.locked is not is_input, name
        assert (cell.fill.fgColor.rgb == f"FF{YELLOW[1:]}") is is_input, name
    assert all(sheet.protection.sheet for sheet in found)


def test_parameters_state_grade_range_sources_and_link():
    facts = replace(
        facts_of(members=10_000),
        grounds={
            "engagement": Grounds(
                rationale="Because.", sources="smith_2020", url="https://doi.org/10.1/x"
            )
        },
        works=(Work(slug="smith_2020", citation="Smith (2020) Title", url="ftp://no.example/"),),
    )

    found = opened(book.bytes_of(facts))
    sheet = found["Parameters"]
    row = next(r for r in sheet.iter_rows(min_row=5) if r[0].value == "engagement")

    words = [cell.value for cell in row]
    assert words[3] == EVIDENCE.parameter["engagement"].grade
    assert words[8:11] == [EVIDENCE.parameter["engagement"].base, *words[9:11]]
    assert {"smith_2020", "Because.", "https://doi.org/10.1/x"} <= set(words)
    assert row[0].hyperlink.target == "https://savings.example.org/evidence/parameters/engagement/"
    assert found["Sources"]["C5"].value == "ftp://no.example/"
    assert found["Sources"]["C5"].hyperlink is None


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_of_others_becomes_a_formula(text, content):
    evidence = hostile_evidence(text)
    inputs = scenario.read({"members": 10_000, "draws": FEWEST_DRAWS}, evidence)
    grounds = Grounds(rationale=text, sources=text, url=text)
    facts = Facts(
        inputs=inputs,
        evidence=evidence,
        result=run(inputs, evidence),
        day=facts_of(members=10_000).day,
        address=ADDRESS,
        name=text,
        grounds=dict.fromkeys(evidence.parameter, grounds),
        works=(Work(slug=text, citation=text, url=text),),
    )

    hostile = book.bytes_of(facts)

    plain = formulas(opened(content))
    assert set(formulas(opened(hostile))) == set(plain)
    assert all(text not in f.replace('="', "") for f in formulas(opened(hostile)).values())
    with zipfile.ZipFile(io.BytesIO(hostile)) as parts:
        links = b"".join(parts.read(n) for n in parts.namelist() if n.endswith(".rels"))
    assert b"evil.example" not in links


def test_a_range_of_the_readers_own_shows_its_ends_as_fixed():
    own = {"engagement": {"base": 1.2, "low": 0.9, "high": 1.5}}

    found = opened(book.bytes_of(facts_of(members=10_000, overrides=own)))

    row = next(r for r in found["Parameters"].iter_rows(min_row=5) if r[0].value == "engagement")
    assert [cell.value for cell in row[5:8]] == [1.2, 0.9, 1.5]


def test_a_calculation_of_an_older_model_says_so():
    facts = facts_of(members=10_000)
    old = replace(facts, result={**facts.result, "model_version": "0.9.0"})

    words = [row[0].value for row in opened(book.bytes_of(old))["Answer"].iter_rows()]

    assert any("newer than the saved calculation" in str(said) for said in words)


def test_a_calculation_without_an_address_has_no_links_to_the_site():
    facts = replace(facts_of(members=10_000), address="")

    found = opened(book.bytes_of(facts))

    assert found["Parameters"]["A5"].hyperlink is None
