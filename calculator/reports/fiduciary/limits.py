"""What the answer cannot carry: what no calculation of this kind says, and which figures are
judgement.
"""

from calculator.engine.result import Assumption, Result
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import parameter_range, parameter_value, table_money
from calculator.exhibits.names import named
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

WEAK = ("C", "D")
GENERAL = (
    noop(
        "It is an estimate from published evidence, not a measurement of this group’s claims. "
        "Nobody’s claims were read."
    ),
    noop(
        "It gives what is expected and how unsure that is. What one year brings to one group is "
        "also luck, which is shown apart and is large in small groups."
    ),
    noop(
        "Figures are drawn independently of each other, except that use moves together in all "
        "areas. Where others rise together in truth, the interval is too narrow or too wide."
    ),
    noop(
        "The intervals cover doubt about the figures, not about the equations. Whether care goes "
        "the way that the model says is judged by its plausibility checks alone."
    ),
    noop(
        "Findings from one country, year or kind of plan are carried over to this one. The grade "
        "says how well that carries; C and D are weak."
    ),
    noop("It decides nothing: contract terms, quality of care, privacy and the law are not in it."),
)


def limits(result: Result) -> Exhibit:
    """Return what holds for every answer, and the weak figures of this one."""
    weak = _weak(result)
    in_all = len(result["assumptions"])
    moves = {row["parameter"]: row["range"] for row in result["owsa"]}
    return Exhibit(
        slug="limits",
        label=_("Limits"),
        title=_(
            "{n} of the {in_all} figures in force are weak: graded C or D",
            n=len(weak),
            in_all=in_all,
        ),
        lead=_(
            "C: weak, or by analogy. D: a judgement. Sorted by how far the figure alone moves the "
            "net over the contract, from its low to its high."
        ),
        table=Table(
            caption=_("Weak figures in force"),
            columns=(
                Column(key="figure", title=_("Figure")),
                Column(key="value", title=_("Value"), is_numeric=True),
                Column(key="range", title=_("95% range"), is_numeric=True),
                Column(key="grade", title=_("Grade")),
                Column(key="moves", title=_("Moves the net by"), is_numeric=True),
            ),
            rows=tuple(
                _row(row, moves.get(row["parameter"], 0.0))
                for row in sorted(weak, key=lambda row: -moves.get(row["parameter"], 0.0))
            ),
        ),
        notes=tuple(_(limit) for limit in GENERAL),
    )


def _weak(result: Result) -> list[Assumption]:
    return [
        row for row in result["assumptions"] if row["grade"] in WEAK and row["origin"] != "user"
    ]


def _row(row: Assumption, moves: float) -> Row:
    unit = row["unit"]
    texts = (
        parameter_value(row["base"], unit),
        parameter_range(row["low"], row["high"], unit),
        row["grade"],
        table_money(moves),
    )
    return Row(cells=(header(named(row["label"])), *(Cell(text=text) for text in texts)))
