"""What findings report of a number, on both sides of its turning point, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from calculator.language import gettext as _
from calculator.language import ngettext

Side = Literal["beyond", "reaches", "here"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """What one finding reports of a number, and on which side of the turning point it stands."""

    who: str
    href: str
    value: str
    place: float | None
    side: Side
    independence: str
    verification: str
    setting: str
    note: str = ""


def what_they_say(beyond: Sequence[Reported], here: Sequence[Reported]) -> str:
    """Return how many findings report such a value, and how many stand against it."""
    if not beyond and not here:
        return _(
            "No study in our evidence reports such a value, nor any that can be "
            "compared with it directly."
        )
    if not beyond:
        number = {1: _("the one finding"), 2: _("both findings")}.get(len(here))
        studies = number or _("all {here} findings", here=len(here))
        return ngettext(
            "No study in our evidence reports such a value: {studies} that can be "
            "compared stands on the side of the answer.",
            "No study in our evidence reports such a value: {studies} that can be "
            "compared stand on the side of the answer.",
            len(here),
            studies=studies,
        )
    total = len(beyond) + len(here)
    outright = sum(r.side == "beyond" for r in beyond)
    with_interval = len(beyond) - outright
    parts = []
    if outright:
        parts.append(
            ngettext(
                "{outright} of {total} comparable findings reports such a value",
                "{outright} of {total} comparable findings report such a value",
                outright,
                outright=outright,
                total=total,
            )
        )
    if with_interval:
        parts.append(
            ngettext(
                "the interval of {n} of {total} reaches it",
                "the intervals of {n} of {total} reach it",
                with_interval,
                n=with_interval,
                total=total,
            )
        )
    words = "; ".join(parts)
    side = (
        ngettext(
            " {n} stands on the side of the answer.",
            " {n} stand on the side of the answer.",
            len(here),
            n=len(here),
        )
        if here
        else ""
    )
    return f"{words[0].upper()}{words[1:]}.{side}"
