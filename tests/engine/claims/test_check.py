import json
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calculator.engine.claims import check, expected, reading
from calculator.engine.claims.fields import HIGHEST, KINDS
from tests.engine.build import EVIDENCE, base_of, with_parameter

LAW = settings(max_examples=80, deadline=None)


def checked(evidence=EVIDENCE, **raw):
    return check.check(reading.read({"members": 10_000, **raw}, evidence), evidence)


def needs(found) -> dict:
    return {need["key"]: need for need in found["needed"]}


def rank(found) -> int:
    return check.LEVELS.index(found["verdict"])


def test_eleven_to_one_on_a_fee_of_a_dollar():
    found = checked(kind="ratio", amount="11 to 1", fee=1)

    employees = 10_000 / 1.95
    assert found["cost"] == pytest.approx(12 * employees)
    assert found["saving"] == pytest.approx(11 * 12 * employees)
    assert found["ratio"] == pytest.approx(11)
    opinions = base_of(horizon_years=1).opinions_by_year[0, 0]
    assert needs(found)["saving_per_opinion"]["value"] == pytest.approx(
        11 * 12 * employees / opinions
    )
    assert needs(found)["saving_per_opinion"]["times_base"] == pytest.approx(29.4, abs=0.1)
    assert needs(found)["operations_share"]["value"] == pytest.approx(0.19, abs=0.005)
    assert found["verdict"] == "impossible"
    assert found["decided_by"] == ["uptake_at_best"]


def test_sixty_five_million_per_hundred_thousand_members():
    per_member = checked(kind="per_member_year", amount=650, members=100_000, saving_per_case=8_705)
    total = checked(kind="total", amount="$65 million", members=100_000, saving_per_case=8_705)

    assert per_member["saving"] == total["saving"] == 65_000_000
    assert per_member["needed"] == total["needed"]
    own = per_member["own_figures"]
    assert own["cases_implied"] == pytest.approx(7_467, abs=0.5)
    assert own["share_of_members"] == pytest.approx(0.075, abs=0.001)
    assert per_member["opinions_from"] == "implied"
    assert per_member["verdict"] == "impossible"
    assert set(per_member["decided_by"]) == {"operations_share", "uptake"}


def test_spending_that_exists_is_held_against_all_spending_alone():
    found = checked(kind="total", amount="$65 million", members=100_000, reading="exists")

    assert [need["key"] for need in found["needed"]] == ["spending_share"]
    assert found["needed"][0]["value"] == pytest.approx(650 / 7_990)
    assert found["verdict"] == "possible"
    assert found["reached_share"] == pytest.approx(0.0035, abs=0.0001)


def test_more_than_everything_cannot_exist():
    found = checked(kind="per_member_year", amount=8_000, reading="exists")

    assert found["verdict"] == "impossible"


def test_seven_million_over_three_years_at_4500_a_case():
    found = checked(kind="total", amount="$7 million", years=3, saving_per_case=4_500)

    own = found["own_figures"]
    assert round(own["cases_implied"]) == 1_556
    assert own["is_consistent"]
    assert own["gap"] is None
    assert found["opinions"] == pytest.approx(1_555.56 / 3, abs=0.01)
    assert needs(found)["saving_per_opinion"]["value"] == pytest.approx(4_500)


@pytest.mark.parametrize(("cases", "fits"), [(1_556, True), (1_500, True), (2_600, False)])
def test_own_figures_that_do_not_multiply_contradict_one_another(cases, fits):
    found = checked(kind="total", amount=7_000_000, years=3, saving_per_case=4_500, cases=cases)

    assert found["own_figures"]["is_consistent"] is fits
    assert found["opinions_from"] == "claimed"
    assert found["opinions"] == cases / 3


def test_a_saving_per_case_counts_the_claimed_cases():
    found = checked(kind="per_case", amount=4_500, cases=300, years=3)

    assert found["saving"] == 4_500 * 100
    assert found["own_figures"] is None
    assert needs(found)["uptake"]["value"] == pytest.approx(100 / found["expected"]["decisions"])


def test_more_cases_than_decisions_are_impossible():
    found = checked(kind="per_case", amount=1, cases=1_000)

    assert found["verdict"] == "impossible"
    assert found["decided_by"] == ["uptake"]


def test_what_the_evidence_expects_is_consistent_with_it():
    saving = checked(kind="per_opinion", amount=1)["expected"]["saving_per_opinion"]

    assert checked(kind="per_opinion", amount=saving * 0.999)["verdict"] == "consistent"
    assert checked(kind="per_opinion", amount=saving * 1.3)["verdict"] == "possible"
    assert checked(kind="per_opinion", amount=saving * 5)["verdict"] == "beyond"


def test_a_fee_per_opinion_is_paid_for_the_claimed_cases():
    expected_ones = checked(kind="ratio", amount=2, fee=900, fee_basis="per_opinion")
    claimed = checked(kind="ratio", amount=2, fee=900, fee_basis="per_opinion", cases=50)

    assert needs(expected_ones)["saving_per_opinion"]["value"] == pytest.approx(1_800)
    assert claimed["cost"] == 900 * 50
    assert needs(claimed)["saving_per_opinion"]["value"] == pytest.approx(1_800)


def test_a_fee_per_member_is_paid_for_members_only():
    found = checked(kind="ratio", amount=2, fee=0.5, fee_basis="pmpm", design="targeted")

    assert found["cost"] == 12 * 0.5 * 10_000
    assert found["fees"]["fee_per_employee_month"] == found["fees"]["fee_per_opinion"] == 0


def test_without_a_fee_there_is_no_return():
    found = checked(kind="total", amount=5, fee=0)

    assert found["cost"] == 0
    assert found["ratio"] is None


def test_employees_bring_their_members():
    found = checked(kind="per_member_year", amount=1, members=None, employees=1_000)

    assert found["expected"]["members"] == pytest.approx(1_950)
    assert found["saving"] == pytest.approx(1_950)


def test_standing_is_below_within_or_above_the_range():
    low, high = (expected.ranges(EVIDENCE, "voluntary").saving_per_opinion.low,
                 expected.ranges(EVIDENCE, "voluntary").saving_per_opinion.high)  # fmt: skip

    found = [
        needs(checked(kind="per_opinion", amount=value))["saving_per_opinion"]["standing"]
        for value in (low * 0.9, low * 1.1, high * 1.1)
    ]

    assert found == ["below", "within", "above"]


def test_ranges_hold_their_base_and_the_spread_of_all_draws():
    for design in EVIDENCE.designs:
        found = expected.ranges(EVIDENCE, design.slug)
        for name in ("saving_per_opinion", "operations_share", "uptake", "spending_share"):
            row = getattr(found, name)
            assert row.low <= row.base <= row.high
    assert expected.ranges(EVIDENCE, "voluntary").uptake.high < 1


def test_where_an_opinion_saves_nothing_no_use_is_enough():
    worthless = with_parameter("extra_workup_cost", base=50_000, low=49_000, high=51_000)

    found = checked(worthless, kind="total", amount=100)

    for key in ("uptake", "uptake_at_best"):
        assert needs(found)[key]["value"] is None
        assert needs(found)[key]["level"] == "beyond"
        assert needs(found)[key]["standing"] == "none"
    assert needs(found)["saving_per_opinion"]["times_base"] is None


def test_where_operations_save_nothing_none_have_to_vanish():
    followed = with_parameter("advice_followed_rate", base=0.0, low=0.0, high=0.0, family="fixed")

    found = checked(followed, kind="total", amount=100)

    assert found["expected"]["saving_per_operation"] is None
    assert "operations_share" not in needs(found)


def test_shares_of_nothing_are_beyond():
    name = "spend_per_member.commercial"
    free = with_parameter(name, base=0.0, low=0.0, high=0.0, family="fixed")

    found = needs(checked(free, kind="total", amount=100))["spending_share"]

    assert (found["value"], found["level"]) == (None, "beyond")


def test_answer_is_plain_json():
    for kind in KINDS:
        found = checked(kind=kind, amount=2, cases=9)
        assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_an_answer_knows_its_release_and_model():
    found = checked(kind="ratio", amount=2)

    assert found["evidence_release"] == EVIDENCE.release
    assert found["claim"]["amount"] == 2.0


claims = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "members": st.integers(1, 5_000_000),
        "years": st.integers(1, 20),
        "cases": st.none() | st.integers(1, 1_000_000),
        "saving_per_case": st.none() | st.floats(1, 100_000),
        "fee": st.none() | st.floats(0.01, 5_000),
        "fee_basis": st.sampled_from(["pepm", "pmpm", "per_opinion"]),
        "design": st.sampled_from([design.slug for design in EVIDENCE.designs]),
        "reading": st.sampled_from(["saved", "saved", "exists"]),
    }
)
sizes = st.floats(-2, 7).map(lambda exponent: 10**exponent)


def allowed(raw: dict) -> dict:
    """Make made-up figures a claim that can be made."""
    if raw["kind"] not in reading.MONEY_IN_ALL:
        raw = {**raw, "saving_per_case": None, "reading": "saved"}
    return {**raw, "cases": raw["cases"] or 100} if raw["kind"] == "per_case" else raw


@LAW
@given(claims, sizes, st.floats(1, 1_000))
def test_raising_a_claim_never_makes_its_verdict_kinder(raw, amount, times):
    raw = allowed(raw)
    assume(amount * times <= HIGHEST[raw["kind"]])

    lower = checked(**{**raw, "amount": amount})
    higher = checked(**{**raw, "amount": amount * times})

    assert rank(higher) >= rank(lower)
    worse = {key: check.LEVELS.index(need["level"]) for key, need in needs(higher).items()}
    for key, need in needs(lower).items():
        assert worse[key] >= check.LEVELS.index(need["level"])


@LAW
@given(claims, sizes, st.integers(2, 1_000))
def test_more_members_at_the_same_total_never_make_it_harsher(raw, amount, times):
    raw = allowed({**raw, "kind": "total"})
    assume(raw["members"] * times <= 5_000_000)

    few = checked(**{**raw, "amount": amount * 1_000})
    many = checked(**{**raw, "amount": amount * 1_000, "members": raw["members"] * times})

    assert rank(many) <= rank(few)


@LAW
@given(claims, sizes)
def test_the_worst_need_decides(raw, amount):
    raw = allowed(raw)
    assume(amount <= HIGHEST[raw["kind"]])

    found = checked(**{**raw, "amount": amount})

    levels = [check.LEVELS.index(need["level"]) for need in found["needed"]]
    assert max(levels) == rank(found)
    assert all(needs(found)[key]["level"] == found["verdict"] for key in found["decided_by"])


def test_another_release_of_the_same_content_gives_the_same_answer():
    same = replace(EVIDENCE)

    assert checked(same, kind="ratio", amount=4) == checked(kind="ratio", amount=4)
