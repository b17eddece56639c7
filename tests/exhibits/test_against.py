import re
from dataclasses import replace

import numpy as np
import pytest

from calculator.engine.against import flips
from calculator.exhibits import against
from calculator.exhibits.against import case_against
from calculator.exhibits.against_findings import Reported
from calculator.exhibits.palette import PRINT
from tests.engine.build import PAYER, a_case, result_of


def page_of(reported=(), **inputs):
    inputs = {"members": 10_000, "draws": 1_000, **inputs}
    if "members_by_line" in inputs:
        del inputs["members"]
    found = flips.against(a_case(**inputs))
    says = [reported] * len(found.strongest())
    return case_against(found, result_of(**inputs), says)


def a_report(side, place=None):
    return Reported(
        who="Ma, 1998",
        href="/evidence/findings/x/",
        value="40%",
        place=place,
        side=side,
        independence="Independent",
        verification="Read in the source",
        setting="US",
    )


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({}, "could make it pay, but that is not likely"),
        ({"design": "mandatory"}, "could well make it pay"),
        ({"design": "targeted"}, "make it lose"),
        ({"members": 100, "annual_administration_cost": 50_000}, "make it pay"),
    ],
)
def test_the_headline_says_which_way_it_turns_and_how_likely(inputs, words):
    assert words in page_of(**inputs).headline


def test_a_value_that_hardly_anybody_expects_is_called_so():
    page = page_of(design="passive")

    assert "only at a value that hardly anybody would expect" in page.headline
    assert "it hardly lies there: fewer than 1 chance in 100" in page.arguments[1].likelihood


def test_where_nothing_turns_it_the_nearest_is_named():
    page = page_of(
        areas=["hysterectomy"], members=1, implementation_fee=900_000_000, savings_retained=0.001
    )

    assert page.headline.startswith("No single number would make it pay")
    assert "The nearest is “" in page.lead
    assert page.arguments == ()
    assert page.others is None


def test_an_answer_at_zero():
    page = page_of(savings_retained=0, fee_per_employee_month=0, annual_administration_cost=0)

    assert page.headline == "The answer stands at zero: anything turns it."
    assert page.lead == "Net at present value over 3 years is $0."


def test_a_fee_is_rounded_so_that_it_does_turn_the_answer():
    losing, paying = page_of(), page_of(design="targeted")

    [low] = [a for a in losing.arguments if a.lever == "fee_per_employee_month"]
    [high] = [a for a in paying.arguments if a.lever == "fee_per_opinion"]

    assert low.title == "$0.27 or less would make it pay"
    assert "it can be negotiated" in low.likelihood
    found = flips.against(a_case(design="targeted"))
    [fee] = [f.value for f in found.flips if f.lever.field == "fee_per_opinion"]
    stated = float(re.sub(r"[^\d.]", "", high.title.split(" ")[0]))
    assert fee <= stated < fee + 1
    assert "or more would make it lose" in high.title


@pytest.mark.parametrize(
    ("reported", "words"),
    [
        ((), "No study in our evidence reports such a value, nor any"),
        ((a_report("here"),), "the one finding that can be compared stands on the side"),
        ((a_report("here"),) * 2, "both findings that can be compared stand on the side"),
        ((a_report("here"),) * 3, "all 3 findings that can be compared stand"),
        ((a_report("beyond"), a_report("here")), "1 of 2 comparable findings reports such a value"),
        ((a_report("beyond"),) * 2, "2 of 2 comparable findings report such a value."),
        ((a_report("reaches"),), "The interval of 1 of 1 reaches it."),
        (
            (a_report("beyond"), *(a_report("reaches"),) * 2),
            "report such a value; the intervals of 2 of 3 reach it",
        ),
    ],
)
def test_what_the_findings_say_on_both_sides(reported, words):
    argument = page_of(reported).arguments[0]

    said = argument.evidence
    assert words in said or words.replace("report ", "reports ") in said
    assert len(argument.beyond) + len(argument.here) == len(reported)


def test_the_drawing_marks_every_reported_value_and_stays_within_its_frame():
    argument = page_of((a_report("here", 2.0), a_report("beyond", 0.1))).arguments[0]

    drawn = argument.chart.svg
    assert sum(mark.classes == "mark open out" for mark in drawn.marks) == 2
    assert {mark.classes for mark in drawn.marks} <= PRINT.keys()
    places = [float(v) for m in drawn.marks for n, v in m.geometry if n in ("x", "cx", "x1", "x2")]
    assert min(places) >= 0
    assert max(places) <= drawn.width
    assert "open dots" in argument.chart.caption


@pytest.mark.parametrize("whose", ["design", "evidence"])
def test_a_number_that_is_not_in_doubt_has_neither_chance_nor_bar(whose):
    flip = flips.against(a_case(design="mandatory")).flips[0]
    parameter = replace(flip.lever.parameter, origin=whose)
    lever = replace(flip.lever, parameter=parameter, believed=np.array([flip.lever.now]), sd=0.0)
    found = flips.Against(
        net=-1.0, flips=(replace(flip, lever=lever, chance=0.0, sds=None),), nearest=None
    )

    [argument] = case_against(found, result_of(members=10_000), [()]).arguments

    assert f"The {whose} holds this figure beyond doubt" in argument.likelihood
    assert "believed to lie" not in argument.chart.caption
    assert "bar low" not in {mark.classes for mark in argument.chart.svg.marks}


def test_other_ways_to_turn_it_are_named_with_their_net():
    words = " ".join(page_of().elsewhere)

    assert "Another design pays for the same people: " in words
    assert re.search(r"Targeted outreach \(\$\d", words)
    nobody = page_of(
        areas=["hysterectomy"], members=1, implementation_fee=900_000_000, savings_retained=0.001
    )
    assert nobody.elsewhere == (
        "No other design and no other lens on the evidence turns it either.",
    )


def test_every_turning_number_stands_in_the_table_up_to_a_limit():
    page = page_of(**PAYER, design="targeted")

    assert len(page.others.rows) <= against.SHOWN
    assert page.others.rows[0].cells[0].href.startswith("/evidence/parameters/")
    assert "more, all less likely, are not shown" in page.others.note
