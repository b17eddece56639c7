import pytest

from calculator.engine.claims import reading
from calculator.engine.claims.fields import FIELD, FIELDS, HIGHEST, KINDS
from calculator.engine.errors import InvalidInput
from tests.engine.build import EVIDENCE


def read(**raw):
    return reading.read({"kind": "ratio", "amount": "11", "members": 10_000, **raw}, EVIDENCE)


def errors_of(**raw) -> dict[str, list[str]]:
    with pytest.raises(InvalidInput) as refused:
        read(**raw)
    return refused.value.errors


def test_every_declared_field_is_read_and_no_other():
    assert list(FIELD) == list(reading.Claim.__slots__)
    assert len(FIELDS) == len(FIELD)
    assert set(HIGHEST) == set(KINDS)


def test_what_is_not_stated_is_none_or_the_default():
    assert read().to_dict() == {
        "kind": "ratio", "amount": 11.0, "members": 10_000, "employees": None, "years": 1,
        "cases": None, "saving_per_case": None, "fee": None, "fee_basis": "pepm",
        "design": "voluntary", "reading": "saved",
    }  # fmt: skip


def test_a_claim_reads_itself_again():
    claim = read(kind="total", amount="$7 million", years="3", saving_per_case="$4,500")

    assert reading.read(claim.to_dict(), EVIDENCE) == claim


@pytest.mark.parametrize(
    ("kind", "typed", "figure"),
    [
        ("ratio", "11 to 1", 11),
        ("ratio", "$11 per $1", 11),
        ("ratio", "4.5:1", 4.5),
        ("ratio", "10-fold", 10),
        ("ratio", 3, 3),
        ("per_member_year", "$650", 650),
        ("per_opinion", "8,705", 8_705),
        ("per_opinion", "12k", 12_000),
        ("total", "65 Million", 65_000_000),
        ("total", "$1.2bn", 1_200_000_000),
        ("total", "7 000 000", 7_000_000),
    ],
)
def test_figures_are_read_as_sellers_print_them(kind, typed, figure):
    assert read(kind=kind, amount=typed).amount == figure


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("ratio", "300%", "enter 4."),
        ("total", "300%", "Enter dollars."),
        ("ratio", "1:11", "“1:11” is not a number. Enter 0 to 10,000 dollars back per $1."),
        ("ratio", "10,001", "too large"),
        ("ratio", "7 million", "is not a number"),
        ("total", "7 to 1", "is not a number"),
        ("total", "2,000 billion", "too large"),
        ("per_opinion", "-5", "too small"),
        ("per_opinion", "0", "more than 0"),
        ("per_opinion", "", "Enter the figure"),
        ("per_opinion", [1], "A list is not a number"),
        ("per_opinion", True, "is not a number"),
        ("per_opinion", float("nan"), "is not a number"),
    ],
)
def test_a_figure_that_cannot_be_used_is_refused_with_a_reason(kind, typed, said):
    (message,) = errors_of(kind=kind, amount=typed)["amount"]

    assert said in message


@pytest.mark.parametrize(
    ("raw", "field"),
    [
        ({"kind": "per_case"}, "cases"),
        ({"saving_per_case": 5}, "saving_per_case"),
        ({"kind": "total", "saving_per_case": 0}, "saving_per_case"),
        ({"reading": "exists"}, "reading"),
        ({"kind": "per_opinion", "reading": "exists"}, "reading"),
        ({"fee": 0}, "fee"),
        ({"employees": 5}, "employees"),
        ({"members": ""}, "employees"),
        ({"members": 0}, "members"),
        ({"years": 21}, "years"),
        ({"cases": "1.5"}, "cases"),
        ({"fee_basis": "monthly"}, "fee_basis"),
        ({"design": "magic"}, "design"),
        ({"kind": "promise"}, "kind"),
        ({"sponsor": "x"}, "sponsor"),
    ],
)
def test_each_error_stands_at_its_own_field(raw, field):
    assert list(errors_of(**raw)) == [field]


def test_all_errors_come_at_once():
    found = errors_of(amount="much", members="few", years="0", fee="x")

    assert set(found) == {"amount", "members", "years", "fee"}
