"""CHEERS 2022, item by item (Husereau et al. 2022, BMJ 376:e067975), in our own words."""

from calculator.exhibits import facts as words
from calculator.exhibits import sentences
from calculator.exhibits.chances import chance
from calculator.exhibits.exhibit import Exhibit
from calculator.exhibits.formats import percent, table_money
from calculator.reports.fiduciary import places
from calculator.reports.fiduciary.checklist import Facts, Item, Rows, exhibit_of
from calculator.reports.fiduciary.places import MODEL, table

LEAD = (
    "The reporting standard for economic evaluations in health care has 28 items. What is asked is "
    "put in our words; the wording that counts is the standard’s own."
)
NO_GROUPS = "Nobody outside the project took part in planning or judging the calculation."


def cheers(facts: Facts) -> Exhibit:
    """Return the checklist, filled."""
    return exhibit_of(items(facts), slug="cheers-2022", label="CHEERS 2022", lead=LEAD)


def items(facts: Facts) -> tuple[Item, ...]:
    """Return the 28 items."""
    rows = (*_introduction(facts), *_people(facts), *_worth(facts), *_model(facts), *_end(facts))
    return tuple(Item(str(number), *row) for number, row in enumerate(rows, start=1))


def _introduction(facts: Facts) -> Rows:
    return (
        ("Title", "Say that it is an economic evaluation, and of what.", "answered",
         f"A second-opinion program for {sentences.whose(facts.result)}: money saved and spent, "
         "against doing nothing and other designs.", (places.SUMMARY,)),
        ("Abstract", "Sum it up: context, methods, results, alternatives.", "answered",
         "The two-page summary.", (places.SUMMARY,)),
        ("Background and objectives", "The question, and what hangs on it.", "answered",
         "What a program would do to the plan’s money, how sure one can be, and which design would "
         "pay.", (MODEL,)),
        ("Analysis plan", "Was there a plan before the results, and where is it?", "partly",
         "The method was fixed in a published specification before this calculation; no plan was "
         "registered for this group.", (MODEL, places.RECORD)),
    )  # fmt: skip


def _people(facts: Facts) -> Rows:
    result = facts.result
    return (
        ("Study population", "Who they are: ages, diagnoses and so on.", "answered",
         f"{result['members']:,.0f} members by line and age, in {len(result['areas'])} clinical "
         "areas. Income and ethnicity are not considered.", (places.INPUTS, table("areas"))),
        ("Setting and location", "What about the setting may matter.", "partly",
         "A health plan in the United States; prices by line. The group’s own region counts only "
         "where its price index was entered.", (places.INPUTS, table("assumptions"))),
        ("Comparators", "What is compared, and why that.", "answered",
         f"Doing nothing, and the {len(result['designs'])} designs that the evidence release "
         "describes.", (table("alternatives"),)),
        ("Perspective", "Whose costs and benefits count, and why.", "answered",
         "The plan’s own money, as it is the plan that decides. What members and insurers save "
         "stands beside it.", (MODEL, table("payers"))),
        ("Time horizon", "How long, and why that long.", "answered",
         f"The contract, {words.over_the_years(result)}: nothing is counted after it ends.",
         (places.INPUTS, table("years"))),
        ("Discount rate", "Which rate, and why.", "answered",
         f"{percent(_discount(facts))} a year; yearly figures are not discounted.",
         (table("assumptions"),)),
    )  # fmt: skip


def _worth(facts: Facts) -> Rows:
    release = places.evidence(facts.result["evidence_release"], "findings.yaml")
    return (
        ("Selection of outcomes", "What counts as benefit and as harm.", "answered",
         "Money; operations lastingly avoided and diagnoses changed as counts. Health, and harm by "
         "delay, are named and not counted.", (MODEL, table("not-included"))),
        ("Measurement of outcomes", "How benefits and harms were measured.", "answered",
         "In published studies, each with its grade; nothing was measured in this group.",
         (release, table("assumptions"))),
        ("Valuation of outcomes", "In whom, and how, outcomes were valued.", "not applicable",
         "Outcomes are not valued in utilities or willingness to pay: only money is added up.",
         (table("not-included"),)),
        ("Resources and costs", "How costs were valued.", "answered",
         "Allowed amounts of whole episodes times the share that the plan pays; the program at its "
         "fees, incentives and administration.", (MODEL, table("assumptions"))),
        ("Currency and price date", "Currency, year of prices, conversion.", "answered",
         "US dollars of 2025; medical money grows with the medical trend.", (MODEL,)),
    )  # fmt: skip


def _model(facts: Facts) -> Rows:
    result = facts.result
    return (
        ("Rationale and description of model", "The model, why it is used, where it is to be had.",
         "answered", "Every equation, numbered; the program that runs it is named in the run "
         "record.", (MODEL, places.RECORD)),
        ("Analytics and assumptions", "Statistics, extrapolation, checks of the model.", "answered",
         "Distributions, draws and analyses; tests hold the model’s laws.",
         (MODEL, table("assumptions"))),
        ("Heterogeneity", "How results differ between subgroups.", "partly",
         "By clinical area and line of business; not by kind of member.", (table("areas"),)),
        ("Distributional effects", "Who gains and loses, and what is done for priority groups.",
         "partly", "What plan, members and insurer keep. Effects on disadvantaged groups were not "
         "studied: no finding speaks of them.", (table("payers"),)),
        ("Uncertainty", "How doubt was described.", "answered",
         f"{result['psa']['draws']:,} joint draws, one figure at a time, lenses, and the luck of "
         "one year apart.", (table("how-sure"), table("tornado"), table("lenses"), table("luck"))),
        ("Engagement of those affected", "How patients and others took part.", "not done",
         NO_GROUPS, ()),
        ("Study parameters", "Values, ranges, sources and distributions of all inputs.", "answered",
         f"{len(result['assumptions'])} figures in force.",
         (table("assumptions"), places.data("assumptions"))),
    )  # fmt: skip


def _end(facts: Facts) -> Rows:
    result = facts.result
    pays = chance(result["psa"]["probability_net_positive"])
    return (
        ("Main results", "Costs, outcomes, and how they compare.", "answered",
         f"Net a year {table_money(result['annual']['net'])}: saved "
         f"{table_money(result['annual']['plan_saving'])}, spent "
         f"{table_money(result['annual']['program_cost'])}.", (places.SUMMARY, table("money"))),
        ("Effect of uncertainty", "What doubt does to the findings.", "answered",
         f"Chance that it pays: {pays}. Each figure’s own effect is listed.",
         (table("how-sure"), table("tornado"), table("value-of-information"))),
        ("Effect of engagement", "What taking part changed.", "not applicable", NO_GROUPS, ()),
        ("Findings, limits, generalizability", "Meaning, limits, ethics, other settings.", "partly",
         "Limits are listed, and what is not counted. Ethical questions and fit with other studies "
         "are not discussed.", (table("limits"), table("not-included"))),
        ("Source of funding", "Who paid, and what they had to say in it.", "not done",
         "The project’s own texts name no source of money. Ask whoever runs the site.",
         (places.GUIDE,)),
        ("Conflicts of interest", "The authors’ interests.", "partly",
         f"{facts.from_sellers} of {facts.findings} findings in force come from sellers, and are "
         "listed. The authors state no interests of their own.",
         (table("who-stands-behind"), table("from-sellers"))),
    )  # fmt: skip


def _discount(facts: Facts) -> float:
    rows = facts.result["assumptions"]
    return next((row["base"] for row in rows if row["key"] == "discount_rate"), 0.0)
