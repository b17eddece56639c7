"""Colors: two schemes for the screen, and what each class of a drawing becomes on paper.

The stylesheet colors the page's drawings by class; paper has no stylesheet, so ``PRINT`` states
fill and stroke outright. Gain is dark and solid, loss light with an outline: told apart in gray.
"""

LIGHT = {
    "ink": "#1B2A3A",
    "muted": "#56646F",
    "paper": "#FFFFFF",
    "surface": "#F6F8F9",
    "line": "#D5DCE1",
    "axis": "#7C8B97",
    "primary": "#0B5C6B",
    "gain": "#0B7A75",
    "loss": "#B5541C",
}
DARK = {
    "ink": "#E7EDF1",
    "muted": "#A9B7C1",
    "paper": "#121A21",
    "surface": "#1A242D",
    "line": "#34424E",
    "axis": "#7F909D",
    "primary": "#6CC3D2",
    "gain": "#4DBDB5",
    "loss": "#F0A273",
}

INK, MUTED, AXIS = LIGHT["ink"], LIGHT["muted"], LIGHT["axis"]
GAIN, LOSS, PRIMARY = LIGHT["gain"], LIGHT["loss"], LIGHT["primary"]
PALE_GAIN, PALE_LOSS = "#A9CFCD", "#F1D3C0"

PRINT: dict[str, dict[str, str]] = {
    "axis": {"stroke": AXIS, "stroke-width": "1"},
    "zero": {"stroke": INK, "stroke-width": "1.5"},
    "base": {"stroke": INK, "stroke-width": "1.5", "stroke-dasharray": "2 2"},
    "here": {"stroke": INK, "stroke-width": "1", "stroke-dasharray": "4 3"},
    "curve": {"stroke": PRIMARY, "stroke-width": "2"},
    "label": {"fill": INK},
    "label strong": {"fill": INK, "font-weight": "bold"},
    "label muted": {"fill": MUTED},
    "label gain": {"fill": GAIN, "font-weight": "bold"},
    "label loss": {"fill": LOSS, "font-weight": "bold"},
    "bar plain": {"fill": PRIMARY},
    "bar gain": {"fill": GAIN, "stroke": GAIN, "stroke-width": "0.75"},
    "bar loss": {"fill": PALE_LOSS, "stroke": LOSS, "stroke-width": "0.75"},
    "bar low": {"fill": "#DDE4E8", "stroke": MUTED, "stroke-width": "0.75"},
    "bar high": {"fill": MUTED, "stroke": MUTED, "stroke-width": "0.75"},
    "doubt gain": {"fill": PALE_GAIN},
    "doubt loss": {"fill": PALE_LOSS},
    "whisker": {"stroke": INK, "stroke-width": "1.5"},
    "whisker out": {"stroke": MUTED, "stroke-width": "1", "stroke-dasharray": "3 2"},
    "mark solid": {"fill": INK, "stroke": INK, "stroke-width": "1.5"},
    "mark open": {"fill": "#FFFFFF", "stroke": INK, "stroke-width": "1.5"},
    "mark solid out": {"fill": MUTED, "stroke": MUTED, "stroke-width": "1.5"},
    "mark open out": {"fill": "#FFFFFF", "stroke": MUTED, "stroke-width": "1.5"},
    "dot gain": {"fill": GAIN, "stroke": GAIN, "stroke-width": "1.5"},
    "dot loss": {"fill": "#FFFFFF", "stroke": LOSS, "stroke-width": "2"},
    "part you": {"fill": PRIMARY, "stroke": PRIMARY, "stroke-width": "0.75"},
    "part carrier": {"fill": "#FFFFFF", "stroke": INK, "stroke-width": "1"},
    "part other": {"fill": AXIS, "stroke": MUTED, "stroke-width": "0.75"},
    "part member": {"fill": PALE_GAIN, "stroke": MUTED, "stroke-width": "0.75"},
}
"""Attributes by the class of a mark. Every class that a drawing uses is here."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colors as WCAG 2 defines it, 1 to 21.

    >>> round(contrast("#000000", "#FFFFFF"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
