"""Who stands behind the evidence in force: who paid for it, who reported it, what sellers say."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from calculator.engine.result import Result
from calculator.evidence.models import (
    Finding,
    LensReplacement,
    ParameterFinding,
    ProgramDesign,
    Release,
)
from calculator.evidence.models.record import Independence
from calculator.evidence.presentation import figure
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

SELLERS = (Independence.VENDOR_REPORTED, Independence.VENDOR_FUNDED)
NOT_STATED = (
    noop(
        "Who pays for this calculator is stated nowhere in its own texts, so this file cannot rule "
        "out that a seller does. Ask whoever runs the site from which it comes, and keep the "
        "answer here."
    ),
    noop(
        "Whoever uses this file for a plan has interests of their own. Ask your broker, your "
        "consultant and your administrator whether a seller pays them. The program cannot know."
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A figure in force and a finding that it rests on."""

    label: str
    finding: Finding

    @property
    def stand(self) -> Independence:
        """Who stands behind the finding; a seller where a seller stands behind its source."""
        source = self.finding.source.independence
        return Independence(source if source in SELLERS else self.finding.independence)

    @property
    def is_sellers(self) -> bool:
        """Whether a seller reported the finding or paid for it."""
        return self.stand in SELLERS


def used_by(result: Result, release: Release) -> tuple[Used, ...]:
    """Return every finding behind the figures in force, figure by figure."""
    labels: dict[str, dict[str, str]] = {"reference": {}, "lens": {}, "design": {}, "user": {}}
    for row in result["assumptions"]:
        labels[row["origin"]][row["parameter"]] = row["label"]
    pairs = [
        *_of_references(labels["reference"], release),
        *_of_lens(labels["lens"], release, str(result["inputs"]["lens"])),
        *_of_design(labels["design"], release, str(result["inputs"]["design"])),
    ]
    return tuple(Used(label=label, finding=finding) for label, finding in pairs)


def standing(used: Iterable[Used]) -> Exhibit:
    """Return how many findings in force each kind of author stands behind."""
    stands = {one.finding.slug: one.stand for one in used}
    of = Counter(stands.values())
    sellers = sum(of[kind] for kind in SELLERS)
    return Exhibit(
        slug="who-stands-behind",
        label=_("Who stands behind the evidence"),
        title=ngettext(
            "{n} of the {findings} findings in force comes from sellers of programs",
            "{n} of the {findings} findings in force come from sellers of programs",
            sellers,
            n=sellers,
            findings=len(stands),
        ),
        lead=_(
            "Findings behind the figures that this answer uses, each counted once. “Paid for by a "
            "seller” and “Reported by a seller” are what the sources themselves tell; who paid "
            "for an independent study was not looked up beyond that."
        ),
        table=Table(
            caption=_("Findings in force by who stands behind them"),
            columns=(
                Column(key="who", title=_("Who stands behind it")),
                Column(key="findings", title=_("Findings"), is_numeric=True),
            ),
            rows=tuple(
                Row(cells=(header(str(kind.label)), Cell(text=str(of[kind]))))
                for kind in Independence
            ),
        ),
        notes=tuple(_(note) for note in NOT_STATED),
    )


def from_sellers(used: Iterable[Used]) -> Exhibit:
    """Return each finding of a seller, and the figures in force that rest on it."""
    rows: dict[str, list[Used]] = {}
    for one in used:
        if one.is_sellers:
            rows.setdefault(one.finding.slug, []).append(one)
    figures = len({one.label for ones in rows.values() for one in ones})
    return Exhibit(
        slug="from-sellers",
        label=_("What comes from sellers"),
        title=ngettext(
            "{n} figure in force rests on sellers’ findings, alone or beside others",
            "{n} figures in force rest on sellers’ findings, alone or beside others",
            figures,
            n=figures,
        ),
        lead=_(
            "The answer without them is the row of independent evidence in the table of lenses."
        ),
        table=Table(
            caption=_("Findings of sellers in force"),
            columns=(
                Column(key="finding", title=_("Finding")),
                Column(key="value", title=_("Value"), is_numeric=True),
                Column(key="source", title=_("Source")),
                Column(key="who", title=_("Who stands behind it")),
                Column(key="figures", title=_("Figures that rest on it")),
            ),
            rows=tuple(_row(ones) for ones in rows.values()),
        ),
    )


def _row(ones: list[Used]) -> Row:
    finding, source = ones[0].finding, ones[0].finding.source
    value = "—" if finding.value is None else figure(finding.value, finding.unit)
    author = source.authors or source.publisher or source.title
    texts = (
        value,
        f"{author}, {source.year or _('no year')}",
        str(ones[0].stand.label),
        "; ".join(dict.fromkeys(named(one.label) for one in ones)),
    )
    return Row(cells=(header(finding.slug), *(Cell(text=text) for text in texts)))


def _of_references(labels: dict[str, str], release: Release) -> list[tuple[str, Finding]]:
    found = ParameterFinding.objects.filter(
        parameter__release=release, parameter__slug__in=labels, is_admissible=True
    ).select_related("parameter", "finding__source")
    pairs = [(link.parameter.slug, link.finding) for link in found]
    return _in_order(labels, pairs)


def _of_lens(labels: dict[str, str], release: Release, lens: str) -> list[tuple[str, Finding]]:
    found = LensReplacement.objects.filter(
        parameter__release=release, parameter__slug__in=labels, lens__slug=lens
    ).select_related("parameter")
    replaced = found.prefetch_related("findings__source")
    pairs = [(row.parameter.slug, finding) for row in replaced for finding in row.findings.all()]
    return _in_order(labels, pairs)


def _of_design(labels: dict[str, str], release: Release, design: str) -> list[tuple[str, Finding]]:
    found = ProgramDesign.objects.filter(release=release, slug=design)
    findings = [f for row in found.prefetch_related("findings__source") for f in row.findings.all()]
    return _in_order(labels, [(slug, finding) for slug in labels for finding in findings])


def _in_order(
    labels: dict[str, str], pairs: list[tuple[str, Finding]]
) -> list[tuple[str, Finding]]:
    place = {slug: number for number, slug in enumerate(labels)}
    ordered = sorted(pairs, key=lambda pair: (place[pair[0]], pair[1].position, pair[1].slug))
    return [(labels[slug], finding) for slug, finding in ordered]
