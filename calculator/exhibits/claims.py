"""A claim in words: what is claimed, what it needs, where that stands, and the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.engine.claims.result import ClaimCheck, Needed
from calculator.exhibits.claim_arithmetic import arithmetic
from calculator.exhibits.claim_figures import own_figures
from calculator.exhibits.claim_findings import Published, among
from calculator.exhibits.claim_sentences import headline, sentence
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, Tone, header
from calculator.exhibits.formats import percent, times, words_money
from calculator.exhibits.links import evidence_path
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

LEVELS: dict[str, tuple[str, Tone]] = {
    "consistent": (noop("consistent"), "gain"),
    "possible": (noop("possible"), ""),
    "beyond": (noop("beyond the evidence"), "loss"),
    "impossible": (noop("impossible"), "loss"),
}
STANDINGS = {
    "below": noop("below the range"),
    "within": noop("within the range"),
    "above": noop("above the range"),
    "none": "",
}
RESTS_ON = {
    "saving_per_opinion": "#published",
    "operations_share": evidence_path("surgery_without_program_rate"),
    "uptake": evidence_path("engagement"),
    "uptake_at_best": evidence_path("engagement"),
    "spending_share": evidence_path("spend_per_member.commercial"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer:
    """The answer to a claim, ready for a template."""

    headline: str
    sentence: str
    verdict: str
    tone: Tone
    context_line: str
    exhibits: tuple[Exhibit, ...]


def answer(check: ClaimCheck, published: Sequence[Published] = ()) -> ClaimAnswer:
    """Return the whole answer: verdict, needs, own figures, published figures, arithmetic."""
    verdict, tone = LEVELS[check["verdict"]]
    parts = (
        needs(check, has_published=bool(published)),
        own_figures(check),
        among(check, published),
        arithmetic(check),
    )
    return ClaimAnswer(
        headline=headline(check),
        sentence=sentence(check),
        verdict=_(verdict),
        tone=tone,
        context_line=_(
            "Evidence release {evidence_release} · model {model_version} · in the "
            "prices of one year",
            evidence_release=check["evidence_release"],
            model_version=check["model_version"],
        ),
        exhibits=tuple(part for part in parts if part is not None),
    )


def needs(check: ClaimCheck, *, has_published: bool) -> Exhibit:
    """Return what must be true, beside what the evidence expects."""
    return Exhibit(
        slug="needs",
        label=_("What it needs to be true"),
        title=_title(check),
        lead=_lead(check),
        table=Table(
            caption=_("What the claim needs, beside what the evidence expects"),
            columns=(
                Column(key="need", title=_("What must be true")),
                Column(key="needed", title=_("Needed"), is_numeric=True),
                Column(key="expected", title=_("Evidence expects (95% range)"), is_numeric=True),
                Column(key="stands", title=_("Needed against expected"), is_numeric=True),
                Column(key="verdict", title=_("Verdict")),
            ),
            rows=tuple(_row(check, need, has_published) for need in check["needed"]),
        ),
        notes=_notes(check),
    )


def _title(check: ClaimCheck) -> str:
    number = sum(need["level"] in ("beyond", "impossible") for need in check["needed"])
    if check["claim"]["reading"] == "exists":
        return _("It needs more than there is") if number else _("It needs no more than there is")
    if not number:
        return _("Nothing it needs lies beyond the evidence")
    all_of_them = len(check["needed"])
    which = (
        _("All {number}", number=number)
        if number == all_of_them
        else _("{number} of {all_of_them}", number=number, all_of_them=all_of_them)
    )
    return ngettext(
        "{which} needs lies beyond the evidence",
        "{which} needs lie beyond the evidence",
        number,
        which=which,
    )


def _lead(check: ClaimCheck) -> str:
    if check["claim"]["reading"] == "exists":
        return _("No finding counts such spending, so it can only be held against all spending.")
    return _("The calculator run backwards. The worst of these decides the verdict.")


def _row(check: ClaimCheck, need: Needed, has_published: bool) -> Row:
    words, tone = LEVELS[need["level"]]
    href = RESTS_ON[need["key"]]
    if href.startswith("#") and not has_published:
        href = ""
    what, _comma, of_what = _(need["label"]).partition(", ")
    return Row(
        cells=(
            header(what, hint=of_what, href=href),
            Cell(text=amount(need["value"], need)),
            Cell(text=amount(need["base"], need), hint=_range(need)),
            Cell(text=times(need["times_base"]), hint=_(STANDINGS[need["standing"]])),
            Cell(text=_(words), tone=tone),
        ),
        kind="chosen" if need["key"] in check["decided_by"][:1] else "plain",
    )


def amount(value: float | None, need: Needed) -> str:
    """Return a need's value in its unit."""
    return words_money(value) if need["unit"].startswith("USD") else percent(value)


def _range(need: Needed) -> str:
    if need["low"] is None or need["high"] is None:
        return ""
    return _("{low} to {high}", low=amount(need["low"], need), high=amount(need["high"], need))


def _notes(check: ClaimCheck) -> tuple[str, ...]:
    if check["claim"]["reading"] == "exists":
        return (
            _(
                "Spending that could be avoided is not money that a program saves. On "
                "the evidence, this program would reach {reached_share} of it.",
                reached_share=percent(check["reached_share"]),
            ),
        )
    return (
        _(
            "Consistent: no more than the evidence expects. Possible: more, within "
            "its 95% range. Beyond the evidence: above that range. Impossible: "
            "more than there is."
        ),
        _(
            "Savings are counted whole, before the bill is divided between plan and members, "
            "and your own administration is left out: both favor the claim. Decisions and "
            "operations are those of the clinical areas that the calculator starts with."
        ),
    )
