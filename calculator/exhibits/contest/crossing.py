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
from calculator.exhibits.sentences import about

DRAWN = 10  # pieces with a bar of their own
FEW = 3  # inputs of one piece that are said
MODEL = "The model itself"


def bridge(found: Crossing, start: Side, end: Side, *, links: tuple[Link, ...] = ()) -> Exhibit:
    """Return what leads from one net a year to the other, the largest piece first."""
    pieces = sorted(_pieces(found, start, end), key=lambda piece: -abs(piece[2]))
    ends = round(found.start), round(found.end)
    dollars = _whole([effect for _, _, effect in pieces], ends[1] - ends[0])
    rows = [
        _end(f"{start.letter}: net a year", ends[0]),
        *(
            Row(cells=(header(name, hint=hint), _added(amount)))
            for (name, hint, _), amount in zip(pieces, dollars, strict=True)
        ),
        _end(f"{end.letter}: net a year", ends[1]),
    ]
    flows = _drawn([(name, amount) for (name, _, _), amount in zip(pieces, dollars, strict=True)])
    words = "; ".join(f"{name} {signed_money(amount)}" for name, amount in flows)
    label = f"From {table_money(ends[0])} to {table_money(ends[1])}: {words or 'nothing between'}"
    return Exhibit(
        slug="bridge",
        label=f"From {start.letter} to {end.letter}",
        title=_title(pieces, start, end),
        lead="What each thing that differs adds to net a year in the base case. A change may weigh "
        "more or less depending on which others come before it, so each is given its mean over all "
        "orders: the pieces depend on no order and add up exactly.",
        chart=Chart(
            svg=waterfall(
                [(f"{start.letter}: net a year", ends[0]), *((clipped(n), a) for n, a in flows)],
                result=(f"{end.letter}: net a year", ends[1]),
                label=label,
            ),
            alt=label,
        ),
        table=Table(
            caption=f"From {start.letter} to {end.letter}, net a year",
            columns=(
                Column(key="piece", title="What differs"),
                Column(key="net", title="Adds a year", is_numeric=True),
            ),
            rows=tuple(rows),
            note=_note(found, dollars),
        ),
        links=links,
    )


def _pieces(found: Crossing, start: Side, end: Side) -> list[tuple[str, str, float]]:
    """Return each piece as (name, from what to what, effect)."""
    pieces = [
        (part.label, _hint(part, start, end), found.effects[part.key]) for part in found.parts
    ]
    if start.model != end.model or found.model:
        words = f"model {start.model} to {end.model}"
        pieces.append((MODEL, words, found.model))
    return pieces


def _hint(part: Part, start: Side, end: Side) -> str:
    """Return from what to what; of very many inputs only how many."""
    if set(part.fields) == {"employees", "members"}:
        return f"{_size(start)} to {_size(end)}"
    names = ("audience",) if "audience" in part.fields else part.fields
    spoken = [
        f"{said(name, start.case)} to {said(name, end.case)}"
        for name in names[:FEW]
        if said(name, start.case) != said(name, end.case)
    ]
    if len(names) > FEW:
        spoken.append(f"and {len(names) - FEW} more")
    if part.key == EVIDENCE:
        releases = (start.case.evidence.release, end.case.evidence.release)
        spoken.insert(0, f"release {releases[0]} to {releases[1]}")
    return "; ".join(spoken)


def _size(side: Side) -> str:
    inputs = side.case.inputs
    if inputs.employees is not None:
        return f"{people(inputs.employees)} employees"
    return f"{people(inputs.members or 0)} members"


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
    return [*moving[: DRAWN - 1], (f"{len(rest)} smaller pieces", sum(a for _, a in rest))]


def _title(pieces: Sequence[tuple[str, str, float]], start: Side, end: Side) -> str:
    moving = [piece for piece in pieces if round(piece[2])]
    if not moving:
        return f"Nothing leads from {start.letter} to {end.letter}: the net is the same"
    name, _, effect = moving[0]
    verb = "adds" if effect > 0 else "takes"
    if len(moving) == 1:
        return f"One thing makes the difference: {lower(name)} {verb} {about(abs(effect))} a year"
    return f"The largest piece: {lower(name)} {verb} {about(abs(effect))} a year"


def _note(found: Crossing, dollars: Sequence[int]) -> str:
    notes = []
    if not all(dollars):
        notes.append("A piece of $0 differs between the two but moves nothing.")
    if not found.is_exact:
        notes.append(
            "So many things differ that their shares are averaged over a fixed set of orders and "
            "their reverses; they add up all the same."
        )
    return " ".join(notes)


def _added(dollars: int) -> Cell:
    return Cell(text=signed_money(dollars), tone=tone_of(dollars))


def _end(name: str, dollars: int) -> Row:
    net = Cell(text=table_money(dollars), tone=tone_of(dollars))
    return Row(cells=(header(name), net), kind="total")
