from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from calculator.review.aggregate import FEWEST, OTHERS, Shift, summarize

DESIGNS = {"voluntary": "Voluntary", "passive": "Passive", "targeted": "Targeted"}
shifts = st.lists(
    st.builds(
        Shift,
        question=st.integers(0, 40),
        design=st.sampled_from(list(DESIGNS)),
        members=st.sampled_from([10.0, 1_000.0, 20_000.0, 1e6]),
        before=st.floats(-1e6, 1e6),
        after=st.floats(-1e6, 1e6),
    ),
    max_size=40,
)


def a_shift(question, design="voluntary", members=10_000.0, before=-5.0, after=5.0):
    return Shift(question=question, design=design, members=members, before=before, after=after)


def summary(found, unanswered=()):
    return summarize(found, unanswered=unanswered, designs=DESIGNS)


@given(shifts)
def test_no_group_is_ever_smaller_than_five_nor_can_one_be_found_by_subtraction(found):
    shown = summary(found)

    distinct = {shift.question for shift in found}
    if len(distinct) < FEWEST:
        assert (shown["questions"], shown["total"]) == (None, None)
        assert shown["by_design"] == shown["by_size"] == []
        return
    assert shown["questions"] == shown["total"]["count"] == len(distinct)
    for cells in (shown["by_design"], shown["by_size"]):
        assert all(cell["count"] >= FEWEST for cell in cells)
        if cells:
            assert sum(cell["count"] for cell in cells) == len(distinct)
            assert sum(cell["flips"] for cell in cells) == shown["total"]["flips"]
        for cell in cells:
            rest = len(distinct) - cell["count"]
            assert rest == 0 or rest >= FEWEST


def test_copies_of_one_calculation_are_one():
    assert summary([a_shift("same")] * 50)["total"] is None


def test_small_groups_are_put_together():
    found = [a_shift(i) for i in range(9)]
    found += [a_shift(10 + i, "passive") for i in range(3)]
    found += [a_shift(20 + i, "targeted") for i in range(2)]

    cells = summary(found)["by_design"]

    assert [(cell["label"], cell["count"]) for cell in cells] == [("Voluntary", 9), (OTHERS, 5)]


def test_a_lone_small_group_takes_another_in_so_that_no_breakdown_is_left():
    found = [a_shift(i) for i in range(9)] + [a_shift(10, "passive")]

    assert summary(found)["by_design"] == []
    assert summary(found)["total"]["count"] == 10


def test_median_largest_and_flips_are_those_of_the_questions():
    found = [
        a_shift(i, before=-10.0, after=float(after)) for i, after in enumerate(range(-30, 30, 9))
    ]

    total = summary(found)["total"]

    sizes = [shift.size for shift in found]
    assert (total["median"], total["largest"]) == (median(sizes), max(sizes, key=abs))
    assert total["flips"] == sum(shift.after > 0 for shift in found)


def test_how_many_cannot_be_asked_any_more_is_said_from_five_on():
    assert [summary([], range(n))["unanswered"] for n in (0, 1, 4, 5)] == [0, None, None, 5]
