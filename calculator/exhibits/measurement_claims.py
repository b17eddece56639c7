"""In which claims: fields, and examples of codes by area that are to be checked with the carrier.

Codes are renewed every year and no family is complete; an area without certain codes has none.
"""

from calculator.engine.measurement.plan import Plan
from calculator.engine.result import Result
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import table_count
from calculator.exhibits.measurement_waiting import months_in_words
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop
from calculator.language import ngettext

CODES: dict[str, str] = {
    "lumbar_fusion": noop(
        "CPT 22558, 22612, 22630, 22633; ICD-10-PCS 0SG0, 0SG1, 0SG3; MS-DRG: "
        "spinal fusion except cervical"
    ),
    "cervical_fusion": noop("CPT 22551, 22554, 22600; ICD-10-PCS 0RG1, 0RG2; MS-DRG 471–473"),
    "spine_decompression": noop("CPT 63030, 63047; MS-DRG 518–520"),
    "knee_replacement": noop("CPT 27446, 27447; ICD-10-PCS 0SRC, 0SRD; MS-DRG 469–470"),
    "hip_replacement": noop(
        "CPT 27130; ICD-10-PCS 0SR9, 0SRB; MS-DRG 469–470 (leave out fractures)"
    ),
    "rotator_cuff": noop("CPT 23410, 23412, 23420, 29827"),
    "knee_arthroscopy": noop("CPT 29877, 29880, 29881"),
    "hysterectomy": noop(
        "CPT 58150, 58260, 58541–58544, 58550–58554, 58570–58573; ICD-10-PCS 0UT9; MS-DRG 742–743"
    ),
    "elective_pci": noop(
        "CPT 92920, 92928; HCPCS C9600; ICD-10-PCS 0270–0273 (leave out heart attacks)"
    ),
    "cabg": noop("CPT 33510–33536; ICD-10-PCS 0210–0213; MS-DRG 231–236"),
    "bariatric": noop("CPT 43644, 43645, 43775; ICD-10-PCS 0D16, 0DB6; MS-DRG 619–621"),
    "ocular": noop("CPT 66982, 66984 for cataract"),
}
NO_CODES = noop("Agree on the codes with your carrier before the first year.")

FIELDS: tuple[tuple[str, str], ...] = (
    (
        "member_id",
        noop("Ties a member's claims, enrollment and opinion together; a pseudonym will do."),
    ),
    (
        "enrolled_from, enrolled_to",
        noop("Who was covered in which month: every rate is per 1,000 members covered for a year."),
    ),
    ("service_date", noop("When the operation took place; counts the 12 months after an opinion.")),
    (
        "procedure_code",
        noop(
            "CPT or HCPCS code of the surgeon's claim: which operation. Count a "
            "member's operation once, not each line."
        ),
    ),
    (
        "icd_procedure_code, ms_drg",
        noop("ICD-10-PCS codes and the diagnosis-related group of hospital stays."),
    ),
    ("diagnosis_code", noop("ICD-10-CM: to leave out emergencies, injuries and cancer surgery.")),
    ("place_of_service", noop("Inpatient, outpatient or surgery center: prices differ.")),
    ("allowed_amount", noop("The whole price, whoever pays it.")),
    ("paid_amount", noop("The plan's part of it.")),
    (
        "paid_date, reversed",
        noop("Wait three months for late claims; drop claims that were taken back."),
    ),
)


def codes(result: Result, plan: Plan) -> Exhibit:
    """Return by area which codes to count, how many to expect, and how long it takes alone."""
    names = {row["area"]: named(row["name"]) for row in result["areas"]}
    rows = tuple(
        Row(
            cells=(
                header(names[area.slug], hint=_(CODES.get(area.slug, NO_CODES))),
                Cell(text=table_count(area.without)),
                Cell(text=table_count(area.avoided)),
                Cell(text=months_in_words(area.months)),
            )
        )
        for area in plan.areas
    )
    return Exhibit(
        slug="codes",
        label=_("Which operations"),
        title=ngettext(
            "{n} area in which the program acts",
            "{n} areas in which the program acts",
            len(rows),
            n=len(rows),
        )
        if len(rows) != 1
        else _("One area in which the program acts"),
        lead=_(
            "The codes are examples to be checked with your carrier: they are "
            "renewed every year, and no family is complete."
        ),
        table=Table(
            caption=_("Operations to count, by area"),
            columns=(
                Column(key="area", title=_("Area, and example codes")),
                Column(key="without", title=_("A year without the program"), is_numeric=True),
                Column(key="avoided", title=_("Avoided in year 1"), is_numeric=True),
                Column(key="months", title=_("Alone, until it can be told")),
            ),
            rows=rows,
        ),
    )


def fields() -> Exhibit:
    """Return the fields that a claims extract needs."""
    return Exhibit(
        slug="fields",
        label=_("In which claims fields"),
        title=_("Ten fields are enough"),
        lead=_(
            "Your carrier or administrator may call them otherwise. Ask for three "
            "years before the start and for every year since, of users and "
            "everybody else."
        ),
        table=Table(
            caption=_("Fields of the claims extract"),
            columns=(Column(key="field", title=_("Field")), Column(key="why", title=_("What for"))),
            rows=tuple(
                Row(cells=(header(name, lang="en"), Cell(text=_(why)))) for name, why in FIELDS
            ),
        ),
    )
