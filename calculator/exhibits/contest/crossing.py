"""The bridge from one calculation to another: a waterfall and a table that adds up."""

from collections.abc import Sequence

from calculator.engine.contest.crossing import Crossing
from calculator.engine.contest.differences import EVIDENCE, Part
from calculator.exhibits.addends import signed_money, whole_dollars
from calculator.exhibits.charts import waterfall
from calculator.exhibits.contest.drawings import clipped
from calculator.exhibits.contest.inputs import said
from calculator.exhibits.contest.sides import Side
from calculator.exhibits.exhibit import (
    Cell,
    Chart,
    Column,
    Exhibit,
    Link,
    Row,
    Table,
    header,
    tone_of,
)
from calculator.exhibits.facts import lower
from calculator.exhibits.formats import people, table_money
from calculator.exhibits.names import named
from calculator.exhibits.sentences import about
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

DRAWN = 10  # pieces with a bar of their own
FEW = 3  # inputs of one piece that are said
MODEL = noop("The model itself")


def bridge(found: Crossing, start: Side, end: Side, *, links: tuple[Link, ...] = ()) -> Exhibit:
    """Return what leads from one net a year to the other, the largest piece first."""
    pieces = sorted(_pieces(found, start, end), key=lambda piece: -abs(piece[2]))
    ends = round(found.start), round(found.end)
    dollars = _whole([effect for _name, _hint, effect in pieces], ends[1] - ends[0])
    rows = [
        _end(_("{letter}: net a year", letter=start.letter), ends[0]),
        *(
            Row(cells=(header(name, hint=hint), _added(amount)))
            for (name, hint, _effect), amount in zip(pieces, dollars, strict=True)
        ),
        _end(_("{letter}: net a year", letter=end.letter), ends[1]),
    ]
    flows = _drawn(
        [(name, amount) for (name, _why, _effect), amount in zip(pieces, dollars, strict=True)]
    )
    words = "; ".join(f"{name} {signed_money(amount)}" for name, amount in flows)
    label = _(
        "From {start} to {end}: {pieces}",
        start=table_money(ends[0]),
        end=table_money(ends[1]),
        pieces=words or _("nothing between"),
    )
    return Exhibit(
        slug="bridge",
        label=_("From {start} to {end}", start=start.letter, end=end.letter),
        title=_title(pieces, start, end),
        lead=_(
            "What each thing that differs adds to net a year in the base case. A change may "
            "weigh more or less depending on which others come before it. So each is given its "
            "mean over all orders: the pieces depend on no order, and they add up exactly."
        ),
        chart=Chart(
            svg=waterfall(
                [
                    (_("{letter}: net a year", letter=start.letter), ends[0]),
                    *((clipped(n), a) for n, a in flows),
                ],
                result=(_("{letter}: net a year", letter=end.letter), ends[1]),
                label=label,
            ),
            alt=label,
        ),
        table=Table(
            caption=_("From {start} to {end}, net a year", start=start.letter, end=end.letter),
            columns=(
                Column(key="piece", title=_("What differs")),
                Column(key="net", title=_("Adds a year"), is_numeric=True),
            ),
            rows=tuple(rows),
            note=_note(found, dollars),
        ),
        links=links,
    )


def _pieces(found: Crossing, start: Side, end: Side) -> list[tuple[str, str, float]]:
    """Return each piece as (name, from what to what, effect)."""
    pieces = [
        (named(part.label), _hint(part, start, end), found.effects[part.key])
        for part in found.parts
    ]
    if start.model != end.model or found.model:
        words = _("model {start} to {end}", start=start.model, end=end.model)
        pieces.append((_(MODEL), words, found.model))
    return pieces


def _hint(part: Part, start: Side, end: Side) -> str:
    """Return from what to what; of very many inputs only how many."""
    if set(part.fields) == {"employees", "members"}:
        return _("{low} to {high}", low=_size(start), high=_size(end))
    names = ("audience",) if "audience" in part.fields else part.fields
    spoken = [
        _("{low} to {high}", low=said(name, start.case), high=said(name, end.case))
        for name in names[:FEW]
        if said(name, start.case) != said(name, end.case)
    ]
    if len(names) > FEW:
        spoken.append(_("and {n} more", n=len(names) - FEW))
    if part.key == EVIDENCE:
        releases = (start.case.evidence.release, end.case.evidence.release)
        spoken.insert(0, _("release {start} to {end}", start=releases[0], end=releases[1]))
    return "; ".join(spoken)


def _size(side: Side) -> str:
    inputs = side.case.inputs
    if inputs.employees is not None:
        number = inputs.employees
        return ngettext("{n} employee", "{n} employees", 2, n=people(number))
    return ngettext("{n} member", "{n} members", 2, n=people(inputs.members or 0))


def _whole(amounts: Sequence[float], total: int) -> list[int]:
    """Return whole dollars that add up, and turn every sign where the way is gone back."""
    first = next((amount for amount in amounts if amount), 0.0)
    if total < 0 or (total == 0 and first < 0):
        return [-dollars for dollars in whole_dollars([0.0 - a for a in amounts], -total)]
    return whole_dollars(amounts, total)


def _drawn(pieces: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Return the pieces that move the net, the smallest of many as one."""
    moving = [piece for piece in pieces if piece[1]]
    if len(moving) <= DRAWN:
        return moving
    rest = moving[DRAWN - 1 :]
    return [
        *moving[: DRAWN - 1],
        (_("{n} smaller pieces", n=len(rest)), sum(a for _name, a in rest)),
    ]


def _title(pieces: Sequence[tuple[str, str, float]], start: Side, end: Side) -> str:
    moving = [piece for piece in pieces if round(piece[2])]
    if not moving:
        return _(
            "Nothing leads from {start} to {end}: the net is the same",
            start=start.letter,
            end=end.letter,
        )
    name, _why, effect = moving[0]
    said = (
        _("{name} adds {amount} a year", name=lower(name), amount=about(effect))
        if effect > 0
        else _("{name} takes {amount} a year", name=lower(name), amount=about(-effect))
    )
    if len(moving) == 1:
        return _("One thing makes the difference: {said}", said=said)
    return _("The largest piece: {said}", said=said)


def _note(found: Crossing, dollars: Sequence[int]) -> str:
    notes = []
    if not all(dollars):
        notes.append(_("A piece of $0 differs between the two but moves nothing."))
    if not found.is_exact:
        notes.append(
            _(
                "So many things differ that their shares are averaged over a fixed set "
                "of orders and their reverses; they add up all the same."
            )
        )
    return " ".join(notes)


def _added(dollars: int) -> Cell:
    return Cell(text=signed_money(dollars), tone=tone_of(dollars))


def _end(name: str, dollars: int) -> Row:
    net = Cell(text=table_money(dollars), tone=tone_of(dollars))
    return Row(cells=(header(name), net), kind="total")
