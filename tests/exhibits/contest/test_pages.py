"""Whatever is compared, the page can be read: texts, tables and drawings."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from calculator.exhibits.contest import figures, inputs
from calculator.exhibits.palette import PRINT
from tests.engine.build import EVIDENCE, PAYER, a_case
from tests.exhibits.cases import SCENARIOS
from tests.exhibits.contest.made import contest_of, everything, sides, with_figures
from tests.exhibits.tables import column, row_named
from tests.exhibits.test_every_scenario import BROKEN
from tests.exhibits.words import drawings, texts

PAIRS = tuple(pairwise(SCENARIOS))


@pytest.mark.parametrize("names", PAIRS, ids=" and ".join)
def test_any_two_can_be_read(names):
    shown = everything(sides(*(SCENARIOS[name] for name in names)))

    assert [text for text in texts(shown) if BROKEN.search(text)] == []
    exhibits = shown[4:]
    for exhibit in exhibits:
        assert exhibit.title
        assert exhibit.label
        for row in exhibit.table.rows if exhibit.table else ():
            assert len(row.cells) == len(exhibit.table.columns)
            assert row.cells[0].is_header
    for svg in drawings(exhibits):
        assert ElementTree.fromstring(svg.markup()).attrib["role"] == "img"
        assert {mark.classes for mark in svg.marks} <= set(PRINT)
        for mark in svg.marks:
            at = dict(mark.geometry)
            assert all(0 <= float(at.get(key, 0)) <= svg.width for key in ("x", "x1", "x2", "cx"))
            assert all(0 <= float(at.get(key, 0)) <= svg.height for key in ("y", "y1", "y2", "cy"))


def test_four_stand_side_by_side():
    chosen = sides({}, {"design": "passive"}, {"design": "targeted"}, {"fee_per_member_month": 1})
    made = contest_of(chosen)

    table = figures.side_by_side(made, chosen)

    assert [c.title for c in table.table.columns] == ["Figure", "A", "B", "C", "D"]
    assert row_named(table, "Calculation").cells[3].href == "/c/C/"
    assert "Work days not lost" not in column(table, "figure")
    nets = [figures.table_money(one.annual["net"]) for one in made.contenders]
    assert [cell.text for cell in row_named(table, "Net").cells[1:]] == nets
    assert column(figures.difference(made, chosen), "pair") == ["B less A", "C less A", "D less A"]
    assert column(figures.best(made, chosen), "which") == [*"ABCD", "Doing nothing"]


def test_work_days_have_a_line_where_they_count():
    chosen = sides({"include_productivity": True}, {})

    assert "Work days not lost" in column(
        figures.side_by_side(contest_of(chosen), chosen), "figure"
    )


@pytest.mark.parametrize(
    ("nets", "title"),
    [
        ([-5, -6, -7], "Not one of them gains in the base case"),
        ([5, 6, 7], "All of them gain in the base case"),
        ([-5, 6, -7], "Only B gains"),
        ([5, -6, 7], "A and C gain"),
    ],
)
def test_side_by_side_says_who_gains(nets, title):
    chosen = sides({}, {}, {})

    assert figures.side_by_side(with_figures(contest_of(chosen), nets), chosen).title == title


@pytest.mark.parametrize(
    ("nets", "title"),
    [
        ([5, 6, 7], "B and C leave more than A in the base case"),
        ([5, 2, 7], "C leaves more than A in the base case"),
        ([5, 2, 1], "No other leaves more than A in the base case"),
    ],
)
def test_several_are_held_against_the_first(nets, title):
    chosen = sides({}, {}, {})

    assert figures.difference(with_figures(contest_of(chosen), nets), chosen).title == title


def test_a_difference_is_sure_in_doubt_or_none():
    dear = {"employees": 900, "fee_per_employee_month": 2.5}
    cheap = dear | {"fee_per_employee_month": 1}
    titles = [
        figures.difference(contest_of(chosen), chosen).title
        for chosen in (
            sides(dear, cheap),
            sides(cheap, dear),
            sides(dear, dear),
            sides({}, {"fee_per_employee_month": 1.5}),
        )
    ]

    assert titles[:3] == [
        "B leaves more than A: more than 99 chances in 100",
        "A leaves more than B: more than 99 chances in 100",
        "There is no difference in any draw",
    ]
    assert titles[3].startswith("Which of the two leaves more is in doubt: about ")


@pytest.mark.parametrize(
    ("best", "nothing", "title"),
    [
        ([0.1, 0.2], 0.7, "Doing nothing is the likeliest best: about 70 chances in 100"),
        ([0.4, 0.4], 0.2, "A and B are equally likely to be the best"),
        (
            [0.2, 0.6],
            0.2,
            "B is the likeliest best, doing nothing included: about 60 chances in 100",
        ),
    ],
)
def test_the_likeliest_best_may_be_nothing(best, nothing, title):
    chosen = sides({}, {})
    made = with_figures(contest_of(chosen), [1.0, 2.0], nothing=nothing, best=best)

    assert figures.best(made, chosen).title == title


def test_what_differs_is_said_as_entered():
    own = {"engagement": {"base": 2.0, "low": 1.0, "high": 3.0}, "surgery_cost.cabg": 50_000}
    chosen = sides(
        {},
        {
            "employees": 500,
            "design": "targeted",
            "areas": ["cabg", "cancer"],
            "horizon_years": 2,
            "uptake_ramp": [0.5, 1],
            "discount_rate": 0.05,
            "include_productivity": True,
            "overrides": own,
        },
    )

    said = {row.cells[0].text: [c.text for c in row.cells[1:]] for row in _rows(chosen)}

    assert said["Employees"] == ["—", "500"]
    assert said["Members"] == ["10,000", "—"]
    assert said["Program design"] == ["Voluntary benefit, promoted", "Targeted outreach"]
    assert said["Clinical areas"][0] == "the usual areas"
    assert said["Contract years"] == ["3", "2"]
    assert said["Use in each year, relative to full use"] == ["full use in every year", "0.5, 1"]
    assert said["Discount rate"][1] == "5%"
    assert said["Count work days not lost"] == ["no", "yes"]
    row = EVIDENCE.parameter["surgery_cost.cabg"]
    assert said[row.label][0].endswith(", not an own value")
    assert said[row.label][1] == "$50,000"
    assert said[EVIDENCE.parameter["engagement"].label][1] == "2 (1 to 3)"


def test_many_areas_are_told_by_those_left_out():
    slugs = [area.slug for area in EVIDENCE.areas]
    chosen = sides({"areas": slugs}, {"areas": slugs[1:]}, {"areas": slugs[:5]})

    said = [cell.text for cell in _rows(chosen)[0].cells]

    assert said[1] == f"{len(slugs)} areas"
    assert said[2] == f"{len(slugs) - 1} areas: all but {EVIDENCE.areas[0].name}"
    assert said[3] == "5 areas"


def test_payer_and_employer_differ_in_lines_and_funding():
    mix = {"medicaid": {"0-17": 0.25, "18-44": 0.25, "45-64": 0.25, "65+": 0.25}}
    chosen = sides({"funding": "fully_insured", "savings_retained": 0.5}, {**PAYER, "age_mix": mix})

    said = {row.cells[0].text: [c.text for c in row.cells[1:]] for row in _rows(chosen)}

    assert said["Who pays for care"] == ["employer", "payer"]
    assert said["Plan funding"] == ["fully insured", "—"]
    assert "Medicaid managed care 20,000" in said["Members by line of business"][1]
    assert "65+: 25%" in said["Age mix"][1]


def test_an_own_value_that_a_release_does_not_know_is_a_dash():
    assert inputs.said("overrides.nothing", a_case()) == "—"


def test_twins_have_no_table_of_differences():
    same = inputs.inputs(sides({}, {}))

    assert same.table is None
    assert same.title == "They ask exactly the same"


def _rows(chosen):
    return inputs.inputs(chosen).table.rows
