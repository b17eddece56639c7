from dataclasses import fields

from calculator.engine.inputs.fields import FIELD, FIELDS
from calculator.engine.inputs.scenario import ScenarioInputs


def test_every_input_is_declared_once_and_read():
    assert [field.name for field in FIELDS] == list(FIELD)
    assert set(FIELD) == {field.name for field in fields(ScenarioInputs)}


def test_numbers_have_bounds_and_all_have_a_label():
    for field in FIELDS:
        assert field.label, field.name
        if field.kind in ("whole", "number", "share", "money"):
            assert field.low < field.high, field.name
