import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator.engine.distributions import Fit, fit
from calculator.engine.errors import UnfitDistribution
from calculator.exhibits.density import describe
from calculator.exhibits.palette import PRINT


def described(family="beta", base=0.2, low=0.1, high=0.35, unit="share"):
    return describe(fit(family, base=base, low=low, high=high), base=base, unit=unit)


def test_shape_quantiles_and_drawing_are_said():
    said = described()

    assert dict(said.shape).keys() == {"alpha", "beta"}
    assert [name for name, _ in said.quantiles] == ["2.5%", "median", "97.5%"]
    assert all(value.endswith("%") for _, value in said.quantiles)
    assert "base 20%" in said.drawing.label


@pytest.mark.parametrize("family", ["beta", "gamma", "lognormal", "pert"])
def test_a_drawing_is_well_formed_and_uses_known_classes(family):
    drawing = described(family).drawing
    marks = list(ET.fromstring(drawing.markup()))

    assert {mark.get("class") for mark in marks if mark.get("class")} <= set(PRINT)
    assert "nan" not in drawing.markup()


def test_money_is_said_as_money():
    said = described("gamma", 73_000, 50_000, 100_000, "USD 2025")

    assert all(value.startswith("$") for _, value in said.quantiles)


def test_a_fixed_value_has_no_drawing():
    said = described("fixed")

    assert (said.shape, said.quantiles, said.drawing) == ([], [], None)


def test_what_lies_in_one_place_is_not_drawn():
    said = describe(Fit(family="beta", first=1.1e-6, second=1.0), base=1e-6, unit="share")

    assert said.drawing is None
    assert said.quantiles[1] == ("median", "0%")


def test_what_lies_so_near_zero_that_no_number_is_between_is_not_drawn():
    fit = Fit(family="lognormal", first=-812.5739289111999, second=20.002581129035534)

    assert describe(fit, base=0.0, unit="ratio").drawing is None


def test_what_leaves_all_numbers_is_refused():
    with pytest.raises(UnfitDistribution, match="too extreme"):
        describe(Fit(family="gamma", first=1.0, second=1e308), base=1e308, unit="ratio")


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["beta", "gamma", "lognormal", "pert"]),
    st.floats(-1e9, 1e9),
    st.floats(-1e9, 1e9),
    st.floats(-1e9, 1e9),
)
def test_whatever_fits_can_be_described(family, low, base, high):
    low, base, high = sorted((low, base, high))
    try:
        said = described(family, base, low, high, "ratio")
    except (UnfitDistribution, ArithmeticError):
        return

    if said.drawing:
        ET.fromstring(said.drawing.markup())
        assert "nan" not in said.drawing.markup()
