"""CHEERS 2022, item by item (Husereau et al. 2022, BMJ 376:e067975).

Items have the standard's numbers and names; what they ask is put in our words.
"""

from calculator.exhibits import facts as words
from calculator.exhibits import sentences
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Exhibit
from calculator.exhibits.formats import percent, table_money
from calculator.reports.fiduciary import places
from calculator.reports.fiduciary.checklist import Checklist, Facts, Item, Values, filled
from calculator.reports.fiduciary.places import MODEL, table

LEAD = (
    "The reporting standard for economic evaluations in health care has 28 items. What is asked is "
    "put in our words; the wording that counts is the standard’s own."
)
NO_GROUPS = "Nobody outside the project took part in planning or judging the calculation."
FINDINGS = places.evidence("{release}", "findings.yaml")

INTRODUCTION = (
    Item("1", "Title", "Say that it is an economic evaluation, and of what.", "answered",
         "A second-opinion program for {whose}: money saved and spent, against doing nothing and "
         "other designs.", (places.SUMMARY,)),
    Item("2", "Abstract", "Sum it up: context, methods, results, alternatives.", "answered",
         "The two-page summary.", (places.SUMMARY,)),
    Item("3", "Background and objectives", "The question, and what hangs on it.", "answered",
         "What a program would do to the plan’s money, how sure one can be, and which design would "
         "pay.", (MODEL,)),
)  # fmt: skip
PEOPLE = (
    Item("4", "Health economic analysis plan",
         "Was there a plan before the results, and where is it?", "partly",
         "The method was fixed in a published specification before this calculation; no plan was "
         "registered for this group.", (MODEL, places.RECORD)),
    Item("5", "Study population", "Who they are: ages, diagnoses and so on.", "answered",
         "{members} members by line and age, in {areas} clinical areas. Income and ethnicity are "
         "not considered.", (places.INPUTS, table("areas"))),
    Item("6", "Setting and location", "What about the setting may matter.", "partly",
         "A health plan in the United States; prices by line. The group’s own region counts only "
         "where its price index was entered.", (places.INPUTS, table("assumptions"))),
    Item("7", "Comparators", "What is compared, and why that.", "answered",
         "Doing nothing, and the {designs} designs that the evidence release describes.",
         (table("alternatives"),)),
    Item("8", "Perspective", "Whose costs and benefits count, and why.", "answered",
         "The plan’s own money, as it is the plan that decides. What members and insurers save "
         "stands beside it.", (MODEL, table("payers"))),
    Item("9", "Time horizon", "How long, and why that long.", "answered",
         "The contract, {horizon}: nothing is counted after it ends.",
         (places.INPUTS, table("years"))),
    Item("10", "Discount rate", "Which rate, and why.", "answered",
         "{discount} a year; yearly figures are not discounted.", (table("assumptions"),)),
)  # fmt: skip
WORTH = (
    Item("11", "Selection of outcomes", "What counts as benefit and as harm.", "answered",
         "Money; operations lastingly avoided and diagnoses changed as counts. Health, and harm by "
         "delay, are named and not counted.", (MODEL, table("not-included"))),
    Item("12", "Measurement of outcomes", "How benefits and harms were measured.", "answered",
         "In published studies, each with its grade; nothing was measured in this group.",
         (FINDINGS, table("assumptions"))),
    Item("13", "Valuation of outcomes", "In whom, and how, outcomes were valued.",
         "not applicable",
         "Outcomes are not valued in utilities or willingness to pay: only money is added up.",
         (table("not-included"),)),
    Item("14", "Measurement and valuation of resources and costs", "How costs were valued.",
         "answered", "Allowed amounts of whole episodes times the share that the plan pays; the "
         "program at its fees, incentives and administration.", (MODEL, table("assumptions"))),
    Item("15", "Currency, price date, and conversion",
         "Dates of amounts and prices, currency, year of conversion.", "answered",
         "US dollars of 2025; medical money grows with the medical trend.", (MODEL,)),
)  # fmt: skip
METHOD = (
    Item("16", "Rationale and description of model",
         "The model, why it is used, where it is to be had.", "answered",
         "Every equation, numbered; the program that runs it is named in the run record.",
         (MODEL, places.RECORD)),
    Item("17", "Analytics and assumptions", "Statistics, extrapolation, checks of the model.",
         "answered", "Distributions, draws and analyses; tests hold the model’s laws.",
         (MODEL, table("assumptions"))),
    Item("18", "Characterizing heterogeneity", "How differences between subgroups were estimated.",
         "partly", "By clinical area and line of business; not by kind of member.",
         (table("areas"),)),
    Item("19", "Characterizing distributional effects",
         "How effects fall on different people, and what was done for priority groups.", "partly",
         "What plan, members and insurer keep. Effects on disadvantaged groups were not studied: "
         "no finding speaks of them.", (table("payers"),)),
    Item("20", "Characterizing uncertainty", "How doubt was described.", "answered",
         "{draws} joint draws, one figure at a time, lenses, and the luck of one year apart.",
         (table("how-sure"), table("tornado"), table("lenses"), table("luck"))),
    Item("21", "Approach to engagement with patients and others affected by the study",
         "How patients, the public, clinicians or payers took part in the design.", "not done",
         NO_GROUPS, ()),
)  # fmt: skip
RESULTS = (
    Item("22", "Study parameters", "Values, ranges, sources and distributions of all inputs.",
         "answered", "{figures} figures in force.",
         (table("assumptions"), places.data("assumptions"))),
    Item("23", "Summary of main results", "Mean costs and outcomes, and one measure of both.",
         "answered", "Net a year {net}: saved {saved}, spent {spent}.",
         (places.SUMMARY, table("money"))),
    Item("24", "Effect of uncertainty",
         "What doubt does to the findings, and what discount rate and horizon do.", "partly",
         "Chance that it pays: {chance}. Each uncertain figure’s own effect is listed, and each "
         "year’s net. Another discount rate or contract length is another calculation.",
         (table("how-sure"), table("tornado"), table("value-of-information"), table("years"))),
    Item("25", "Effect of engagement with patients and others affected by the study",
         "What taking part changed.", "not applicable", NO_GROUPS, ()),
)  # fmt: skip
END = (
    Item("26", "Study findings, limitations, generalizability, and current knowledge",
         "Findings, limits, ethics and equity left out, and what follows for patients, policy or "
         "practice.", "partly",
         "Limits are listed, and what is not counted. Ethical questions and fit with other studies "
         "are not discussed.", (table("limits"), table("not-included"))),
    Item("27", "Source of funding", "Who paid, and what they had to say in it.", "not done",
         "The project’s own texts name no source of money. Ask whoever runs the site.",
         (places.GUIDE,)),
    Item("28", "Conflicts of interest", "The authors’ interests.", "partly",
         "{sellers} of {findings} findings in force come from sellers, and are listed. The authors "
         "state no interests of their own.", (table("who-stands-behind"), table("from-sellers"))),
)  # fmt: skip
CHEERS_2022 = Checklist(
    slug="cheers-2022",
    label="CHEERS 2022",
    lead=LEAD,
    items=(*INTRODUCTION, *PEOPLE, *WORTH, *METHOD, *RESULTS, *END),
)


def cheers(facts: Facts) -> Exhibit:
    """Return the checklist, filled."""
    return filled(CHEERS_2022, _values(facts))


def _values(facts: Facts) -> Values:
    result, annual = facts.result, facts.result["annual"]
    return {
        "release": result["evidence_release"],
        "whose": sentences.whose(result),
        "members": format(result["members"], ",.0f"),
        "areas": str(len(result["areas"])),
        "designs": str(len(result["designs"])),
        "horizon": words.over_the_years(result),
        "discount": percent(_discount(facts)),
        "draws": format(result["psa"]["draws"], ","),
        "figures": str(len(result["assumptions"])),
        "net": table_money(annual["net"]),
        "saved": table_money(annual["plan_saving"]),
        "spent": table_money(annual["program_cost"]),
        "chance": chance(result["psa"]["probability_net_positive"]),
        "sellers": str(facts.from_sellers),
        "findings": str(facts.findings),
    }


def _discount(facts: Facts) -> float:
    rows = facts.result["assumptions"]
    return next((row["base"] for row in rows if row["key"] == "discount_rate"), 0.0)
