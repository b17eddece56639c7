"""Which calculations are compared: addresses as pasted, each looked up and judged at its box."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from calculator.engine.case import Case
from calculator.engine.contest.contest import MOST
from calculator.engine.errors import InvalidInput
from calculator.exhibits.contest.sides import LETTERS
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

SHOWN = 2 * MOST  # boxes kept where more were given than can be compared
OWN = 20
ADDRESS = re.compile(r"(?:^|.*/c/)([-\w]{1,43})/?(?:[?#].*)?$", re.ASCII | re.DOTALL)
UNKNOWN = noop("No calculation that you can open has this address. Paste the address of its page.")


@dataclass(kw_only=True)
class Box:
    """One box for an address, with the calculation found there."""

    number: int
    value: str = ""
    errors: list[str] = field(default_factory=list)
    saved: Scenario | None = None
    case: Case | None = None

    @property
    def id(self) -> str:
        """The id of the box on the page."""
        return f"in-c-{self.number}"

    @property
    def letter(self) -> str:
        """The letter under which it is compared; a number for a box too many."""
        return LETTERS[self.number - 1] if self.number <= MOST else f"{self.number}"


class CompareForm:
    """Up to four addresses; ``chosen`` are the boxes that can be compared."""

    def __init__(self, given: Sequence[str], user: object, *, to: str = "") -> None:
        self.user = user
        self.to = to.strip().upper()
        values = [value.strip() for value in given if value.strip()][:SHOWN]
        blank = [""] * (MOST - len(values))
        self.boxes = [Box(number=n, value=v) for n, v in enumerate([*values, *blank], start=1)]
        for box in self.boxes:
            if box.value:
                self._judge(box)

    @classmethod
    def from_request(cls, data: QueryDict, user: object) -> "CompareForm":
        """Return the form that an address holds."""
        return cls(data.getlist("c"), user, to=data.get("to", ""))

    @cached_property
    def chosen(self) -> list[Box]:
        """The calculations found, in order."""
        return [box for box in self.boxes if box.saved is not None and not box.errors]

    @property
    def tokens(self) -> list[str]:
        """The tokens of what was found."""
        return [box.saved.token for box in self.chosen if box.saved]

    @property
    def is_ready(self) -> bool:
        """Whether there is something to compare and nothing to mend."""
        return len(self.chosen) > 1 and not self.summary

    @property
    def is_full(self) -> bool:
        """Whether no further calculation can be added."""
        return len(self.chosen) >= MOST

    @property
    def ends(self) -> list[str]:
        """The letters to which a bridge can lead."""
        return [box.letter for box in self.chosen[1:]]

    @property
    def end(self) -> int:
        """The place of the calculation to which the bridge leads."""
        return LETTERS.index(self.to) if self.to in self.ends else 1

    @property
    def end_errors(self) -> list[str]:
        """What is wrong with the end of the bridge."""
        if not self.to or self.to in self.ends or len(self.chosen) < 2:
            return []
        return [
            _(
                "There is no calculation of this letter: choose {list}.",
                list=_(" or ").join(self.ends),
            )
        ]

    @property
    def summary(self) -> list[tuple[str, str]]:
        """Every message with the id of the box it belongs to."""
        boxes = [(box.id, message) for box in self.boxes for message in box.errors]
        return boxes + [("in-to", message) for message in self.end_errors]

    @property
    def address(self) -> str:
        """The short address of this comparison."""
        return address_of(self.tokens, to=self.to)

    @property
    def swapped(self) -> str:
        """The address of the same comparison with both ends of the bridge exchanged."""
        tokens = list(self.tokens)
        tokens[0], tokens[self.end] = tokens[self.end], tokens[0]
        return address_of(tokens, to=self.to)

    def without(self, box: Box) -> str:
        """Return the address of the comparison without one calculation."""
        return address_of([other.saved.token for other in self.chosen if other is not box])

    def with_one_more(self, token: str) -> str:
        """Return the address of the comparison with a further calculation."""
        return address_of([*self.tokens, token])

    def own(self) -> list[Scenario]:
        """Return the newest calculations of a signed-in user that are not compared yet."""
        kept = Scenario.objects.owned_by(self.user).filter(archived_at=None)
        rest = kept.exclude(token__in=self.tokens).select_related("release").defer("result")
        return list(rest[:OWN])

    def _judge(self, box: Box) -> None:
        if box.number > MOST:
            box.errors.append(
                _("At most {most} calculations can be compared. Empty a box.", most=MOST)
            )
            return
        found = ADDRESS.match(box.value)
        visible = Scenario.objects.visible_to(self.user).select_related("release")
        box.saved = visible.filter(token=found[1]).first() if found else None
        if box.saved is None:
            box.errors.append(_(UNKNOWN))
            return
        for other in self.boxes[: box.number - 1]:
            if other.saved == box.saved:
                box.errors.append(
                    _("This is the same calculation as {letter}.", letter=other.letter)
                )
                return
        try:
            box.case = scenarios.case_of(box.saved)
        except InvalidInput as error:
            words = " ".join(said for listed in error.errors.values() for said in listed)
            box.errors.append(
                _("The present model cannot calculate this one anew. {words}", words=words)
            )


def address_of(tokens: Sequence[str], *, to: str = "") -> str:
    """Return the address of a comparison."""
    query = [("c", token) for token in tokens] + ([("to", to)] if to else [])
    return f"{reverse('decisions:compare')}?{urlencode(query)}"
