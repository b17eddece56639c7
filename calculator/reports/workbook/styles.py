"""How cells look: yellow is for the reader's numbers, everything else follows from them."""

from collections.abc import Callable

from xlsxwriter.format import Format

INK, PAPER, LINE, PRIMARY = "#1B2A3A", "#F6F8F9", "#D5DCE1", "#0B5C6B"
YELLOW, FIXED = "#FFF3B0", "#ECEFF1"

NUMBER_FORMATS = {
    "count": "#,##0.00",
    "whole": "#,##0",
    "money": '"$"#,##0;-"$"#,##0',
    "cents": '"$"#,##0.00;-"$"#,##0.00',
    "share": "0.0%",
    "rate": "0.0000",
    "ratio": "0.000",
    "month": "0",
    "plain": "General",
    "text": "General",
}
LOOKS: dict[str, dict[str, object]] = {
    "cell": {},
    "label": {"text_wrap": True},
    "input": {"bg_color": YELLOW, "border": 1, "border_color": "#C9A400", "locked": False},
    "result": {"bold": True, "bg_color": "#E3F1F3", "border": 1, "border_color": LINE},
    "fixed": {"bg_color": FIXED, "font_color": "#4A5864", "italic": True},
    "title": {"bold": True, "font_size": 18, "font_color": PRIMARY},
    "head": {
        "bold": True,
        "bg_color": PRIMARY,
        "font_color": "#FFFFFF",
        "text_wrap": True,
        "valign": "vcenter",
        "border": 1,
        "border_color": LINE,
    },
    "equation": {"italic": True, "font_color": PRIMARY, "bg_color": PAPER, "text_wrap": True},
    "section": {"bold": True, "font_size": 13, "font_color": PRIMARY},
    "sentence": {"font_size": 14, "text_wrap": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "note": {"font_color": "#4A5864", "text_wrap": True, "valign": "top"},
    "remark": {"font_color": "#4A5864", "indent": 1},
    "link": {"font_color": PRIMARY, "underline": 1},
    "alert": {"bold": True, "font_color": "#B5541C", "text_wrap": True, "valign": "top"},
}
RIGHT = {"align": "right"}
LOOKS["figure"] = LOOKS["head"] | RIGHT  # the head of a column of figures
LOOKS["numbered"] = LOOKS["equation"] | RIGHT  # its equation number
WRAPPED = {look for look, parts in LOOKS.items() if parts.get("text_wrap")}
SIZES = {
    look: int(str(parts["font_size"])) for look, parts in LOOKS.items() if "font_size" in parts
}
IN_A_COLUMN = RIGHT | {"shrink": True}  # rather small than "####" where a payer is large


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, make: Callable[[dict[str, object]], Format]) -> None:
        self._make = make
        self._made: dict[tuple[str, str], Format] = {}

    def get(self, look: str, number: str = "plain") -> Format:
        """Return the format of a look and a kind of number."""
        key = (look, number)
        if key not in self._made:
            base: dict[str, object] = {"font_name": "Calibri", "font_color": INK, "valign": "top"}
            pattern: dict[str, object] = {"num_format": NUMBER_FORMATS[number]}
            if NUMBER_FORMATS[number] != "General":
                pattern |= IN_A_COLUMN
            self._made[key] = self._make(base | LOOKS[look] | pattern)
        return self._made[key]
