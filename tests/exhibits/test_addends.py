from hypothesis import given
from hypothesis import strategies as st

from calculator.exhibits.addends import whole_dollars


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=30), st.floats(-1e6, 1e6))
def test_whole_dollars_lead_from_one_rounded_end_to_the_other(amounts, start):
    end = start + sum(amounts)

    dollars = whole_dollars(amounts, round(end) - round(start))

    assert [one for one, amount in zip(dollars, amounts, strict=True) if amount == 0] == [
        0 for amount in amounts if amount == 0
    ]
    if any(amounts):
        assert round(start) + sum(dollars) == round(end)
        assert all(abs(one - a) <= 2 for one, a in zip(dollars, amounts, strict=True))
