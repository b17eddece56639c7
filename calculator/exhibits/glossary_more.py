"""The rest of the glossary: words of the pages and documents that no answer explains in place."""

from calculator.exhibits.exhibit import Term
from calculator.language import gettext_noop as noop

MORE = (
    Term(
        word=noop("actual"),
        meaning=noop(
            "What a contract year really brought, as the owner of a calculation entered it."
        ),
    ),
    Term(
        word=noop("acceptability"),
        meaning=noop("The probability that the program pays for itself, as a function of its fee."),
    ),
    Term(
        word=noop("added care"),
        meaning=noop("Care that an opinion leads to and that costs the plan more."),
    ),
    Term(
        word=noop("allowed saving"),
        meaning=noop("What is saved of the allowed price of care, whoever pays it."),
    ),
    Term(
        word=noop("area"),
        meaning=noop("A clinical area in which a member faces a decision."),
    ),
    Term(
        word=noop("attachment point"),
        meaning=noop("The amount of claims above which stop-loss pays."),
    ),
    Term(
        word=noop("base case"),
        meaning=noop("Every parameter at its mean."),
    ),
    Term(
        word=noop("benefit-cost ratio"),
        meaning=noop(
            'Gross: what comes back per dollar spent ("returns $0.23 per $1"); never called ROI.'
        ),
    ),
    Term(
        word=noop("best, chance of being"),
        meaning=noop(
            "The share of draws in which a calculation's net a year is the "
            "highest; equals share a draw."
        ),
    ),
    Term(
        word=noop("bridge"),
        meaning=noop(
            "The steps from one answer to another, between two releases or two calculations. "
            "Each change has its piece, and the pieces add up to the difference."
        ),
    ),
    Term(
        word=noop("budget impact"),
        meaning=noop("The yearly, undiscounted effect on the plan's cash."),
    ),
    Term(
        word=noop("chance, luck"),
        meaning=noop("What one year does to a small group even if every input were known."),
    ),
    Term(
        word=noop("decision"),
        meaning=noop("A member faces a serious diagnosis or a planned operation."),
    ),
    Term(
        word=noop("design"),
        meaning=noop("How members come to an opinion, and how the program is paid."),
    ),
    Term(
        word=noop("EVPI, EVPPI"),
        meaning=noop(
            "What knowing everything, or one parameter, would be worth to the decision to adopt."
        ),
    ),
    Term(
        word=noop("fees at risk"),
        meaning=noop(
            "The share of a contract's fees that can come back when its guarantee is missed."
        ),
    ),
    Term(
        word=noop("fingerprint"),
        meaning=noop(
            "The hash of inputs, evidence and model version: the same fingerprint, "
            "the same numbers."
        ),
    ),
    Term(
        word=noop("gain share"),
        meaning=noop("The seller's share of the savings that are measured."),
    ),
    Term(
        word=noop("guaranteed ratio"),
        meaning=noop(
            "Measured savings per dollar of fees that a seller promises; what is "
            "missing comes back, up to the fees at risk."
        ),
    ),
    Term(
        word=noop("impact preview"),
        meaning=noop(
            "What a release would do to the reference sponsors and to all saved "
            "calculations, before it is approved."
        ),
    ),
    Term(
        word=noop("level-funded"),
        meaning=noop(
            "A fixed monthly payment into a claims fund; part of what is not used up comes back."
        ),
    ),
    Term(
        word=noop("line"),
        meaning=noop("Line of business: commercial, Medicare Advantage, Medicaid."),
    ),
    Term(
        word=noop("lasting effect"),
        meaning=noop(
            "Of the operations not confirmed, the share that is lastingly avoided "
            "because of the program."
        ),
    ),
    Term(
        word=noop("own, claim a calculation"),
        meaning=noop(
            "Keep it in one's account: its address opens for its owner alone from then on."
        ),
    ),
    Term(
        word=noop("power"),
        meaning=noop(
            "The probability that counting finds an effect of the predicted size, "
            "where there is one."
        ),
    ),
    Term(
        word=noop("PSA"),
        meaning=noop(
            "The answer calculated thousands of times, each time with new draws of every "
            "uncertain figure. In full: probabilistic sensitivity analysis."
        ),
    ),
    Term(
        word=noop("release"),
        meaning=noop("A dated, immutable bundle of evidence."),
    ),
    Term(
        word=noop("self-funded, fully insured"),
        meaning=noop("The employer bears the claims; an insurer bears them for a premium."),
    ),
    Term(
        word=noop("seller's count"),
        meaning=noop(
            "Savings as a seller's report adds them up: every operation not "
            "confirmed at its whole price, followed or not."
        ),
    ),
    Term(
        word=noop("Shapley value"),
        meaning=noop("What a piece adds, averaged over all orders in which the pieces could come."),
    ),
    Term(
        word=noop("stop-loss, specific"),
        meaning=noop(
            "Insurance that pays what one person's claims in a year exceed a deductible by."
        ),
    ),
    Term(
        word=noop("second factor"),
        meaning=noop(
            "What is asked for besides the password: the code of an authenticator "
            "app, or a recovery code."
        ),
    ),
    Term(
        word=noop("tornado"),
        meaning=noop("The chart of one-way sensitivity: each parameter at its low and its high."),
    ),
    Term(
        word=noop("turning point"),
        meaning=noop("The value of one number at which net is 0, all others as they are."),
    ),
    Term(
        word=noop("uptake"),
        meaning=noop("The share of decisions in which a member uses the program."),
    ),
)
