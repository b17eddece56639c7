"""The price that pays back in words, and what it says where no price was agreed."""

from calculator.exhibits import deal as exhibits
from calculator.exhibits.deal_price import in_cases
from tests.exhibits.test_deal import LISTED, answer_of, deal_of, exhibit


def test_price_title_follows_the_row_of_the_contracts_own_way():
    deal = deal_of()
    for value, words in (
        (0.279, "It pays back in 80 of 100 cases up to $0.27 per employee per month"),
        (None, "No price pays back in 80 of 100 cases: even free of charge it does in "),
        (float("inf"), "At any price per employee per month it pays back in 80 of 100 cases"),
    ):
        deal["prices"][0]["luck"] = value
        answer = exhibits.answer(deal, LISTED)
        found = exhibit(answer, "price")
        assert found.title.startswith(words)
        assert found.table.rows[0].kind == "chosen"
        assert [tile.value for tile in answer.tiles][3] == (
            found.table.rows[0].cells[2].text.capitalize()
        )


def test_price_that_nobody_agreed_on_is_told_apart_from_a_signed_one():
    deal = deal_of()
    notes = exhibit(answer_of(), "price").notes

    assert notes[0].startswith("No price is agreed yet: $1.50 is what the evidence expects")
    assert f"$1.50, signed, pays back in {in_cases(deal['curve']['agreed'])}." in notes[0]
    deal["curve"]["is_drawn"] = False
    signed = exhibit(exhibits.answer(deal, LISTED), "price").notes
    assert signed == notes[1:]
