import pytest

from calculator.engine.evidence import Parameter, Range
from calculator.engine.inputs import overrides
from tests.engine.build import EVIDENCE

WIDE = {"base": 0.5, "low": 0.4, "high": 0.6}


def read(given):
    return overrides.read(given, EVIDENCE)


@pytest.mark.parametrize(
    ("key", "unit", "expected"),
    [
        ("later_surgery_rate", "share", (0, 1)),
        ("decision_rate", "per 1,000 members a year", (0, 1_000)),
        ("engagement", "ratio", (0, 100)),
        ("price_index", "ratio to commercial", (0, 100)),
        ("work_days_lost", "work days", (0, 365)),
        ("medical_trend", "per year", (-0.2, 0.5)),
        ("surgery_cost", "USD 2025", (0, 10_000_000)),
        ("fee_per_opinion", "USD", (0, 10_000_000)),
        ("saving_per_changed_plan", "USD 2025", (-10_000_000, 10_000_000)),
        ("members_per_employee", "ratio", (0.01, 100)),
    ],
)
def test_bounds_follow_from_the_unit(key, unit, expected):
    assert overrides.bounds(key, unit) == expected


def test_a_number_a_range_and_an_empty_value():
    found, errors = read(
        {
            "surgery_cost.cabg": "50,000",
            "later_surgery_rate": WIDE,
            "engagement": {"base": 2, "low": "", "high": None},
            "compliance": None,
            "medical_trend": "",
        }
    )

    assert errors == {}
    assert found == {
        "surgery_cost.cabg": 50_000.0,
        "later_surgery_rate": Range(base=0.5, low=0.4, high=0.6),
        "engagement": 2.0,
    }


def test_the_order_of_entry_does_not_matter():
    given = {"surgery_cost.cabg": 1, "engagement": 1, "compliance": 1}

    assert list(read(given)[0]) == list(read(dict(reversed(given.items())))[0])


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("nothing", 1, "There is no parameter “nothing”"),
        ("", 1, "There is no parameter “”"),
        ("surgery_cost", 1, "differs by clinical area: add a clinical area, such as bariatric"),
        ("price_index", 1, "differs by line of business: add a line of business, such as comm"),
        ("surgery_cost.cancer", 1, "“cancer” is not a clinical area of “surgery_cost”: use one of"),
        ("price_index.dental", 1, "“dental” is not a line of business of “price_index”"),
        ("engagement.cabg", 1, "“engagement” has one value for all areas: leave out “.cabg”."),
        ("engagement", 101, "“101” is too large. Enter 0 to 100 (ratio)."),
        ("members_per_employee", 0, "“0” is too small. Enter 0.01 to 100 (ratio)."),
        ("members_per_employee", {"base": 1, "low": 0, "high": 2}, "“0” is too small."),
        ("engagement", "x", "“x” is not a number. Enter 0 to 100 (ratio)."),
        ("engagement", [1], "A list is not a number."),
        ("engagement", {"mean": 1}, "There is no part “mean”: give base, low and high."),
        ("engagement", {"base": 1, "low": 0.5}, "Give base, low and high together, or base"),
        ("engagement", {}, "Give base, low and high together"),
        ("engagement", {"base": 1, "low": 2, "high": 3}, "The base 1 must lie between low 2 and"),
        ("later_surgery_rate", {"base": 0, "low": 0, "high": 1}, "No beta distribution fits"),
        ("later_surgery_rate", {"base": 0.5, "low": 0, "high": 1e9}, "too large"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field(name, value, words):
    found, errors = read({name: value})

    assert found == {}
    assert list(errors) == [f"overrides.{name}"]
    assert words in errors[f"overrides.{name}"][0]


def test_not_a_map_and_too_many():
    assert read([1])[1] == {
        "overrides": [
            "A list is not a map. Give a map from parameter to a number or to base, low, high."
        ]
    }
    many = {f"x{i}": 1 for i in range(401)}
    assert read(many)[1] == {"overrides": ["At most 400 parameters can be replaced; 401 found."]}


def test_a_range_must_fit_the_family_of_every_lens():
    name = "saving_per_changed_plan.cancer"
    families = {
        lens.replacements[name].family for lens in EVIDENCE.lenses if name in lens.replacements
    }

    assert families == {"fixed", "pert"}
    assert overrides.fit_problem(name, Range(base=1, low=0, high=100), EVIDENCE).startswith(
        "No pert distribution fits these three: the base 1 is too near one end of 0 to 100."
    )
    assert overrides.fit_problem(name, 5.0, EVIDENCE) == ""
    assert overrides.fit_problem(name, Range(base=50, low=0, high=100), EVIDENCE) == ""


@pytest.mark.parametrize(
    ("reference", "unit", "in_force", "expected"),
    [
        ("gamma", "USD 2025", "lognormal", "lognormal"),
        ("gamma", "USD 2025", "fixed", "gamma"),
        ("fixed", "share of decisions", "fixed", "beta"),
        ("fixed", "per year", "fixed", "pert"),
    ],
)
def test_the_family_of_a_users_range(reference, unit, in_force, expected):
    row = Parameter(key="k", label="", unit=unit, family=reference, base=1, low=1, high=1)

    assert overrides.family_for(row, in_force) == expected
