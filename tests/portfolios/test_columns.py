"""What the columns of a portfolio file mean, and what is refused before anything is calculated."""

import pytest

from calculator.engine.errors import InvalidInput
from calculator.portfolios.reading.columns import column_of, raw_inputs, read_columns
from tests.engine.release import newest_evidence

EVIDENCE = newest_evidence()
AGES = [f"age_mix.commercial.{band}" for band in ("0-17", "18-44", "45-64", "65+")]


def refusals(*header: str) -> str:
    with pytest.raises(InvalidInput) as error:
        read_columns(header, EVIDENCE)
    return " ".join(error.value.errors["columns"])


def test_each_column_has_one_part() -> None:
    found = read_columns(
        ["region", "group_id", "members", "design", "overrides.engagement.low", *AGES], EVIDENCE
    )

    assert found.sizes == ("members",)
    assert found.mixes == {"commercial": tuple(AGES)}
    assert found.inputs == ("design", "overrides.engagement.low")
    assert found.labels == ("region",)
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (["members"], "no column group_id"),
        (["group_id"], "no size"),
        (["group_id", "members", "members"], "members stands there twice"),
        (["group_id", "members", "seed"], "seed is the same for all groups"),
        (["group_id", "members", "net"], "net is a column of the results"),
        (["group_id", "members", "__row"], "__row begins with __"),
        (["group_id", "members", "overrides.luck"], "no parameter luck"),
        (["group_id", "members", "overrides."], "no parameter without a name"),
        (["group_id", "members_by_line.dental"], "no line dental"),
        (["group_id", "members", "age_mix.commercial.old"], "write age_mix.LINE.BAND"),
        (["group_id", "members", AGES[0]], "the band 18-44 of the same line is missing"),
        (["group_id", "members", *(f"c{i}" for i in range(200))], "too many: 200 at most"),
    ],
)
def test_a_file_that_cannot_be_a_portfolio_is_refused(header: list[str], said: str) -> None:
    assert said in refusals(*header)


def test_a_misspelled_input_is_asked_about() -> None:
    found = read_columns(["group_id", "members", "Fee per opinions"], EVIDENCE)

    assert found.labels == ("Fee per opinions",)
    assert "Did you mean fee_per_opinion?" in found.doubts[0]


def test_a_cell_may_hold_several_values() -> None:
    raw = raw_inputs({}, {"areas": "lumbar_fusion; stroke", "uptake_ramp": "0.5;1"})

    assert raw == {"areas": ["lumbar_fusion", "stroke"], "uptake_ramp": ["0.5", "1"]}


def test_a_part_of_an_own_number_replaces_a_plain_default() -> None:
    cells = {"overrides.engagement.low": "1", "overrides.engagement.high": "2"}

    raw = raw_inputs({"overrides": {"engagement": "5", "later_surgery_rate": "0.1"}}, cells)

    assert raw["overrides"] == {
        "engagement": {"low": "1", "high": "2"},
        "later_surgery_rate": "0.1",
    }


def test_defaults_are_not_changed_by_a_row() -> None:
    defaults = {"overrides": {"engagement": {"base": 1}}}

    raw_inputs(defaults, {"overrides.engagement.low": "0.5", "overrides.compliance": "1"})

    assert defaults == {"overrides": {"engagement": {"base": 1}}}


@pytest.mark.parametrize(
    ("field", "column"),
    [
        ("uptake_ramp.2", "uptake_ramp"),
        ("overrides.engagement", "overrides.engagement.low"),
        ("funding", ""),
    ],
)
def test_a_message_belongs_to_the_column_of_its_field(field: str, column: str) -> None:
    assert column_of(field, ["members", "uptake_ramp", "overrides.engagement.low"]) == column
