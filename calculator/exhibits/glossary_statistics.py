"""The sentences that stand beside a statistic: what it says, in words that need no training."""

from calculator.exhibits.exhibit import Term
from calculator.language import gettext_noop as noop

STATISTICS = (
    Term(
        word=noop("80% interval"),
        meaning=noop(
            "In 8 of 10 simulated cases the figure lies within it; in 1 of 10 it "
            "is lower, in 1 of 10 higher."
        ),
    ),
    Term(
        word=noop("95% interval"),
        meaning=noop(
            "The values that a study's own numbers allow: a method that gives such "
            "intervals misses the true value in 1 of 20 studies."
        ),
    ),
    Term(
        word=noop("coefficient of variation"),
        meaning=noop(
            "How much single cases differ, as a part of their mean: at 0.6 most lie "
            "between 40% and 160% of it."
        ),
    ),
    Term(
        word=noop("error of the mean"),
        meaning=noop(
            "How far chance alone may have moved a simulated mean; more draws make it smaller."
        ),
    ),
    Term(
        word="I²",
        meaning=noop(
            "How much of the difference between studies is more than chance: 0% "
            "none, 100% all of it."
        ),
    ),
    Term(
        word=noop("prediction interval"),
        meaning=noop(
            "Where the result of one more study would probably lie; wider than the "
            "interval of the mean."
        ),
    ),
    Term(
        word=noop("random effects"),
        meaning=noop(
            "A way to pool studies that lets each have a true value of its own, "
            "and looks for their mean."
        ),
    ),
    Term(
        word=noop("standard deviation"),
        meaning=noop(
            "How far a figure usually lies from its mean: about two cases of three "
            "are nearer than that."
        ),
    ),
    Term(
        word="τ²",
        meaning=noop(
            "How widely the true values of the studies differ; 0 where they are all the same."
        ),
    ),
)
