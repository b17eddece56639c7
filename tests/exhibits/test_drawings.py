"""Marks, scales, colors, strips and charts."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator.exhibits import charts, palette, scale, strips, svg
from calculator.exhibits.charts import Bar
from calculator.exhibits.svg import Svg

CSS = Path(__file__).parents[2] / "msoroi" / "static" / "css"


def _svg(*marks: svg.Mark, label: str = "A drawing") -> Svg:
    return Svg(kind="chart", width=360, height=100, label=label, marks=marks)


def test_text_is_escaped_everywhere() -> None:
    hostile = '<script>alert("x")</script> & more'
    drawing = _svg(svg.text("label", 0, 10, hostile), label=hostile)

    for markup in (drawing.markup(), drawing.for_print(font='A"B')):
        root = ElementTree.fromstring(markup)
        assert "<script" not in markup
        assert root.attrib["aria-label"] == hostile
        assert root[-1].text == hostile


def test_the_page_colors_by_class_and_paper_outright() -> None:
    drawing = _svg(svg.rect("bar loss", 30, 5, 10, 12))

    assert 'class="bar loss"' in drawing.markup()
    assert "fill" not in drawing.markup()
    assert f'fill="{palette.PALE_LOSS}"' in drawing.for_print()
    assert "class=" not in drawing.for_print()


def test_a_box_is_drawn_from_the_left_and_never_vanishes() -> None:
    at = dict(svg.rect("bar gain", 30, 5, 10, 12).geometry)
    thin = dict(svg.rect("bar gain", 10, 5, 10, 12).geometry)

    assert (at["x"], at["width"]) == ("10", "20")
    assert float(thin["width"]) > 0


def test_paper_tells_gain_from_loss_in_gray() -> None:
    for kind in ("bar", "dot"):
        gain = palette.PRINT[f"{kind} gain"]["fill"]
        loss = palette.PRINT[f"{kind} loss"]["fill"]
        assert palette.contrast(gain, loss) > 2.5
    for name in ("bar gain", "bar loss", "bar low", "bar high", "dot loss"):
        assert palette.contrast(palette.PRINT[name]["stroke"], "#FFFFFF") >= 3


@pytest.mark.parametrize("scheme", [palette.LIGHT, palette.DARK])
def test_colors_reach_wcag_aa(scheme: dict[str, str]) -> None:
    for paper in (scheme["paper"], scheme["surface"]):
        for text in ("ink", "muted", "primary", "gain", "loss"):
            assert palette.contrast(scheme[text], paper) >= 4.5, text
        assert palette.contrast(scheme["axis"], paper) >= 3


@given(
    st.lists(st.floats(min_value=-1e10, max_value=1e10), min_size=1, max_size=6),
    st.booleans(),
)
def test_a_scale_holds_its_values_in_order(values: list[float], with_zero: bool) -> None:
    axis = scale.around(values, left=10, right=190, with_zero=with_zero)
    places = [axis(value) for value in sorted(values)]

    assert all(10 <= place <= 190 for place in places)
    assert places == sorted(places)
    assert not with_zero or axis.low <= 0 <= axis.high


@given(st.floats(-1e9, 1e9), st.floats(0.01, 1e9), st.integers(2, 6))
def test_ticks_are_few_and_within_the_scale(low: float, width: float, most: int) -> None:
    axis = scale.Scale(low=low, high=low + width, left=0, right=100)

    ticks = axis.ticks(most)

    assert len(ticks) <= most + 1
    assert all(low - width * 1e-6 <= tick <= low + width * (1 + 1e-6) for tick in ticks)


def test_ticks_are_round_numbers() -> None:
    axis = scale.Scale(low=-262_000, high=43_000, left=0, right=100)

    assert axis.ticks(4) == [-200_000, -100_000, 0]


@pytest.mark.parametrize("classes", palette.PRINT)
def test_the_stylesheet_colors_every_class(classes: str) -> None:
    sheet = (CSS / "charts.css").read_text("utf-8")

    assert re.search(rf"(^|line)\.{classes.replace(' ', '[.]')} \{{", sheet, re.MULTILINE)


def test_the_stylesheet_has_the_same_two_schemes() -> None:
    light, dark = (CSS / "tokens.css").read_text("utf-8").split("prefers-color-scheme: dark")

    for scheme, sheet in ((palette.LIGHT, light), (palette.DARK, dark)):
        for name, color in scheme.items():
            assert f"--{name}: {color};" in sheet


def _classes(drawing: Svg) -> list[str]:
    return [mark.classes for mark in drawing.marks]


def test_an_interval_across_zero_shows_both_sides() -> None:
    axis = strips.axis([-100.0, 50.0])

    across = strips.interval(axis, low=-100, value=-20, high=50, label="Net")
    above = strips.interval(axis, low=10, value=20, high=50, label="Net")
    below = strips.interval(axis, low=-100, value=-20, high=-10, label="Net")

    assert _classes(across) == ["doubt loss", "doubt gain", "zero", "dot loss"]
    assert _classes(above) == ["doubt gain", "zero", "dot gain"]
    assert _classes(below) == ["doubt loss", "zero", "dot loss"]
    assert across.label == "Net: −$20, 80% interval −$100 to $50"


def test_a_swing_marks_low_high_base_and_zero() -> None:
    axis = strips.axis([-100.0, 50.0])

    drawing = strips.swing(axis, at_low=-100, base=-20, at_high=50, label="Fee")

    assert _classes(drawing) == ["bar low", "bar high", "zero", "base"]
    assert drawing.label == "Fee: net −$100 at its low, $50 at its high"


def test_steps_shrink_with_their_values() -> None:
    drawing = charts.steps(
        [Bar(name=n, value=v, text=n) for n, v in (("a", 8), ("b", 2))], label="x"
    )
    widths = [float(dict(m.geometry)["width"]) for m in drawing.marks if m.tag == "rect"]

    assert widths[0] == pytest.approx(4 * widths[1])


def test_steps_of_nothing_can_be_drawn() -> None:
    drawing = charts.steps([Bar(name="a", value=0.0, text="0")], label="x")

    ElementTree.fromstring(drawing.markup())


def test_a_waterfall_ends_where_its_flows_add_up() -> None:
    drawing = charts.waterfall([("in", 100.0), ("out", -160.0)], result=("Net", -60.0), label="x")
    boxes = [dict(m.geometry) for m in drawing.marks if m.tag == "rect"]
    zero = float(next(dict(m.geometry)["x1"] for m in drawing.marks if m.classes == "zero"))

    assert float(boxes[1]["x"]) == pytest.approx(float(boxes[2]["x"]), abs=0.02)
    right = float(boxes[2]["x"]) + float(boxes[2]["width"])
    assert right == pytest.approx(zero, abs=0.02)


def test_a_distribution_colors_each_side_of_zero() -> None:
    drawing = charts.distribution([-20.0, -10.0, 0.0, 10.0], [3, 2, 1], value=-8.0, label="x")
    bars = [m.classes for m in drawing.marks if m.tag == "rect"]

    assert bars == ["bar loss", "bar loss", "bar gain"]
    assert "base case −$8" in [m.text for m in drawing.marks]


def test_a_distribution_without_spread_can_be_drawn() -> None:
    drawing = charts.distribution([-0.5, 0.5], [0], value=0.0, label="x")

    ElementTree.fromstring(drawing.markup())


@pytest.mark.parametrize(("here", "anchor"), [(0.0, "start"), (1.5, "middle"), (3.0, "end")])
def test_the_flag_turns_inward_at_the_edges(here: float, anchor: str) -> None:
    drawing = charts.curve(
        [0.0, 1.0, 2.0, 3.0],
        [1.0, 0.5, 0.2, 0.0],
        here=(here, "now, as it is at present"),
        words=lambda value: f"${value:.2f}",
        label="x",
    )
    flag = drawing.marks[-1]

    assert dict(flag.geometry)["text-anchor"] == anchor


def test_long_money_gets_fewer_ticks() -> None:
    drawing = charts.distribution([-9e8, 0.0, 9e8], [3, 2], value=0.0, label="x")
    ticks = [m for m in drawing.marks if m.classes == "label muted"]

    assert 1 <= len(ticks) <= 3
    assert all(re.match(r"−?\$", mark.text) for mark in ticks)
