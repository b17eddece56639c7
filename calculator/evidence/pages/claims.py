"""The page of claims: narrowed by document and verdict, each with what stands in its place."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify

from calculator.evidence import presentation as say
from calculator.evidence.models import Claim, Finding, Release
from calculator.language import gettext as _
from calculator.language import ngettext

YEARS = re.compile(r"\b(19|20)\d\d\b")
ON_THE_MARKET = frozenset(
    {"market_size", "cagr", "concentration", "company_share", "company", "funding", "scope"}
)
VERDICTS = dict(Claim._meta.get_field("verdict").choices)
FIGURES = (
    ("usd_bn", lambda value: _("${n} billion", n=f"{value:g}")),
    (
        "usd_m",
        lambda value: ngettext("${n} million", "${n} million", value, n=f"{value:g}"),
    ),
    ("usd", lambda value: say.figure(value, "USD")),
    ("cagr", lambda value: _("{amount} a year", amount=say.figure(value, "share"))),
    ("share", lambda value: say.figure(value, "share")),
    ("max_share", lambda value: say.figure(value, "share")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice of a filter."""

    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many claims, and where they are listed."""

    number: int
    href: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The claims of one document, or of all, by verdict."""

    title: str
    cells: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A finding that stands in a claim's place."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A claim: what it states, what takes its place, and in words where no finding does."""

    record: Claim
    stated: str
    places: tuple[Place, ...]
    instead: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Claims of one document with one verdict."""

    anchor: str
    title: str
    meaning: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with its claims by verdict."""

    anchor: str
    title: str
    groups: tuple[Group, ...]

    @property
    def number(self) -> int:
        """How many of its claims are shown."""
        return sum(len(group.rows) for group in self.groups)


def page_of(release: Release, asked: Mapping[str, str], keep: str) -> dict[str, object]:
    """Return what the page shows: counts of all claims, and those that were asked for.

    ``asked`` may name a ``document`` (by its slug) and a ``verdict``; what is unknown narrows
    nothing. ``keep`` is the query that keeps an older release.
    """
    found = list(
        Claim.objects.filter(release=release).prefetch_related("findings", "findings__source")
    )
    titles = {slugify(title): title for title in dict.fromkeys(c.document for c in found)}
    document = asked.get("document", "") if asked.get("document", "") in titles else ""
    verdict = asked.get("verdict", "") if asked.get("verdict", "") in VERDICTS else ""
    shown = [
        claim
        for claim in found
        if (not document or claim.document == titles[document])
        and (not verdict or claim.verdict == verdict)
    ]
    return {
        "total": len(found),
        "number": len(shown),
        "is_narrowed": bool(document or verdict),
        "verdicts": [(label, _(say.VERDICTS[value])) for value, label in VERDICTS.items()],
        "counts": _counts(found, titles, keep),
        "document_options": _options(titles, document),
        "verdict_options": _options(VERDICTS, verdict),
        "documents": _documents(shown, titles, keep),
    }


def stated(claim: str, numbers: Mapping[str, object]) -> str:
    """Return the figure that a claim states, where its words leave it out.

    >>> stated("Growth 2024-2031", {"cagr": 0.163}), stated("Growth 15-20 percent", {"low": 0.15})
    ('16.3% a year', '')
    >>> stated("Market in 2024", {"usd_bn": 7.12, "year": 2024})
    '$7.12 billion'
    >>> stated("Top five", {"low": 0.28, "high": 0.32}), stated("Index", {"low": 600, "high": 1000})
    ('28% to 32%', '600 to 1,000')
    """
    if re.search(r"\d", YEARS.sub("", claim)):
        return ""
    for name, words in FIGURES:
        if name in numbers:
            return words(numbers[name])
    if {"low", "high"} <= set(numbers):
        unit = "share" if numbers["high"] <= 1 else ""
        return say.span(numbers["low"], numbers["high"], unit)
    return ""


def instead(claim: Claim) -> str:
    """Return in words what stands in a claim's place where no finding does."""
    if claim.topic in ON_THE_MARKET or claim.topic.startswith("share_"):
        return _("Nothing: figures about the market do not enter the calculation.")
    if claim.verdict == "confirmed":
        return _("Nothing has to: it stands as printed.")
    return _("Nothing: no finding speaks to it, and the calculation does not use it.")


def _counts(found: list[Claim], titles: Mapping[str, str], keep: str) -> list[Counts]:
    number = Counter((claim.document, claim.verdict) for claim in found)
    rows = [
        Counts(title=title, cells=tuple(_cells(number, title, {"document": slug}, keep)))
        for slug, title in titles.items()
    ]
    every = Counter(claim.verdict for claim in found)
    whole = _("All documents")
    all_of_them = Counter({(whole, verdict): n for verdict, n in every.items()})
    return [
        *rows,
        Counts(title=whole, cells=tuple(_cells(all_of_them, whole, {}, keep))),
    ]


def _cells(
    number: Counter[tuple[str, str]], title: str, asked: dict[str, str], keep: str
) -> Iterable[Count]:
    for verdict, label in VERDICTS.items():
        yield Count(
            number=number[title, verdict],
            href=_address({**asked, "verdict": verdict}, keep),
            label=_("{verdict}: {document}", verdict=label, document=title),
        )
    yield Count(
        number=sum(n for (name, _verdict), n in number.items() if name == title),
        href=_address(asked, keep),
        label=_("All verdicts: {document}", document=title),
    )


def _address(asked: Mapping[str, str], keep: str) -> str:
    query = "&".join(part for part in (keep.removeprefix("?"), urlencode(asked)) if part)
    return reverse("evidence:list-claims") + (f"?{query}" if query else "")


def _options(labels: Mapping[str, str], chosen: str) -> list[Option]:
    return [
        Option(value=value, label=label, is_chosen=value == chosen)
        for value, label in labels.items()
    ]


def _documents(shown: list[Claim], titles: Mapping[str, str], keep: str) -> list[Document]:
    found = []
    for number, title in enumerate(titles.values(), 1):
        claims = [claim for claim in shown if claim.document == title]
        if claims:
            anchor = f"document-{number}"
            groups = tuple(_groups(anchor, claims, keep))
            found.append(Document(anchor=anchor, title=title, groups=groups))
    return found


def _groups(anchor: str, claims: list[Claim], keep: str) -> Iterable[Group]:
    for verdict, label in VERDICTS.items():
        rows = tuple(_row(claim, keep) for claim in claims if claim.verdict == verdict)
        if rows:
            yield Group(
                anchor=f"{anchor}-{verdict}",
                title=str(label),
                meaning=_(say.VERDICTS[verdict]),
                rows=rows,
            )


def _row(claim: Claim, keep: str) -> Row:
    places = tuple(_place(finding, keep) for finding in claim.findings.all())
    return Row(
        record=claim,
        stated=stated(claim.claim, claim.numbers),
        places=places,
        instead="" if places else instead(claim),
        check=urlencode({"kind": "ratio", "amount": f"{claim.numbers['ratio']:g} to 1"})
        if "ratio" in claim.numbers
        else "",
    )


def _place(finding: Finding, keep: str) -> Place:
    value = say.with_interval(finding.value, finding.low, finding.high, finding.unit)
    source = say.cited(finding.source.authors, finding.source.year)
    return Place(
        label=f"{say.words(finding.measure)} {value}: {source}",
        href=reverse("evidence:show-finding", args=[finding.slug]) + keep,
    )
