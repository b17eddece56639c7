from dataclasses import replace

import pytest

from calculator.engine.measurement import plan as planning
from calculator.engine.measurement import predicted
from calculator.engine.measurement.predicted import Band
from calculator.exhibits import actuals, measurement_claims
from calculator.exhibits.measurement import measure_page
from calculator.exhibits.measurement_fallacies import fallacies
from calculator.exhibits.palette import PRINT
from tests.engine.build import DIAGNOSTIC, EVIDENCE, a_case, result_of

BAND = Band(base=5.2, low=3, high=8, lowest=1, highest=11)


def page_of(ratio=1.0, **inputs):
    inputs = {"members": 10_000, "draws": 1_000, **inputs}
    case = a_case(**inputs)
    plan = planning.plan(case, ratio=ratio)
    return measure_page(result_of(**inputs), plan, predicted.bands(case, year=1), ratio=ratio)


def words_of(exhibit):
    cells = [cell for row in exhibit.table.rows for cell in row.cells]
    return [exhibit.title, exhibit.lead, *exhibit.notes, *(f"{c.text} {c.hint}" for c in cells)]


def test_a_small_group_is_told_so_plainly_and_what_to_do_instead():
    page = page_of()

    assert "cannot be told from chance within 10 years" in page.headline
    assert "avoid 0.70 of them" in page.lead
    assert page.then.startswith("So no count of your own operations")
    waiting = page.exhibits[0]
    assert waiting.title.endswith("never within 10 years")
    assert all(row.cells[1].text == "never within 10 years" for row in waiting.table.rows)


def test_a_large_group_is_told_the_months_and_the_smallest_fall():
    page = page_of(members=2_000_000, design="mandatory", ratio=3.0)

    months = [row.cells[1].text for row in page.exhibits[0].table.rows]
    assert months[0] in page.headline
    assert "4 chances in 5" in page.then
    assert page.exhibits[0].table.rows[0].cells[-1].text.endswith("%")
    assert "(3 members for each of yours)" in page.exhibits[0].notes[0]


def test_a_tiny_group_could_tell_no_fall_at_all():
    page = page_of(members=10)

    assert page.exhibits[0].table.rows[0].cells[-1].text == "none"


def test_without_operations_the_plan_says_what_else_to_count():
    page = page_of(areas=DIAGNOSTIC[:2])

    assert page.headline.startswith("There are no operations to count")
    assert page.lead.startswith("What can be counted are opinions")
    assert len(page.fallacies) == 3


def test_every_count_says_where_it_stands():
    counts = page_of().exhibits[1]

    assert len(counts.table.rows) == 7
    assert all(row.cells[0].hint for row in counts.table.rows)


def test_areas_without_certain_codes_are_left_to_the_carrier():
    codes = page_of().exhibits[2]

    words = " ".join(words_of(codes))
    assert measurement_claims.NO_CODES in words
    assert "CPT 27447" in words or "27447" in words
    assert {*measurement_claims.CODES} <= {area.slug for area in EVIDENCE.areas}
    one = page_of(design="mandatory_lumbar_fusion").exhibits[2]
    assert one.title == "One area in which the program acts"


def test_fallacies_speak_in_the_answers_own_numbers():
    result = result_of(members=10_000)
    chain, years = result["chain"], len(result["years"])

    found = {fallacy.name: fallacy.sentence for fallacy in fallacies(result)}

    assert len(found) == 6
    assert f"{result['annual']['opinions']:.0f} members a year" in found["Regression to the mean"]
    assert (
        f"{chain['not_confirmed'] / years:.1f} operations a year"
        in (found["Advice counted as operations avoided"])
    )
    ratio = chain["not_confirmed"] / chain["because_of_program"]
    assert f"{ratio:.1f} times as many" in found["Advice counted as operations avoided"]


def test_a_program_that_avoids_nothing_and_saves_nothing():
    result = result_of(members=10_000, overrides={"advice_followed_rate": 0})

    found = {fallacy.name: fallacy.sentence for fallacy in fallacies(result)}

    assert "some where there are none" in found["Advice counted as operations avoided"]
    losing = result_of(
        members=10_000, areas=["cancer"], overrides={"saving_per_changed_plan.cancer": -9_000}
    )
    trend = {fallacy.name: fallacy.sentence for fallacy in fallacies(losing)}
    assert "Savings against a forecast grow" in trend["An inflated trend"]


@pytest.mark.parametrize(
    ("actual", "words"),
    [
        (5, "within what was predicted"),
        (2, "below, but doubt and chance still explain it"),
        (9, "above, but doubt and chance still explain it"),
        (0, "below: more than doubt and chance explain"),
        (12, "above: more than doubt and chance explain"),
    ],
)
def test_an_actual_is_read_in_words_and_drawn(actual, words):
    bands = dict.fromkeys(actuals.NAMES, BAND)

    shown = actuals.year_exhibit(
        {"opinions": actual}, bands, year=2, months=1, starts="January 1, 2027"
    )

    [row] = [row for row in shown.table.rows if row.cells[0].text == "Opinions completed"]
    assert row.cells[1].text == str(actual)
    assert row.cells[2].text == words
    assert {mark.classes for mark in row.cells[2].strip.marks} <= PRINT.keys()
    assert shown.label == "Contract year 2, 1 month from January 1, 2027"
    far = words.endswith("more than doubt and chance explain")
    assert shown.title.startswith("1 of 1 figure lies" if far else "Nothing that")


def test_several_figures_beyond_and_savings_too_good():
    bands = dict.fromkeys(actuals.NAMES, BAND)

    shown = actuals.year_exhibit(
        {"opinions": 99, "plan_saving": 1e6, "program_cost": 5.0},
        bands,
        year=1,
        months=12,
        starts="January 1, 2027",
    )

    assert shown.title.startswith("2 of 3 figures lie beyond")
    assert shown.notes == (actuals.TOO_GOOD,)
    texts = [row.cells[2].text for row in shown.table.rows]
    assert texts.count("not entered") == 3
    assert "cannot be counted: nobody sees what did not happen" in texts


def test_a_band_of_one_value_can_be_drawn():
    bands = dict.fromkeys(actuals.NAMES, replace(BAND, low=2, high=2, lowest=2, highest=2))

    shown = actuals.year_exhibit({"opinions": 2}, bands, year=1, months=12, starts="today")

    assert shown.table.rows[0].cells[2].strip.marks
