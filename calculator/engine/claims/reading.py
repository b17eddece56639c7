"""Reads a claim as people print it. The only place that judges its figures."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from calculator.engine.claims.fields import AMOUNT_UNIT, FIELD, HIGHEST, KINDS, MAX_TOTAL
from calculator.engine.evidence import Evidence
from calculator.engine.inputs import people
from calculator.engine.inputs.numbers import Unreadable, number, shown
from calculator.engine.inputs.reader import Reader
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

MONEY_IN_ALL = frozenset({"per_member_year", "total"})
TO_ONE = re.compile(r"(.+?)\s*(?:to|for|per|a|por|:)\s*\$?\s*1(?:\.0+)?", re.IGNORECASE)
TIMES = re.compile(r"(.+?)\s*-?\s*(?:x|fold|times|veces)", re.IGNORECASE)
SCALES = {
    **dict.fromkeys(("k", "thousand", "mil"), 1e3),
    **dict.fromkeys(("mm", "mn", "m", "million", "millón", "millon", "millones"), 1e6),
    **dict.fromkeys(("bn", "b", "billion", "mil millones"), 1e9),
}
SCALED = re.compile(rf"(.+?)\s*({'|'.join(SCALES)})\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A judged claim. None means "not stated": the evidence supplies the value."""

    kind: str
    amount: float
    members: int | None
    employees: int | None
    years: int
    cases: int | None
    saving_per_case: float | None
    fee: float | None
    fee_basis: str
    design: str
    reading: str

    def to_dict(self) -> dict[str, object]:
        """Return the claim as plain JSON values; reading them again gives the same claim."""
        return asdict(self)


def read(raw: Mapping[str, object], evidence: Evidence) -> Claim:
    """Return a judged claim from raw fields (JSON values, or text as typed).

    Args:
        raw: values by the names of ``FIELDS``; absent, None and empty text mean the default.
        evidence: the release that defines the designs.

    Raises:
        InvalidInput: with every field that cannot be used.
    """
    reader = Reader(raw, FIELD)
    reader.refuse_unknown(noop("A claim has no field {shown}: use {known}."))
    kind = reader.choice("kind", KINDS, FIELD["kind"].default)
    members, employees = people.read_employer(reader)
    claim = Claim(
        kind=kind,
        amount=_amount(reader, kind),
        members=members,
        employees=employees,
        years=reader.whole("years") or 1,
        cases=reader.whole("cases"),
        saving_per_case=reader.number("saving_per_case"),
        fee=reader.number("fee"),
        fee_basis=_chosen(reader, "fee_basis"),
        design=reader.choice("design", tuple(evidence.design), FIELD["design"].default),
        reading=_chosen(reader, "reading"),
    )
    _judge_together(reader, claim)
    reader.check()
    return claim


def stated(text: str, kind: str) -> float:
    """Return a figure as sellers print it, in English or Spanish.

    Raises:
        Unreadable: if it is none.

    >>> stated("11 to 1", "ratio"), stated("$11:$1", "ratio"), stated("3.5x", "ratio")
    (11.0, 11.0, 3.5)
    >>> stated("$65 million", "total"), stated("7M", "total"), stated("1,200", "per_case")
    (65000000.0, 7000000.0, 1200.0)
    >>> stated("11 a 1", "ratio"), stated("7 millones", "total"), stated("2 mil millones", "total")
    (11.0, 7000000.0, 2000000000.0)
    """
    found, scale = text.strip(), 1.0
    for pattern in (TO_ONE, TIMES, SCALED):
        match = pattern.fullmatch(found)
        if match and (pattern is SCALED) != (kind == "ratio"):
            found = match[1]
            scale = SCALES[match[2].lower()] if pattern is SCALED else 1.0
    return number(found, low=0, high=MAX_TOTAL) * scale


def _amount(reader: Reader, kind: str) -> float:
    if not reader.has("amount"):
        reader.refuse("amount", _("Enter the figure that is claimed, such as 11 to 1 or $650."))
        return 0.0
    value, unit = reader.raw["amount"], AMOUNT_UNIT[kind]
    if isinstance(value, str) and "%" in value:
        said = (
            _("A return on investment of 300% gives back $4 per $1: enter 4.")
            if kind == "ratio"
            else ""
        )
        reader.refuse(
            "amount",
            _(
                "{shown} is a share. Enter {unit}. {said}",
                shown=shown(value),
                unit=_(unit),
                said=said,
            ).strip(),
        )
        return 0.0
    try:
        figure = stated(value, kind) if isinstance(value, str) else value
    except Unreadable:
        figure = value  # quoted as it was typed
    try:
        found = number(figure, low=0, high=HIGHEST[kind], unit=unit)
    except Unreadable as error:
        reader.refuse("amount", str(error))
        return 0.0
    if found == 0:
        reader.refuse("amount", _("A claim of 0 needs nothing. Enter more than 0."))
    return found


def _chosen(reader: Reader, name: str) -> str:
    return reader.choice(name, FIELD[name].choices, FIELD[name].default)


def _judge_together(reader: Reader, claim: Claim) -> None:
    if claim.kind == "per_case" and not reader.has("cases"):
        reader.refuse(
            "cases", _("Enter how many cases the claim counts, or choose a saving per opinion.")
        )
    if claim.kind not in MONEY_IN_ALL:
        if reader.has("saving_per_case"):
            reader.refuse(
                "saving_per_case",
                _("Goes with a total or a saving per member only: otherwise check one at a time."),
            )
        if claim.reading == "exists":
            reader.refuse(
                "reading",
                _(
                    "Only a total or dollars per member can be spending that exists: a "
                    "return, or a saving per opinion, is money saved."
                ),
            )
    if claim.saving_per_case == 0:
        reader.refuse("saving_per_case", _("Enter more than 0, or leave it out."))
    if claim.kind == "ratio" and claim.fee == 0:
        reader.refuse("fee", _("A return needs a fee to be a return on. Enter more than 0."))
