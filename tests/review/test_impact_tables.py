from calculator.review import impact_tables

SIDE = {"net": 1_000.0, "benefit_cost_ratio": 1.5, "chance": 0.8, "pays": True}
WORSE = SIDE | {"net": -500.0, "benefit_cost_ratio": None, "chance": 0.2, "pays": False}
CELL = {
    "label": "All saved calculations",
    "count": 7,
    "median": -1_234.0,
    "largest": 0.0,
    "flips": 2,
}


def impact_of(before, after, *, flips=False, unanswered=0):
    design = {"design": "a", "name": "Design", "before": before, "after": after, "flips": flips}
    saved = {
        "questions": 7,
        "total": CELL,
        "by_design": [CELL | {"label": "Design", "largest": 5_000.0}],
        "by_size": [],
        "unanswered": unanswered,
    }
    return {"sponsors": [{"slug": "s", "name": "Sponsor", "designs": [design]}], "saved": saved}


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_verdict_that_turns_is_marked_and_listed():
    found = impact_of(SIDE, WORSE, flips=True)

    rows = impact_tables.sponsors(found).rows

    assert [row.kind for row in rows] == ["group", "chosen"]
    assert rows[1].cells[-1].text == "turns: it would no longer pay"
    assert len(impact_tables.flipped(found).rows) == 1
    assert texts(impact_tables.sponsors(found))[1][1:6] == [
        "$1,000", "−$500", "−$1,500", "$1.50 to —", "80 in 100 to 20 in 100",
    ]  # fmt: skip


def test_a_verdict_that_stays_is_said_once():
    found = impact_of(SIDE, SIDE)

    assert texts(impact_tables.sponsors(found))[1][3:] == ["$0", "$1.50", "80 in 100", "pays"]
    assert impact_tables.flipped(found).rows == ()


def test_a_design_that_comes_or_goes_has_one_side():
    come, gone = (
        texts(impact_tables.sponsors(impact_of(*sides)))[1]
        for sides in ((None, SIDE), (SIDE, None))
    )

    assert (come[1], come[3], come[-1]) == ("—", "—", "new design")
    assert (gone[2], gone[-1]) == ("—", "design goes")


def test_shifts_of_saved_calculations_are_rounded():
    rows = texts(impact_tables.saved(impact_of(SIDE, SIDE)))

    assert rows[0] == ["All saved calculations", "7", "−$1,200", "$0", "2"]
    assert rows[1] == ["By design"]
    assert rows[2][3] == "+$5,000"


def test_what_can_no_longer_be_asked_is_said_without_small_numbers():
    said = [
        impact_tables.unanswered(impact_of(SIDE, SIDE, unanswered=number))
        for number in (0, None, 1_200)
    ]

    assert said[0] == ""
    assert said[1].startswith("Fewer than 5 saved questions")
    assert said[2].startswith("1,200 saved questions")
