"""The rest of the glossary: words of the pages and documents that no answer explains in place."""

from calculator.exhibits.exhibit import Term

MORE = (
    Term(
        word="actual",
        meaning="What a contract year really brought, as the owner of a calculation entered it.",
    ),
    Term(
        word="acceptability",
        meaning="The probability that the program pays for itself, as a function of its fee.",
    ),
    Term(
        word="added care",
        meaning="Care that an opinion leads to and that costs the plan more.",
    ),
    Term(
        word="allowed saving",
        meaning="What is saved of the allowed price of care, whoever pays it.",
    ),
    Term(
        word="area",
        meaning="A clinical area in which a member faces a decision.",
    ),
    Term(
        word="attachment point",
        meaning="The amount of claims above which stop-loss pays.",
    ),
    Term(
        word="base case",
        meaning="Every parameter at its mean.",
    ),
    Term(
        word="benefit-cost ratio",
        meaning='Gross: what comes back per dollar spent ("returns $0.23 per $1"); never called '
        "ROI.",
    ),
    Term(
        word="best, chance of being",
        meaning="The share of draws in which a calculation's net a year is the highest; equals "
        "share a draw.",
    ),
    Term(
        word="bridge",
        meaning="What leads from one answer to another, of another release or of another "
        "calculation: a piece for each change, adding up to the difference.",
    ),
    Term(
        word="budget impact",
        meaning="The yearly, undiscounted effect on the plan's cash.",
    ),
    Term(
        word="chance, luck",
        meaning="What one year does to a small group even if every input were known.",
    ),
    Term(
        word="decision",
        meaning="A member faces a serious diagnosis or a planned operation.",
    ),
    Term(
        word="design",
        meaning="How members come to an opinion, and how the program is paid.",
    ),
    Term(
        word="EVPI, EVPPI",
        meaning="What knowing everything, or one parameter, would be worth to the decision to "
        "adopt.",
    ),
    Term(
        word="fees at risk",
        meaning="The share of a contract's fees that can come back when its guarantee is missed.",
    ),
    Term(
        word="fingerprint",
        meaning="The hash of inputs, evidence and model version: the same fingerprint, the same "
        "numbers.",
    ),
    Term(
        word="gain share",
        meaning="The seller's share of the savings that are measured.",
    ),
    Term(
        word="guaranteed ratio",
        meaning="Measured savings per dollar of fees that a seller promises; what is missing "
        "comes back, up to the fees at risk.",
    ),
    Term(
        word="impact preview",
        meaning="What a release would do to the reference sponsors and to all saved "
        "calculations, before it is approved.",
    ),
    Term(
        word="level-funded",
        meaning="A fixed monthly payment into a claims fund; part of what is not used up comes "
        "back.",
    ),
    Term(
        word="line",
        meaning="Line of business: commercial, Medicare Advantage, Medicaid.",
    ),
    Term(
        word="lasting effect",
        meaning="Of the operations not confirmed, the share that is lastingly avoided because "
        "of the program.",
    ),
    Term(
        word="own, claim a calculation",
        meaning="Keep it in one's account: its address opens for its owner alone from then on.",
    ),
    Term(
        word="power",
        meaning="The probability that counting finds an effect of the predicted size, where "
        "there is one.",
    ),
    Term(
        word="PSA",
        meaning="Probabilistic sensitivity analysis: all uncertain parameters drawn together.",
    ),
    Term(
        word="release",
        meaning="A dated, immutable bundle of evidence.",
    ),
    Term(
        word="self-funded, fully insured",
        meaning="The employer bears the claims; an insurer bears them for a premium.",
    ),
    Term(
        word="seller's count",
        meaning="Savings as a seller's report adds them up: every operation not confirmed at "
        "its whole price, followed or not.",
    ),
    Term(
        word="Shapley value",
        meaning="What a piece adds, averaged over all orders in which the pieces could come.",
    ),
    Term(
        word="stop-loss, specific",
        meaning="Insurance that pays what one person's claims in a year exceed a deductible by.",
    ),
    Term(
        word="second factor",
        meaning="What is asked for besides the password: the code of an authenticator app, or a "
        "recovery code.",
    ),
    Term(
        word="tornado",
        meaning="The chart of one-way sensitivity: each parameter at its low and its high.",
    ),
    Term(
        word="turning point",
        meaning="The value of one number at which net is 0, all others as they are.",
    ),
    Term(
        word="uptake",
        meaning="The share of decisions in which a member uses the program.",
    ),
)
