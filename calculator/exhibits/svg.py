"""Small drawings: marks with classes for the page, the same marks with colors for paper.

All text is escaped here. No style, no script, no identifier: many drawings share one page.
"""

from dataclasses import dataclass
from html import escape

from calculator.exhibits.palette import PRINT

FONT_SIZE = 12
CHART_WIDTH = 360
STRIP_WIDTH, STRIP_HEIGHT = 200, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One element: its tag, the class that colors it, its geometry and its text.

    ``english`` follows the text: words of the evidence, which nobody translates.
    """

    tag: str
    classes: str
    geometry: tuple[tuple[str, str], ...]
    text: str = ""
    english: str = ""

    def markup(self, *, for_print: bool) -> str:
        """Return the element; colored outright for paper, by class for the page."""
        look = tuple(PRINT[self.classes].items()) if for_print else (("class", self.classes),)
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in look + self.geometry)
        if self.tag != "text":
            return f"<{self.tag}{attributes}/>"
        tail = escape(self.english)
        if tail and not for_print:
            tail = f'<tspan lang="en">{tail}</tspan>'
        return f"<text{attributes}>{escape(self.text)}{tail}</text>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Svg:
    """A drawing with its text alternative. ``kind``: chart, or strip (for a table's cell)."""

    kind: str
    width: int
    height: int
    label: str
    marks: tuple[Mark, ...]

    def markup(self) -> str:
        """Return the drawing for the page: classes only, scaled by its container."""
        return self._draw(f'class="{self.kind}"', for_print=False)

    def for_print(self, font: str = "Source Sans Pro") -> str:
        """Return the drawing for paper: every color and the font stated, legible in gray."""
        size = f'width="{self.width}" height="{self.height}" font-family="{escape(font)}"'
        return self._draw(size, for_print=True)

    def _draw(self, attributes: str, *, for_print: bool) -> str:
        label = escape(self.label)
        marks = "".join(mark.markup(for_print=for_print) for mark in self.marks)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
            f'{attributes} role="img" aria-label="{label}"><title>{label}</title>{marks}</svg>'
        )


def line(classes: str, x1: float, y1: float, x2: float, y2: float) -> Mark:
    """Return a straight line."""
    return _mark("line", classes, x1=x1, y1=y1, x2=x2, y2=y2)


def rect(classes: str, x1: float, y: float, x2: float, height: float) -> Mark:
    """Return a box between two x, in either order, at least a hair wide so that it shows."""
    left, width = min(x1, x2), max(abs(x2 - x1), 0.5)
    return _mark("rect", classes, x=left, y=y, width=width, height=height)


def dot(classes: str, x: float, y: float, radius: float) -> Mark:
    """Return a dot."""
    return _mark("circle", classes, cx=x, cy=y, r=radius)


def path(classes: str, points: list[tuple[float, float]]) -> Mark:
    """Return an open line through points."""
    steps = " L".join(f"{_number(x)} {_number(y)}" for x, y in points)
    return Mark(tag="path", classes=classes, geometry=(("d", f"M{steps}"), ("fill", "none")))


def polygon(classes: str, points: list[tuple[float, float]]) -> Mark:
    """Return a filled shape with corners at the points."""
    corners = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
    return Mark(tag="polygon", classes=classes, geometry=(("points", corners),))


def text(
    classes: str, x: float, y: float, words: str, anchor: str = "start", *, english: str = ""
) -> Mark:
    """Return words at a baseline; ``anchor`` is start, middle or end."""
    geometry = (
        ("x", _number(x)),
        ("y", _number(y)),
        ("text-anchor", anchor),
        ("font-size", str(FONT_SIZE)),
    )
    return Mark(tag="text", classes=classes, geometry=geometry, text=words, english=english)


def _mark(tag: str, classes: str, **geometry: float) -> Mark:
    numbers = tuple((name, _number(value)) for name, value in geometry.items())
    return Mark(tag=tag, classes=classes, geometry=numbers)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
