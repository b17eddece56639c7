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

LEVELS: dict[str, tuple[str, Tone]] = {
    "consistent": ("consistent", "gain"),
    "possible": ("possible", ""),
    "beyond": ("beyond the evidence", "loss"),
    "impossible": ("impossible", "loss"),
}
STANDINGS = {
    "below": "below the range",
    "within": "within the range",
    "above": "above the range",
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
        verdict=verdict,
        tone=tone,
        context_line=f"Evidence release {check['evidence_release']} · model "
        f"{check['model_version']} · in the prices of one year",
        exhibits=tuple(part for part in parts if part is not None),
    )


def needs(check: ClaimCheck, *, has_published: bool) -> Exhibit:
    """Return what must be true, beside what the evidence expects."""
    return Exhibit(
        slug="needs",
        label="What it needs to be true",
        title=_title(check),
        lead=_lead(check),
        table=Table(
            caption="What the claim needs, beside what the evidence expects",
            columns=(
                Column(key="need", title="What must be true"),
                Column(key="needed", title="Needed", is_numeric=True),
                Column(key="expected", title="Evidence expects (95% range)", is_numeric=True),
                Column(key="stands", title="Needed against expected", is_numeric=True),
                Column(key="verdict", title="Verdict"),
            ),
            rows=tuple(_row(check, need, has_published) for need in check["needed"]),
        ),
        notes=_notes(check),
    )


def _title(check: ClaimCheck) -> str:
    number = sum(need["level"] in ("beyond", "impossible") for need in check["needed"])
    if check["claim"]["reading"] == "exists":
        return f"It needs {'more' if number else 'no more'} than there is"
    if not number:
        return "Nothing it needs lies beyond the evidence"
    all_of_them = len(check["needed"])
    which = f"All {number}" if number == all_of_them else f"{number} of {all_of_them}"
    return f"{which} needs {'lies' if number == 1 else 'lie'} beyond the evidence"


def _lead(check: ClaimCheck) -> str:
    if check["claim"]["reading"] == "exists":
        return "No finding counts such spending, so it can only be held against all spending."
    return "The calculator run backwards. The worst of these decides the verdict."


def _row(check: ClaimCheck, need: Needed, has_published: bool) -> Row:
    words, tone = LEVELS[need["level"]]
    href = RESTS_ON[need["key"]]
    if href.startswith("#") and not has_published:
        href = ""
    what, _, of_what = need["label"].partition(", ")
    return Row(
        cells=(
            header(what, hint=of_what, href=href),
            Cell(text=amount(need["value"], need)),
            Cell(text=amount(need["base"], need), hint=_range(need)),
            Cell(text=times(need["times_base"]), hint=STANDINGS[need["standing"]]),
            Cell(text=words, tone=tone),
        ),
        kind="chosen" if need["key"] in check["decided_by"][:1] else "plain",
    )


def amount(value: float | None, need: Needed) -> str:
    """Return a need's value in its unit."""
    return words_money(value) if need["unit"].startswith("USD") else percent(value)


def _range(need: Needed) -> str:
    if need["low"] is None or need["high"] is None:
        return ""
    return f"{amount(need['low'], need)} to {amount(need['high'], need)}"


def _notes(check: ClaimCheck) -> tuple[str, ...]:
    if check["claim"]["reading"] == "exists":
        return (
            "Spending that could be avoided is not money that a program saves. On the evidence, "
            f"this program would reach {percent(check['reached_share'])} of it.",
        )
    return (
        "Consistent: no more than the evidence expects. Possible: more, within its 95% range. "
        "Beyond the evidence: above that range. Impossible: more than there is.",
        "Savings are counted whole, before the bill is divided between plan and members, and "
        "your own administration is left out: both favor the claim. Decisions and operations are "
        "those of the clinical areas that the calculator counts unless told otherwise.",
    )
