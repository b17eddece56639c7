"""Who is pooled, who is not and why."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.synthesis import studies
from calculator.engine.synthesis.pooling import pool
from calculator.engine.synthesis.scales import from_scale
from calculator.engine.synthesis.synthesis import Question, Switches, synthesize
from tests.engine.synthesis.build import DIAGNOSIS, a_study

EVERY_SWITCH = [
    Switches(independent=a, seen=b, claims=c) for a, b, c in product((False, True), repeat=3)
]
OWNERS = ["", "second_opinion_vendor", "payer_or_plan_program"]
STANDING = ["independent", "vendor_reported", "vendor_funded", "secondary_only", "market_report"]
any_study = st.builds(
    a_study,
    measure=st.sampled_from(["diagnosis_change", "pathology_major_discrepancy", "other"]),
    unit=st.sampled_from(["share", "probability", "share of opinions", "USD", "weeks"]),
    value=st.floats(0.01, 0.99),
    numerator=st.one_of(st.none(), st.integers(0, 50)),
    denominator=st.one_of(st.none(), st.integers(50, 500)),
    independence=st.sampled_from(STANDING),
    source_independence=st.sampled_from(STANDING),
    data_owner=st.sampled_from(OWNERS),
    source_data_owner=st.sampled_from(OWNERS),
    verification=st.sampled_from(["source_seen", "secondary_seen", "recalled"]),
    claims_verified=st.booleans(),
    left_out=st.sampled_from(["", "", "Selected cases."]),
)
findings = st.lists(any_study, max_size=8).map(
    lambda found: [
        studies.Study(**{
            **{name: getattr(study, name) for name in study.__dataclass_fields__},
            "slug": f"f{n}",
            "source": f"s{n}",
        })
        for n, study in enumerate(found)
    ]
)  # fmt: skip


def outs(found) -> dict[str, str]:
    return {item.study.slug: item.out for item in found.placed}


def test_comparable_findings_are_pooled_on_the_logit_scale():
    found = synthesize(DIAGNOSIS, [a_study("a"), a_study("b", numerator=40, value=0.4)])

    by_hand = pool(
        [i.effect.value for i in found.placed], [i.effect.variance for i in found.placed]
    )
    assert found.pooled == by_hand
    assert found.range.base == pytest.approx(from_scale(by_hand.effect, "logit"))
    assert found.range.low < found.range.base < found.range.high
    assert found.check.method == "paule_mandel"
    assert found.prediction is None
    assert [item.weight for item in found.placed] == list(by_hand.weights)
    assert found.why_not == ""


def test_costs_of_one_price_year_are_pooled_on_the_log_scale():
    question = Question(key="surgery_cost", unit="USD 2025")
    rows = [
        a_study(slug, measure="cost", unit="USD mean", value=value, low=value / 2, high=value * 2,
                interval="95% CI", numerator=None, denominator=None, price_year=year)
        for slug, value, year in (("a", 100.0, 2025), ("b", 400.0, 2025), ("c", 200.0, 2025),
                                  ("d", 90.0, 2013))
    ]  # fmt: skip

    found = synthesize(question, rows)

    assert found.range.base == pytest.approx(200.0)
    assert found.prediction[0] < found.range.low < found.range.high < found.prediction[1]
    assert outs(found) == {"a": "", "b": "", "c": "", "d": "another price year"}


def test_each_finding_that_is_out_says_why():
    rows = [
        a_study("in"),
        a_study("too", numerator=30, value=0.3),
        a_study("left", left_out="Selected cases."),
        a_study("unit", unit="weeks"),
        a_study("bare", numerator=None, denominator=None),
        a_study("range", numerator=None, denominator=None, low=0.1, high=0.4, interval="range"),
        a_study("measure", measure="harm"),
        a_study("again", source="source-in"),
        a_study("empty", value=None, numerator=None),
    ]

    found = synthesize(DIAGNOSIS, rows)

    assert outs(found) == {
        "in": "",
        "too": "",
        "left": "left out",
        "unit": "another unit",
        "bare": "no sampling error stated",
        "range": "no sampling error stated",
        "measure": "another measure",
        "again": "same study as another",
        "empty": "no sampling error stated",
    }
    assert found.pooled.studies == 2
    assert "left" not in [item.study.slug for item in found.admissible]


def test_the_switches_take_findings_away_and_say_so():
    rows = [
        a_study("a"),
        a_study("b", numerator=30),
        a_study("seller", independence="vendor_funded"),
        a_study("retold", independence="secondary_only"),
        a_study("unseen", verification="recalled"),
        a_study("claims", claims_verified=True),
    ]

    independent = synthesize(DIAGNOSIS, rows, Switches(independent=True))
    seen = synthesize(DIAGNOSIS, rows, Switches(seen=True))
    claims = synthesize(DIAGNOSIS, rows, Switches(claims=True))

    assert outs(independent)["seller"] == "from a seller"
    assert outs(independent)["retold"] == "second-hand"
    assert independent.pooled.studies == 4
    assert outs(seen)["unseen"] == "not seen in the source"
    assert seen.pooled.studies == 5
    assert outs(claims)["a"] == "outcome not verified in claims"
    assert claims.pooled is None
    assert claims.why_not.startswith("Only one comparable finding is left by these switches")


def test_the_switches_never_change_what_is_pooled():
    sold = [a_study(s, data_owner="second_opinion_vendor") for s in ("a", "b")]
    rows = [*sold, *(a_study(s, measure="pathology_major_discrepancy") for s in "cd")]

    found = synthesize(DIAGNOSIS, rows, Switches(independent=True))

    assert found.measure == "diagnosis_change"
    assert found.pooled is None
    assert found.why_not.startswith("No comparable finding is left")


def test_the_parameters_own_measure_comes_before_a_commoner_one():
    analogy = "imaging_major_discrepancy"
    rows = [*(a_study(s, measure=analogy) for s in "abc"), a_study("d"), a_study("e")]

    assert synthesize(DIAGNOSIS, rows).measure == "diagnosis_change"
    assert synthesize(DIAGNOSIS, rows[:4]).measure == analogy


def test_a_share_that_may_mean_the_opposite_is_never_pooled():
    question = Question(key="surgery_not_confirmed_rate", unit="share of opinions")
    rows = [a_study(s, measure="confirmed_share") for s in "abc"]

    found = synthesize(question, rows)

    assert set(outs(found).values()) == {"another measure"}
    assert found.why_not.startswith("No finding gives this quantity")


def test_a_difference_of_costs_is_not_a_cost():
    question = Question(key="surgery_cost", unit="USD 2025")
    rows = [a_study(s, measure="cost_difference", unit="USD", price_year=2025) for s in "ab"]

    assert set(outs(synthesize(question, rows)).values()) == {"another measure"}


def test_rates_by_age_are_not_pooled():
    question = Question(key="decision_rate", unit="per 1,000 members a year", by_age=True)
    rows = [
        a_study(s, unit="per 1,000 per year", interval="95% CI", low=0.1, high=0.3) for s in "ab"
    ]

    found = synthesize(question, rows)

    assert found.pooled is None
    assert set(outs(found).values()) == {"put together by age"}
    assert "different ages" in found.why_not


def test_too_few_findings_are_said_plainly():
    nothing, one = synthesize(DIAGNOSIS, []), synthesize(DIAGNOSIS, [a_study()])

    assert nothing.why_not.startswith("No finding gives this quantity")
    assert one.why_not.startswith("Only one finding can be compared")
    assert (one.pooled, one.range, one.measure) == (None, None, "diagnosis_change")


def test_an_effect_comes_from_counts_then_interval_then_share_of_a_number():
    counts = a_study(low=0.1, high=0.9, interval="95% CI")
    interval = a_study(numerator=None, low=0.1, high=0.4, interval="95% CI, reported")
    edge = a_study(numerator=None, low=0.0, high=0.4, interval="95% CI")
    share = a_study(numerator=None)

    assert studies.effect_of(counts).variance == pytest.approx(1 / 20 + 1 / 80)
    assert studies.effect_of(interval).variance != pytest.approx(1 / 20 + 1 / 80)
    assert studies.effect_of(edge) == studies.effect_of(share) == studies.effect_of(a_study())
    assert studies.effect_of(a_study(unit="weeks")) is None


def test_an_amount_is_not_read_from_counts():
    assert studies.effect_of(a_study(unit="ratio", value=2.0)) is None
    assert studies.effect_of(a_study(unit="ratio", value=2.0, low=1.0, high=4.0)) is None


@settings(deadline=None)
@given(findings, st.sampled_from(EVERY_SWITCH))
def test_no_seller_ever_enters_an_independent_pool(found, switches):
    result = synthesize(DIAGNOSIS, found, switches)

    for item in result.placed:
        in_pool = item.weight is not None
        assert in_pool == (result.pooled is not None and item.out == "")
        if in_pool and switches.independent:
            study = item.study
            assert study.independence == "independent"
            assert study.source_independence not in ("vendor_reported", "vendor_funded")
            assert "second_opinion_vendor" not in (study.data_owner, study.source_data_owner)
        if in_pool and switches.seen:
            assert item.study.verification == "source_seen"
        if in_pool and switches.claims:
            assert item.study.claims_verified
        assert not (in_pool and item.study.left_out)


@settings(deadline=None)
@given(findings, st.sampled_from(EVERY_SWITCH))
def test_number_strip_and_override_are_one(found, switches):
    result = synthesize(DIAGNOSIS, found, switches)
    pooled = [item for item in result.placed if item.weight is not None]

    if result.pooled is None:
        assert (pooled, result.range, result.check) == ([], None, None)
        assert result.why_not
    else:
        again = pool([i.effect.value for i in pooled], [i.effect.variance for i in pooled])
        assert result.pooled == again
        assert len(pooled) >= 2
        assert result.range.base == pytest.approx(from_scale(again.effect, result.scale))
