"""Who is covered: members, employees, lines of business and their age mix."""

from collections.abc import Mapping

from calculator.engine.evidence import BANDS, Evidence
from calculator.engine.inputs.fields import FIELD, MAX_PAYER_MEMBERS
from calculator.engine.inputs.numbers import Unreadable, name_of, number, shown, whole
from calculator.engine.inputs.reader import Reader
from calculator.language import gettext as _

AGE_MIX_TOLERANCE = 0.001


def read_employer(reader: Reader) -> tuple[int | None, int | None]:
    """Return (members, employees) of an employer: exactly one of the two."""
    if reader.has("members_by_line"):
        reader.refuse("members_by_line", _("An employer enters employees or members."))
    members, employees = reader.whole("members"), reader.whole("employees")
    if reader.has("members") and reader.has("employees"):
        reader.refuse("employees", _("Enter employees or members, not both: the other follows."))
    elif not reader.has("members") and not reader.has("employees"):
        reader.refuse("employees", _("Enter the number of employees, or of members."))
    return members, employees


def read_payer(reader: Reader, evidence: Evidence) -> dict[str, int]:
    """Return a payer's members by line, in the release's order, empty lines left out."""
    for name in ("members", "employees"):
        if reader.has(name):
            reader.refuse(name, _("A payer enters members by line of business."))
    raw = reader.mapping("members_by_line")
    found: dict[str, int] = {}
    for line, value in raw.items():
        field = f"members_by_line.{name_of(line)}"
        if line not in evidence.line:
            reader.refuse(field, _no_line(line, evidence))
            continue
        try:
            found[line] = whole(value, low=0, high=MAX_PAYER_MEMBERS, unit="members")
        except Unreadable as error:
            reader.refuse(field, str(error))
    total = sum(found.values())
    if not reader.errors_under("members_by_line") and not 1 <= total <= MAX_PAYER_MEMBERS:
        reader.refuse(
            "members_by_line",
            _(
                "The lines add up to {total} members. Enter 1 to {most} together.",
                total=format(total, ","),
                most=format(MAX_PAYER_MEMBERS, ","),
            ),
        )
    return {line: found[line] for line in evidence.line if found.get(line)}


def read_age_mix(reader: Reader, evidence: Evidence, audience: str) -> dict[str, dict[str, float]]:
    """Return the age mixes the user entered, by line; lines not given keep the release's."""
    found: dict[str, dict[str, float]] = {}
    for line, raw in reader.mapping("age_mix").items():
        field = f"age_mix.{name_of(line)}"
        if line not in evidence.line:
            reader.refuse(field, _no_line(line, evidence))
        elif audience == "employer" and line != "commercial":
            reader.refuse(field, _("An employer has the commercial line only."))
        elif not isinstance(raw, Mapping):
            expected = _("Give a share for each age band: {list}.", list=", ".join(BANDS))
            reader.refuse(
                field, _("{shown} is not a map. {expected}", shown=shown(raw), expected=expected)
            )
        else:
            mix = _read_mix(reader, field, raw)
            if mix:
                found[line] = mix
    return {line: found[line] for line in evidence.line if line in found}


def _read_mix(reader: Reader, field: str, raw: Mapping[object, object]) -> dict[str, float]:
    given = {str(band): value for band, value in raw.items() if value not in (None, "")}
    if not given:
        return {}
    strange = [band for band in given if band not in BANDS]
    missing = [band for band in BANDS if band not in given]
    if strange:
        reader.refuse(
            field,
            _(
                "There is no age band {shown}: use {list}.",
                shown=shown(strange[0]),
                list=", ".join(BANDS),
            ),
        )
        return {}
    if missing:
        reader.refuse(
            field, _("Missing: {list}. Give all four age bands.", list=", ".join(missing))
        )
        return {}
    mix: dict[str, float] = {}
    for band in BANDS:
        try:
            mix[band] = number(given[band], low=0, high=FIELD["age_mix"].high, unit="")
        except Unreadable as error:
            reader.refuse(f"{field}.{band}", str(error))
    total = sum(mix.values())
    if len(mix) == len(BANDS) and abs(total - 1) > AGE_MIX_TOLERANCE + 1e-12:
        reader.refuse(
            field,
            _(
                "The four shares add up to {total}. They must add up to 1.",
                total=format(total, ".4g"),
            ),
        )
    return mix


def _no_line(line: str, evidence: Evidence) -> str:
    return _(
        "There is no line of business {shown}: use {list}.",
        shown=shown(line),
        list=", ".join(evidence.line),
    )
