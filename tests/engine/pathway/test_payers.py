import pytest

from tests.engine.build import PAYER, base_of, totals_of


def test_prices_and_shares_differ_by_line():
    own = {"price_index.medicaid": 0.5, "plan_paid_share.medicaid": 0.9}

    line = base_of(**PAYER, overrides=own).lines["medicaid"]

    assert line.priced[0].tolist() == pytest.approx((line.decisions[0] * 0.5).tolist())
    assert line.plan_paid_share.tolist() == [[0.9]]


def test_prices_grow_from_the_second_year():
    trend = base_of(overrides={"medical_trend": 0.1}).trend

    assert trend[0].tolist() == pytest.approx([1, 1.1, 1.21])


@pytest.mark.parametrize("retained", [0.0, 0.3, 1.0])
def test_plan_member_and_insurer_share_the_saving(retained):
    own = {"plan_paid_share.commercial": 0.8}

    found = totals_of(savings_retained=retained, overrides=own)

    allowed = found["allowed_saving"]
    assert found["plan_saving"] == pytest.approx(allowed * 0.8 * retained)
    assert found["member_saving"] == pytest.approx(allowed * 0.2)
    assert found["insurer_saving"] == pytest.approx(allowed * 0.8 * (1 - retained))
