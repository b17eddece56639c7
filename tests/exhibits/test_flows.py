"""From decisions to dollars: chain, waterfall, areas, years, payers."""

import pytest

from calculator.exhibits import (
    breakdown,
    pathway,
    payers,
)
from tests.exhibits.cases import SCENARIOS, reference, result_of
from tests.exhibits.tables import column, dollars, row_named


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_waterfall_adds_up_to_net(name: str) -> None:
    result = result_of(name)

    total = sum(value for _, value in pathway.flows(result))

    assert total == pytest.approx(result["totals"]["net"], abs=1e-6, rel=1e-9)


def test_the_waterfall_shows_only_shares_that_exist() -> None:
    own = [name for name, _ in pathway.flows(reference())]
    shared = [name for name, _ in pathway.flows(result_of("insured, half kept, work days"))]

    assert "Insurer's share" not in own and "Work days not lost" not in own
    assert "Insurer's share" in shared and "Work days not lost" in shared


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("voluntary, reference", "$280,000 goes out, $64,000 comes back"),
        ("free", "comes back, and nothing is spent"),
        ("areas that lose", "goes out, and care costs $2,700 more"),
    ],
)
def test_the_title_of_the_money_is_the_finding(name: str, title: str) -> None:
    assert title in pathway.money(result_of(name)).title


def test_not_confirmed_is_not_avoided() -> None:
    exhibit = pathway.chain(reference())

    assert exhibit.title == "Of 100 operations not confirmed, about 39 are lastingly avoided"
    assert column(exhibit, "people") == ["321", "21.9", "5.5", "3.8", "3.2", "2.1"]
    assert column(exhibit, "share")[0] == "—"


def test_a_chain_of_nothing() -> None:
    assert pathway.chain(result_of("areas that lose")).title.startswith("No operation is advised")


def test_areas_keep_their_order_and_add_up() -> None:
    result = reference()
    exhibit = breakdown.areas(result)

    rows = [row for row in exhibit.table.rows if row.kind == "plain"]
    assert [row.cells[0].text for row in rows] == [area["name"] for area in result["areas"]]
    total = dollars(row_named(exhibit, "All areas").cells[4].text)
    assert total == round(result["totals"]["plan_saving"])
    assert exhibit.title == (
        "The largest part of the savings, 35%, comes from lumbar fusion; 4 areas lose money"
    )


def test_areas_that_lose_arerow_named() -> None:
    note = breakdown.areas(reference()).notes[0]

    assert "Other serious diagnoses" in note and "Lumbar fusion" not in note


@pytest.mark.parametrize(
    ("savings", "title"),
    [
        ((5.0, 1.0), "Most of the savings come from cancer (new diagnosis)"),
        ((5.0, -1.0), "Most of the savings come from cancer (new diagnosis); 1 area loses money"),
        ((-5.0, -1.0), "No area saves money"),
        ((0.0, 0.0), "No area moves any money"),
    ],
)
def test_the_title_of_the_areas_is_the_finding(savings: tuple, title: str) -> None:
    result = reference()
    result["areas"] = result["areas"][:2]
    for area, saving in zip(result["areas"], savings, strict=True):
        area["plan_saving"] = saving * 1_000

    assert breakdown.areas(result).title == title


def test_fees_per_opinion_are_charged_to_their_areas() -> None:
    exhibit = breakdown.areas(result_of("mandatory, reference"))

    assert exhibit.table.columns[4].title == "Plan saving less its opinions' fees"


def test_a_caution_stands_with_its_area() -> None:
    exhibit = breakdown.areas(result_of("caution"))

    assert "No study" in row_named(exhibit, "Ocular surgery").cells[0].hint
    assert not any("treatment plans" in note for note in exhibit.notes)


def test_years_add_up() -> None:
    exhibit = breakdown.years(reference())
    nets = [dollars(text) for text in column(exhibit, "net")]

    assert sum(nets[:-1]) == pytest.approx(nets[-1], abs=2)
    assert "Payback: never within 3 years." in exhibit.notes


def test_productivity_is_a_column_of_its_own() -> None:
    own = breakdown.years(result_of("insured, half kept, work days"))

    assert "Work days not lost" in [column.title for column in own.table.columns]
    assert "Work days not lost" not in [c.title for c in breakdown.years(reference()).table.columns]


@pytest.mark.parametrize(
    ("nets", "month", "title"),
    [
        ((-1e3, -1e3), None, "It loses in each of its 2 years"),
        ((-1e3,), None, "It loses in its one year"),
        ((-1e4, 1e3), None, "It gains in 1 of 2 years, but the money is not back in that time"),
        ((1e3, 1e3), 1, "The money is back in month 1"),
    ],
)
def test_the_title_of_the_years_is_the_finding(nets: tuple, month: int | None, title: str) -> None:
    result = reference()
    result["years"] = result["years"][: len(nets)]
    for year, net in zip(result["years"], nets, strict=True):
        year["net"] = net
    result["totals"]["payback_month"] = month

    assert breakdown.years(result).title == title


def test_the_shares_of_the_payers_add_up() -> None:
    exhibit = payers.payers(result_of("insured, half kept, work days"))
    found = [dollars(text) for text in column(exhibit, "dollars")]

    assert sum(found[:3]) == pytest.approx(found[3], abs=2)
    assert any("you stated that 50% comes back" in note for note in exhibit.notes)
    assert any("Work days not lost are not part" in note for note in exhibit.notes)


def test_a_payer_sees_its_lines_of_business() -> None:
    exhibit = payers.payers(result_of("payer"))

    assert exhibit.title.startswith("The payer keeps")
    assert row_named(exhibit, "Medicaid managed care, 300,000 members")


@pytest.mark.parametrize(
    ("allowed", "title"),
    [
        (0.0, "There are no savings to share"),
        (-1e4, "Care costs more, not less: the shares are of a loss"),
    ],
)
def test_without_savings_there_is_nothing_to_share(allowed: float, title: str) -> None:
    result = reference()
    result["totals"]["allowed_saving"] = allowed

    assert payers.payers(result).title == title
