"""Whatever is thrown at the door: a message on its field or a finite answer, nothing else."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from calculator.engine import run
from calculator.engine.errors import InvalidInput
from calculator.engine.inputs import scenario
from calculator.engine.inputs.fields import FIELD
from calculator.engine.inputs.overrides import bounds
from tests.engine.build import EVIDENCE, PAYER

QUIET = settings(deadline=None, suppress_health_check=list(HealthCheck))
TEXTS = st.one_of(
    st.text(max_size=12),
    st.text(alphabet=st.characters(categories=["Cs", "Cc", "Nd"]), max_size=6),
    st.sampled_from(
        ["b'12'", "٣٤", "１２", "1e400", "-1", "9" * 60, "NaN", "cancer", "payer", "²"]
    ),
)
NUMBERS = st.one_of(
    st.integers(-3, 12),
    st.integers(),
    st.sampled_from([10**12, 2**63, 10**400, 0.5, 1e-300, 5e-324, -0.0, 1e308]),
    st.floats(),
)
NAMES = st.sampled_from(
    [p.name for p in EVIDENCE.parameters]
    + [*EVIDENCE.line, "base", "low", "high", "0-17", "18-44", "45-64", "65+", "junk", "", "\ud800"]
)
JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(NAMES | TEXTS, inner, max_size=4)
    ),
    max_leaves=8,
)
SIZES = st.sampled_from([{"members": 10_000}, {"employees": 1}, PAYER])
FIELDS = st.dictionaries(st.sampled_from(list(FIELD)), JUNK, max_size=4)


def nested(depth: int) -> list:
    found: list = []
    for _ in range(depth):
        found = [found]
    return found


@settings(QUIET, max_examples=700)
@given(SIZES, FIELDS)
def test_junk_is_refused_by_field_and_never_fails_otherwise(size, fields):
    raw = {**size, **fields}
    try:
        found = scenario.read(raw, EVIDENCE)
    except InvalidInput as error:
        assert error.errors
        for field, messages in error.errors.items():
            assert field.split(".")[0] in FIELD
            assert all(message.isprintable() and len(message) < 700 for message in messages)
            json.dumps(field).encode()
            field.encode()
    else:
        assert scenario.read(found.to_dict(), EVIDENCE) == found


def test_lists_within_lists_are_refused_at_any_depth():
    for name in FIELD:
        try:
            scenario.read({"members": 10, name: nested(5_000)}, EVIDENCE)
        except InvalidInput as error:
            assert name in {field.split(".")[0] for field in error.errors}
        else:
            raise AssertionError(name)


def _own(parameter):
    low, high = bounds(parameter.key, parameter.unit)
    ends = st.sampled_from([low, high, max(low, 0.0), max(low, 1e-12)]) | st.floats(low, high)
    three = st.tuples(ends, ends, ends).map(sorted)
    ranges = three.map(lambda found: dict(zip(("low", "base", "high"), found, strict=True)))
    return st.tuples(st.just(parameter.name), ends | ranges)


OWN = st.sampled_from(EVIDENCE.parameters).flatmap(_own)
MONEY = st.sampled_from([0, 1e-12, 10_000_000])
EXTREMES = st.fixed_dictionaries(
    {"overrides": st.lists(OWN, max_size=8).map(dict)},
    optional={
        "horizon_years": st.sampled_from([1, 10]),
        "discount_rate": st.sampled_from([0, 0.2]),
        "savings_retained": st.sampled_from([0, 1]),
        "design": st.sampled_from(list(EVIDENCE.design)),
        "lens": st.sampled_from(list(EVIDENCE.lens)),
        "fee_per_opinion": MONEY,
        "fee_per_member_month": MONEY,
        "incentive_per_opinion": MONEY,
        "annual_administration_cost": MONEY,
        "implementation_fee": MONEY,
        "include_productivity": st.booleans(),
    },
)
LARGEST = {"audience": "payer", "members_by_line": {"medicaid": 200_000_000}}


@settings(QUIET, max_examples=60)
@given(SIZES | st.sampled_from([{"members": 1}, LARGEST]), EXTREMES)
def test_what_is_accepted_gives_a_finite_answer(size, extremes):
    try:
        inputs = scenario.read({**size, "draws": 1_000, **extremes}, EVIDENCE)
    except InvalidInput as error:
        assert all(field.startswith("overrides.") for field in error.errors)
    else:
        json.dumps(run.run(inputs, EVIDENCE), allow_nan=False)
