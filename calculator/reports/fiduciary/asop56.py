"""ASOP No. 56, Modeling (Actuarial Standards Board, for work from October 1, 2020), in our words.

The standard binds an actuary, not a program: items that are a person's to do are left to that
person, and the checklist says so.
"""

from calculator.exhibits.exhibit import Exhibit
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.reports.fiduciary import places
from calculator.reports.fiduciary.checklist import Checklist, Facts, Item, Values, filled
from calculator.reports.fiduciary.places import MODEL, table

LEAD = (
    "The standard for actuaries who design, choose, use or review models, section by section. What "
    "is asked is put in our words; the wording that counts is the standard’s own."
)
NOTE = (
    "This file is no actuarial report, and no actuary signs it. An actuary who relies on it "
    "finds here what the program can answer, and what remains to be done."
)
YOURS = "Left to the actuary who uses the model for this plan."
PARAMETERS = places.evidence("{release}", "parameters.yaml")
FINDINGS = places.evidence("{release}", "findings.yaml")

PURPOSE = (
    Item("3.1.1", "Designing, developing or modifying the model",
         "It can do what it is meant for.", "answered",
         "Built to tell a plan what a program would save and cost; changes of the model are "
         "versioned.", (MODEL, places.RECORD)),
    Item("3.1.2", "Selecting, reviewing or evaluating the model",
         "The chosen model fits the purpose.", "not done", YOURS, ()),
    Item("3.1.3", "Using the model", "This use is within what it is meant for.", "partly",
         "Inputs outside their bounds are refused and results checked for belief; whether the plan "
         "is a fitting case is a person’s to say.", (places.INPUTS, table("plausibility"))),
    Item("3.1.4", "Model structure", "Structure, detail and choices suit the purpose.", "answered",
         "The equations by clinical area, line and year, and why care is counted so.", (MODEL,)),
)  # fmt: skip
INPUTS = (
    Item("3.1.5", "Data", "Data are fit, and their limits known.", "partly",
         "Published findings with what was read of each; no data of this plan beyond what was "
         "entered.", (FINDINGS,)),
    Item("3.1.6.a", "Setting assumptions", "Assumptions are set with care.", "answered",
         "{figures} figures with grade and rationale; judgements among them: {weak}.",
         (table("assumptions"), PARAMETERS)),
    Item("3.1.6.b", "Range of assumptions", "Other values were looked at.", "answered",
         "Every figure at its low and high, all of them drawn together, and three lenses.",
         (table("tornado"), table("how-sure"), table("lenses"))),
    Item("3.1.6.c", "Consistency", "Assumptions fit each other.", "partly",
         "Units, dollar years and bounds are checked by program. Figures are drawn independently "
         "of each other, which may not be true.", (MODEL, table("limits"))),
    Item("3.1.6.d", "Fit in this run", "Inputs suit this run and its date.", "partly",
         "Evidence release {release}; inputs that differ from the reference case are listed: "
         "{changes}. Fit to this plan is a person’s to judge.",
         (places.INPUTS, places.RECORD)),
    Item("3.1.6.e", "Reasonable in the aggregate", "Together they make sense.", "answered",
         "The result is held against what these members cost anyway and against sellers’ claims.",
         (table("plausibility"),)),
)  # fmt: skip
RELIANCE = (
    Item("3.2", "Understanding the model", "The user understands how it works and its limits.",
         "partly", "All that is needed stands here; understanding it is a person’s to do.",
         (MODEL, places.GUIDE, table("limits"))),
    Item("3.3", "Reliance on data or other information of others",
         "Say whose data were relied on.", "answered",
         "{findings} findings of named sources, {sellers} of them of sellers; "
         "sizes and fees as entered.", (table("who-stands-behind"), places.INPUTS)),
    Item("3.4", "Reliance on models of others", "Say on whose models one relied.",
         "not applicable", "The calculation uses no other model. To an actuary this is itself a "
         "model of others, of which the run record names the version.", (places.RECORD,)),
    Item("3.5", "Reliance on experts", "Say on which experts one relied.", "partly",
         "Judgements are marked as such with their reasons; who made them is not named.",
         (table("assumptions"),)),
)  # fmt: skip
RISK = (
    Item("3.6.1", "Model testing", "It does what it is meant to do.", "answered",
         "The program’s tests hold the laws of the model, a second slow calculation, and stored "
         "results; section 8 of the specification names the laws.", (MODEL,)),
    Item("3.6.2", "Validation of model output",
         "Results were held against something real.", "partly",
         "Against spending and claims of sellers; not against what programs of this kind brought "
         "measured plans. {reproduced}", (table("plausibility"), places.RECORD)),
    Item("3.6.3", "Review by another professional", "Somebody else looked at it.", "not done",
         "Evidence is published by four eyes; the model and this calculation were reviewed by no "
         "outside professional.", ()),
    Item("3.6.4", "Governance and controls", "Changes are controlled.", "answered",
         "Releases cannot be changed once published; every calculation is pinned by hashes.",
         (places.RECORD, places.SUMS)),
    Item("3.6.5", "Against misuse and misreading", "Readers are kept from wrong use.", "answered",
         "Ranges, chances, limits and what is not counted stand beside every answer.",
         (places.SUMMARY, table("limits"))),
    Item("3.7", "Documentation", "Kept, so that another can judge it.", "answered",
         "This file; one command makes the numbers again.", (places.README, places.RECORD)),
)  # fmt: skip
SAID = (
    Item("4.1.a", "Disclosure: purpose", "State what the model is for.", "answered",
         "Section 1 of the specification.", (MODEL,)),
    Item("4.1.b", "Disclosure: inconsistent assumptions", "State material ones, and why.",
         "answered", "Independence of the draws; see limits.", (table("limits"),)),
    Item("4.1.c", "Disclosure: unreasonable output", "State it where assumptions add up to it.",
         "answered", "{belief}", (table("plausibility"),)),
    Item("4.1.d", "Disclosure: limits and weaknesses", "State the material ones.", "answered",
         "Weak figures by their effect, what is not counted, and what holds for every answer.",
         (table("limits"), table("not-included"))),
    Item("4.1.e", "Disclosure: reliance on models of others", "State how far.", "not applicable",
         "The calculation uses no other model; see 3.4 for an actuary’s own reliance on this one.",
         (places.RECORD,)),
    Item("4.1.f", "Disclosure: reliance on experts", "State how far.", "partly",
         "Judgements are marked as such; who made them is not named. The sources of all other "
         "findings in force are listed.",
         (table("assumptions"), table("who-stands-behind"), table("from-sellers"))),
    Item("4.2", "Further disclosures",
         "What law or others prescribed, and departures from the standard.", "not applicable",
         "Nothing here is prescribed by law; an actuary states departures in "
         "a report of their own.", ()),
)  # fmt: skip
ASOP_56 = Checklist(
    slug="asop-56",
    label="ASOP No. 56",
    lead=LEAD,
    items=(*PURPOSE, *INPUTS, *RELIANCE, *RISK, *SAID),
    notes=(NOTE,),
)


def asop(facts: Facts) -> Exhibit:
    """Return the checklist, filled."""
    return filled(ASOP_56, _values(facts))


def _values(facts: Facts) -> Values:
    result = facts.result
    return {
        "release": result["evidence_release"],
        "figures": str(len(result["assumptions"])),
        "weak": str(sum(row["grade"] == "D" for row in result["assumptions"])),
        "changes": str(len(result["changes"])),
        "findings": str(facts.findings),
        "sellers": str(facts.from_sellers),
        "reproduced": facts.reproduced,
        "belief": _belief(facts),
    }


def _belief(facts: Facts) -> str:
    checks = facts.result["plausibility"]
    doubtful = [named(check["label"]) for check in checks if check["level"] != "ok"]
    if doubtful:
        return _("Doubtful in this run: {checks}.", checks=", ".join(doubtful))
    return _("None in this run: all checks are in bounds.")
