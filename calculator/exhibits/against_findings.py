"""What findings report of a number, on both sides of its turning point, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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
        return (
            "No study in our evidence reports such a value, nor any that can be compared with "
            "it directly."
        )
    if not beyond:
        number = {1: "the one finding", 2: "both findings"}.get(len(here))
        studies = number or f"all {len(here)} findings"
        return (
            "No study in our evidence reports such a value: "
            f"{studies} that can be compared {'stands' if len(here) == 1 else 'stand'} on the "
            "side of the answer."
        )
    total = len(beyond) + len(here)
    outright = sum(r.side == "beyond" for r in beyond)
    with_interval = len(beyond) - outright
    parts = []
    if outright:
        parts.append(f"{outright} of {total} comparable findings {_report(outright)} such a value")
    if with_interval:
        whose = "the interval of" if with_interval == 1 else "the intervals of"
        verb = "reaches" if with_interval == 1 else "reach"
        parts.append(f"{whose} {with_interval} of {total} {verb} it")
    words = "; ".join(parts)
    side = f" {len(here)} {_stand(len(here))} on the side of the answer." if here else ""
    return f"{words[0].upper()}{words[1:]}.{side}"


def _report(number: int) -> str:
    return "reports" if number == 1 else "report"


def _stand(number: int) -> str:
    return "stands" if number == 1 else "stand"
