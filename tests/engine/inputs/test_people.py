import pytest

from calculator.engine.errors import InvalidInput
from calculator.engine.inputs import scenario
from tests.engine.build import EVIDENCE, PAYER

MIX = {"0-17": 0.25, "18-44": 0.25, "45-64": 0.25, "65+": 0.25}


def errors_of(**raw) -> dict:
    with pytest.raises(InvalidInput) as caught:
        scenario.read(raw, EVIDENCE)
    return caught.value.errors


def test_an_employer_enters_members_or_employees():
    assert scenario.read({"members": "12,500"}, EVIDENCE).members == 12_500
    assert scenario.read({"employees": 700}, EVIDENCE).employees == 700
    assert errors_of() == {"employees": ["Enter the number of employees, or of members."]}
    assert set(errors_of(members=1, employees=1)) == {"employees"}
    assert set(errors_of(members=1, members_by_line={"commercial": 1})) == {"members_by_line"}


@pytest.mark.parametrize("value", [0, -1, 5_000_001, 10**12, "text", 1.5, True, [], {}])
def test_a_strange_size_is_refused_at_its_field(value):
    assert set(errors_of(members=value)) == {"members"}
    assert set(errors_of(employees=value)) == {"employees"}


def test_a_payer_enters_members_by_line_in_any_order():
    given = {"medicaid": 5, "commercial": "1,000", "medicare_advantage": 0}

    found = scenario.read({"audience": "payer", "members_by_line": given}, EVIDENCE)

    assert list(found.members_by_line.items()) == [("commercial", 1_000), ("medicaid", 5)]
    assert found.members is None
    assert found.employees is None


@pytest.mark.parametrize(
    ("lines", "field"),
    [
        (None, "members_by_line"),
        ({}, "members_by_line"),
        ({"commercial": 0}, "members_by_line"),
        ({"commercial": 150_000_000, "medicaid": 50_000_001}, "members_by_line"),
        ([5], "members_by_line"),
        ({"commercial": "x"}, "members_by_line.commercial"),
        ({"commercial": 200_000_001}, "members_by_line.commercial"),
        ({"dental": 5}, "members_by_line.dental"),
        ({"\ud800\n": 5}, "members_by_line."),
    ],
)
def test_a_payers_strange_lines_are_refused_at_their_field(lines, field):
    found = errors_of(audience="payer", members_by_line=lines)

    assert field in found


def test_a_payer_has_neither_members_nor_employees_nor_their_fee():
    found = errors_of(**PAYER, members=1, employees=1, fee_per_employee_month=1)

    assert set(found) == {"members", "employees", "fee_per_employee_month"}


def test_two_hundred_million_members_are_allowed():
    given = {"audience": "payer", "members_by_line": {"commercial": 200_000_000}}

    assert scenario.read(given, EVIDENCE).members_by_line == {"commercial": 200_000_000}


def test_an_age_mix_is_used_as_entered():
    mix = {**MIX, "65+": 0.2509}

    found = scenario.read({"members": 1, "age_mix": {"commercial": mix}}, EVIDENCE)

    assert found.age_mix == {"commercial": mix}


def test_an_empty_age_mix_keeps_the_lines_usual_one():
    blank = dict.fromkeys(MIX, "")

    assert scenario.read({"members": 1, "age_mix": {"commercial": blank}}, EVIDENCE).age_mix == {}


@pytest.mark.parametrize(
    ("mix", "field", "words"),
    [
        ({**MIX, "65+": 0.2512}, "commercial", "The four shares add up to 1.001. They must"),
        ({**MIX, "65+": 1.5}, "commercial.65+", "“1.5” is too large. Enter 0 to 1."),
        ({"0-17": 1}, "commercial", "Missing: 18-44, 45-64, 65+. Give all four age bands."),
        ({**MIX, "90+": 0.1}, "commercial", "There is no age band “90+”: use 0-17"),
        ([1], "commercial", "A list is not a map. Give a share for each age band"),
    ],
)
def test_a_strange_age_mix_is_refused_at_its_field(mix, field, words):
    found = errors_of(members=1, age_mix={"commercial": mix})

    assert set(found) == {f"age_mix.{field}"}
    assert words in found[f"age_mix.{field}"][0]


def test_age_mixes_are_of_the_lines_one_has():
    assert set(errors_of(members=1, age_mix={"medicaid": MIX})) == {"age_mix.medicaid"}
    assert set(errors_of(members=1, age_mix={"dental": MIX})) == {"age_mix.dental"}
    found = scenario.read({**PAYER, "age_mix": {"medicaid": MIX, "commercial": MIX}}, EVIDENCE)
    assert list(found.age_mix) == ["commercial", "medicaid"]
