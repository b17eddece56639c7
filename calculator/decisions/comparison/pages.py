"""The page of a comparison, from the calculations that were chosen."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format

from calculator.decisions.comparison.forms import Box, CompareForm
from calculator.engine.case import Case
from calculator.engine.contest.contest import contest
from calculator.engine.contest.crossing import cross
from calculator.engine.contest.differences import differing, label
from calculator.engine.version import MODEL_VERSION
from calculator.evidence import catalog
from calculator.exhibits import glossary
from calculator.exhibits.contest import crossing, figures, sentences
from calculator.exhibits.contest.inputs import inputs, said
from calculator.exhibits.contest.sides import Side
from calculator.exhibits.exhibit import Exhibit, Link, Tone
from calculator.exhibits.facts import lower
from calculator.exhibits.formats import people
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import ngettext
from calculator.scenarios.models import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A calculation in the list at the head of the page, and the page without it."""

    letter: str
    name: str
    href: str
    without: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The comparison, ready for a template."""

    headline: str
    verdict: str
    tone: Tone
    context_line: str
    warnings: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One of the reader's own calculations, and the comparison with it."""

    name: str
    href: str


def page_of(form: CompareForm) -> Page:
    """Return the comparison of what was chosen."""
    sides = sides_of(form.chosen)
    found = contest([side.case for side in sides])
    exhibits = (
        figures.side_by_side(found, sides),
        figures.difference(found, sides),
        figures.best(found, sides),
        inputs(sides),
        _bridge(form, sides),
    )
    return Page(
        headline=sentences.headline(found, sides),
        verdict=sentences.verdict(found),
        tone=sentences.tone(found),
        context_line=sentences.context_line(found, model=MODEL_VERSION),
        warnings=sentences.warnings(found, sides, model=MODEL_VERSION),
        exhibits=glossary.on_first_use(exhibits),
    )


def sides_of(boxes: Sequence[Box]) -> list[Side]:
    """Return the calculations with names that tell them apart."""
    cases = [box.case for box in boxes]
    names = _told_apart([_given_name(box) for box in boxes], cases)
    return [
        Side(
            letter=box.letter,
            name=name,
            href=box.saved.get_absolute_url(),
            case=box.case,
            model=box.saved.model_version,
        )
        for box, name in zip(boxes, names, strict=True)
    ]


def entries(form: CompareForm) -> list[Entry]:
    """Return what is compared, with a way to take each out."""
    return [
        Entry(letter=side.letter, name=side.name, href=side.href, without=form.without(box))
        for box, side in zip(form.chosen, sides_of(form.chosen), strict=True)
    ]


def offers(form: CompareForm) -> list[Offer]:
    """Return the reader's own calculations that can be added."""
    if form.is_full:
        return []
    return [
        Offer(name=_described(saved), href=form.with_one_more(saved.token)) for saved in form.own()
    ]


def _bridge(form: CompareForm, sides: Sequence[Side]) -> Exhibit:
    start, end = sides[0], sides[form.end]
    kept = [_kept(form.chosen[place]) for place in (0, form.end)]
    found = cross(start.case, end.case, kept_a=kept[0], kept_b=kept[1])
    links = [
        Link(
            label=_(
                "From {letter} to {letter_2} instead", letter=end.letter, letter_2=start.letter
            ),
            href=form.swapped,
        )
    ]
    slugs = [side.case.evidence.release for side in (start, end)]
    if slugs[0] != slugs[1]:
        path = reverse("review:compare-releases", args=slugs)
        links.append(Link(label=_("What moved between the two releases"), href=path))
    return crossing.bridge(found, start, end, links=tuple(links))


def _kept(box: Box) -> float | None:
    """Return the net a year as another model gave it; None if the present one did."""
    if box.saved.model_version == MODEL_VERSION:
        return None
    return float(box.saved.result["annual"]["net"])


def _given_name(box: Box) -> str:
    return box.saved.name or named(box.case.design.name)


def _told_apart(names: list[str], cases: Sequence[Case]) -> list[str]:
    """Return the names, with the first input that tells all of them apart where they do not."""
    if len(set(names)) == len(names):
        return names
    for field in differing(cases):
        words = [said(field, case) for case in cases]
        if len(set(words)) == len(words):
            title = lower(named(label(field, cases)))
            return [f"{name}, {title} {word}" for name, word in zip(names, words, strict=True)]
    return names


def _described(saved: Scenario) -> str:
    """Return a calculation in the reader's list: its name, or its design and size, and its day."""
    asked = saved.inputs
    design = catalog.evidence_of(saved.release).design.get(asked["design"])
    size = asked["members"] or asked["employees"] or sum(asked["members_by_line"].values())
    if asked["employees"]:
        who = ngettext("{n} employee", "{n} employees", 2, n=people(size))
    else:
        who = ngettext("{n} member", "{n} members", 2, n=people(size))
    words = f"{named(design.name) if design else asked['design']}, {who}"
    return f"{saved.name or words}, {date_format(saved.created_at, _('F j, Y'))}"
