"""Tiles and turns: the four figures, and what would make it pay."""

import pytest

from calculator.engine.inputs import scenario
from calculator.engine.result import Result
from calculator.engine.run import run
from calculator.exhibits import tiles, turns
from calculator.exhibits.exhibit import Action, Tile, Turn
from tests.engine.release import newest_evidence
from tests.exhibits.cases import SCENARIOS, reference, result_of


def _tile(result: Result, key: str) -> Tile:
    return next(tile for tile in tiles.tiles(result) if tile.key == key)


def _turn(result: Result, key: str) -> Turn:
    return next(turn for turn in turns.turns(result) if turn.key == key)


def test_four_tiles_in_order() -> None:
    assert [tile.key for tile in tiles.tiles(reference())] == [
        "net",
        "returns",
        "chance",
        "avoided",
    ]


def test_a_loss_shows_by_sign_word_and_tone() -> None:
    tile = _tile(reference(), "net")

    assert tile.value == "−$75,000"
    assert tile.detail.startswith("A loss; 80% interval −$160,000 to −$11,000")
    assert tile.tone == "loss"


def test_a_gain_shows_by_sign_word_and_tone() -> None:
    tile = _tile(result_of("mandatory_lumbar_fusion, reference"), "net")

    assert tile.value.startswith("+$")
    assert (tile.detail[:6], tile.tone) == ("A gain", "gain")


def test_nothing_gained_or_lost() -> None:
    tile = _tile(result_of("nothing at all"), "net")

    assert (tile.value, tile.tone) == ("$0", "")
    assert tile.detail.startswith("It neither gains nor loses")


def test_gross_return_and_net_roi_stand_apart() -> None:
    tile = _tile(reference(), "returns")

    assert (tile.label, tile.value) == ("Returns per $1", "$0.23")
    assert "80% interval $0.06 to $0.73; ROI (net) −77%" in tile.detail


def test_a_free_program_has_no_return() -> None:
    assert _tile(result_of("free"), "returns").value == "—"


def test_the_chance_is_in_whole_chances() -> None:
    assert _tile(reference(), "chance").value == "5 in 100"
    assert _tile(result_of("mandatory_lumbar_fusion, reference"), "chance").tone == "gain"


def test_avoided_operations_are_not_falsely_precise() -> None:
    tile = _tile(reference(), "avoided")

    assert (tile.value, tile.detail) == ("0.70", "Of 21 opinions a year")


def test_the_fee_that_breaks_even_can_be_applied() -> None:
    turn = _turn(reference(), "fee")

    assert turn.answer == "$0.27 per employee per month; it is $1.50 now."
    assert turn.action == Action(
        field="fee_per_employee_month",
        value="0.27",
        label="Set the fee to $0.27 per employee per month",
    )


def test_the_use_that_breaks_even_can_be_applied() -> None:
    turn = _turn(reference(), "use")

    assert turn.answer == "Use would have to be 4.2 times as high as expected."
    assert turn.action is not None
    assert turn.action.field == "overrides.engagement"


def test_the_likeliest_design_can_be_applied() -> None:
    turn = _turn(reference(), "design")

    assert turn.answer == "Mandatory review of lumbar fusion: about 94 chances in 100."
    assert turn.action is not None
    assert (turn.action.field, turn.action.value) == ("design", "mandatory_lumbar_fusion")


@pytest.mark.parametrize("name", ["voluntary, reference", "payer", "cheap"])
@pytest.mark.parametrize("key", ["fee", "use"])
def test_applying_a_turn_makes_it_pay(name: str, key: str) -> None:
    from_result = result_of(name)
    action = _turn(from_result, key).action
    if action is None:
        assert from_result["annual"]["net"] > 0
        return
    evidence = newest_evidence()

    changed = dict(SCENARIOS[name])
    if action.field.startswith("overrides."):
        changed["overrides"] = {action.field.removeprefix("overrides."): action.value}
    else:
        changed[action.field] = action.value

    assert run(scenario.read(changed, evidence), evidence)["totals"]["net"] >= 0


def test_a_paying_program_says_how_far_it_bears() -> None:
    result = result_of("mandatory_lumbar_fusion, reference")

    assert _turn(result, "fee").answer.startswith("It pays up to a fee of $")
    assert _turn(result, "use").answer.startswith("It pays as long as use is at least 1")
    assert _turn(result, "design").answer.startswith("This one: no other design is likelier")
    assert [turn.action for turn in turns.turns(result)] == [None, None, None]


def test_where_no_fee_no_use_and_no_design_pays() -> None:
    result = result_of("insured, nothing kept")

    assert _turn(result, "fee").answer.startswith("No fee makes it pay: even at a fee of $0")
    assert _turn(result, "use").answer == "No level of use makes it pay."
    assert _turn(result, "design").answer == "No design pays."


def test_a_free_program_pays_at_any_use() -> None:
    assert _turn(result_of("free"), "use").answer == "It pays at any level of use."
    assert "none is charged now" in _turn(result_of("free"), "fee").answer


def test_without_opinions_there_is_no_fee_to_find() -> None:
    assert _turn(result_of("nothing at all"), "fee").answer.startswith("There is no such fee")


def _with(basis: str = "pepm", *, fee: float = 0.3, use: float | None = 4.2) -> Result:
    result = reference()
    result["totals"]["break_even"] = {"fee": fee, "fee_basis": basis, "engagement": use}
    return result


def test_a_fee_below_a_cent_is_not_offered() -> None:
    turn = _turn(_with(fee=0.004), "fee")

    assert (turn.answer, turn.action) == ("Only a fee close to $0 makes it pay.", None)


def test_a_fee_beyond_all_bounds_is_not_offered() -> None:
    assert _turn(_with("per_opinion", fee=2e7), "fee").action is None


def test_a_use_beyond_all_bounds_is_not_offered() -> None:
    turn = _turn(_with(use=150.0), "use")

    assert turn.answer == "Use would have to be 150 times as high as expected."
    assert turn.action is None


def test_a_use_just_above_the_expected() -> None:
    turn = _turn(_with(use=1.004), "use")

    assert turn.answer == "Use would have to be a little higher than expected."


def test_less_use_can_be_the_answer() -> None:
    assert "loses less with less use: it breaks even at 40%" in _turn(_with(use=0.4), "use").answer


def test_compliance_takes_the_place_of_engagement_in_a_required_review() -> None:
    result = result_of("mandatory, reference")
    result["annual"]["net"] = -20_000.0
    result["totals"]["break_even"]["engagement"] = 1.1

    assert _turn(result, "use").action == Action(
        field="overrides.compliance", value="1.11", label="Set use to 1.1 times what is expected"
    )


def test_where_no_design_is_likelier_to_pay_than_not() -> None:
    result = reference()
    for row in result["designs"]:
        row["probability_net_positive"] = 0.1 if row["slug"] == "voluntary" else 0.3

    assert _turn(result, "design").answer.startswith("No design is likelier to pay than not; the")
