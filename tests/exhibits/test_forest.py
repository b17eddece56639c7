"""The forest plot: what is written, and which mark stands for what."""

from xml.etree import ElementTree

from calculator.exhibits import forest
from calculator.exhibits.forest import Point, Total

IN_USE = Total(name="In use", text="45%", value=0.45, low=0.26, high=0.65)
POOLED = Total(
    name="Pooled, 2 findings", text="57%", value=0.57, low=0.48, high=0.65, reach=(0.2, 0.9)
)


def a_point(**fields: object) -> Point:
    plain = {"name": "Lenza and others, 2017", "text": "66%", "note": "Independent · seen",
             "value": 0.66, "low": 0.62, "high": 0.71}  # fmt: skip
    return Point(**(plain | fields))


def drawn(points: list[Point], pooled: Total | None = POOLED) -> ElementTree.Element:
    svg = forest.forest(
        points, in_use=IN_USE, pooled=pooled, words=lambda v: f"{v:g}", label="<All>"
    )
    assert svg.for_print().count("fill=") >= len(points)
    return ElementTree.fromstring(svg.markup())


def classes(root: ElementTree.Element) -> list[str]:
    return [f"{mark.tag.rpartition('}')[2]} {mark.get('class')}" for mark in root]


def test_shape_says_who_stands_behind_a_finding():
    shapes = [a_point(shape=shape) for shape in ("square", "circle", "triangle")]

    marks = classes(drawn(shapes))

    assert [m for m in marks if "mark solid" in m] == [
        "rect mark solid", "circle mark solid", "polygon mark solid"
    ]  # fmt: skip


def test_filling_and_line_say_whether_it_was_seen_and_pooled():
    marks = classes(drawn([a_point(is_solid=False), a_point(is_pooled=False)]))

    assert "rect mark open" in marks
    assert "rect mark solid out" in marks
    assert marks.count("line whisker") == 1
    assert marks.count("line whisker out") == 2  # the finding, and the prediction interval


def test_a_finding_may_lack_its_number_or_its_interval():
    marks = classes(drawn([a_point(value=None), a_point(low=None)], pooled=None))

    assert marks.count("line whisker") == 1
    assert marks.count("rect mark solid") == 1
    assert "polygon bar plain" not in marks


def test_words_are_escaped_and_shortened_to_the_line():
    root = drawn([a_point(name="A" * 100, note="<b>" + "x" * 100)])
    texts = [mark.text for mark in root]

    assert root.get("aria-label") == "<All>"
    assert "A" * 33 + "…" in texts
    assert any(t.startswith("<b>xxx") and t.endswith("…") and len(t) <= 64 for t in texts if t)


def test_everything_stays_within_the_drawing():
    root = drawn([a_point(low=0.0, high=1.0)])
    width, height = (float(part) for part in root.get("viewBox").split()[2:])

    for mark in root:
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(mark.get(name, 0)) <= width
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(mark.get(name, 0)) <= height
