"""Two releases taken apart into the pieces in which they differ, and put together again in parts.

A piece is a parameter with what the lenses put in its place, an area, a line of business or a
design. An area or a line that only one release has carries its parameters with it, and so does an
area that changes its pathway: any choice of pieces gives evidence that can be calculated with.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from calculator.engine.evidence import Design, Evidence, Lens, Parameter, Replacement

Kind = Literal["parameter", "area", "line", "design"]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One record in which two releases differ; ``key`` names it in both."""

    kind: Kind
    name: str
    label: str

    @property
    def key(self) -> str:
        """Kind and name: ``parameter:surgery_cost.cabg``."""
        return f"{self.kind}:{self.name}"


def changed(a: Evidence, b: Evidence) -> tuple[Piece, ...]:
    """Return the pieces in which two releases differ, areas and lines first.

    The same pieces, in the same order, whichever release is named first.
    """
    found = [
        *_changed("area", a.area, b.area, lambda row: row.name),
        *_changed("line", a.line, b.line, lambda row: row.name),
        *_changed("design", a.design, b.design, lambda row: row.name),
    ]
    alone = _alone(a, b)
    for name in sorted({*a.parameter, *b.parameter}):
        before, after = a.parameter.get(name), b.parameter.get(name)
        row = after or before
        if row is None or row.suffix in alone:
            continue
        if before != after or _replacements(a, name) != _replacements(b, name):
            found.append(Piece(kind="parameter", name=name, label=row.label))
    return tuple(found)


def mixed(a: Evidence, b: Evidence, keys: Collection[str]) -> Evidence:
    """Return release ``a`` with the named pieces as ``b`` has them: all of them give ``b``."""
    alone = _alone(a, b)

    def is_new(name: str, row: Parameter | None) -> bool:
        suffix = row.suffix if row else ""
        return alone.get(suffix, f"parameter:{name}") in keys

    names = list(dict.fromkeys([*a.parameter, *b.parameter]))
    side = {
        name: b if is_new(name, a.parameter.get(name) or b.parameter.get(name)) else a
        for name in names
    }
    kept = {n: of.parameter[n] for n, of in side.items() if n in of.parameter}
    return Evidence(
        release=a.release,
        content_hash=a.content_hash,
        areas=_mixed("area", a.area, b.area, keys),
        lines=_mixed("line", a.line, b.line, keys),
        designs=tuple(_known(d, kept) for d in _mixed("design", a.design, b.design, keys)),
        lenses=tuple(_lens(lens, side, kept) for lens in {**b.lens, **a.lens}.values()),
        parameters=tuple(kept.values()),
    )


def _changed(
    kind: Kind, a: Mapping[str, Row], b: Mapping[str, Row], label: Callable[[Row], str]
) -> list[Piece]:
    either = {**a, **b}
    return [
        Piece(kind=kind, name=name, label=label(either[name]))
        for name in sorted(either)
        if a.get(name) != b.get(name)
    ]


def _alone(a: Evidence, b: Evidence) -> dict[str, str]:
    """Return the key of the piece that owns the parameters of an area or line only one has.

    An area on another pathway needs other parameters, so it counts as another area.
    """
    other = {s for s in a.area.keys() & b.area.keys() if a.area[s].pathway != b.area[s].pathway}
    areas = {slug: f"area:{slug}" for slug in (a.area.keys() ^ b.area.keys()) | other}
    return areas | {slug: f"line:{slug}" for slug in a.line.keys() ^ b.line.keys()}


def _mixed(
    kind: Kind, a: Mapping[str, Row], b: Mapping[str, Row], keys: Collection[str]
) -> tuple[Row, ...]:
    side = {name: b if f"{kind}:{name}" in keys else a for name in {**a, **b}}
    return tuple(of[name] for name, of in side.items() if name in of)


def _known(design: Design, parameters: Collection[str]) -> Design:
    """Return a design without overrides of parameters that only the other release has."""
    kept = {name: value for name, value in design.overrides.items() if name in parameters}
    return design if len(kept) == len(design.overrides) else replace(design, overrides=kept)


def _lens(lens: Lens, side: Mapping[str, Evidence], parameters: Collection[str]) -> Lens:
    rows = {name: _replacements(side[name], name).get(lens.slug) for name in parameters}
    return replace(lens, replacements={name: row for name, row in rows.items() if row is not None})


def _replacements(evidence: Evidence, name: str) -> dict[str, Replacement]:
    return {
        lens.slug: lens.replacements[name] for lens in evidence.lenses if name in lens.replacements
    }
