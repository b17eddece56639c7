"""What moves the split: other deductibles, and dearer members."""

from calculator.engine.split.result import Move, Split
from calculator.engine.split.terms import SplitTerms
from calculator.exhibits import split_drawing as drawing
from calculator.exhibits import split_words as say
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, group, header, tone_of
from calculator.exhibits.facts import capital
from calculator.exhibits.formats import ratio, table_money
from calculator.exhibits.scale import Scale
from calculator.exhibits.split_words import Party
from calculator.language import gettext as _
from calculator.language import gettext_noop as noop

DEARER = 50_000.0
OTHER_CLAIMS = noop("Other claims of such a member in the year, both kinds")


def moved(split: Split, terms: SplitTerms) -> tuple[Exhibit, ...]:
    """Return the split at other terms; nothing where no term can move it."""
    rows = split["moves"]
    if not rows or say.cents(say.parties(split["reader"], terms), split["annual"]) is None:
        return ()
    shown = say.present(say.parties(split["reader"], terms), *(row["annual"] for row in rows))
    axis = drawing.axis([_cents(shown, row) for row in rows])
    listed: list[Row] = []
    for term, name in (
        ("stop_loss_deductible", _deductible(split)),
        ("other_claims", _(OTHER_CLAIMS)),
    ):
        of_term = [row for row in rows if row["term"] == term]
        if of_term:
            listed += [group(name), *(_row(split, row, shown, axis) for row in of_term)]
    return (
        Exhibit(
            slug="moves",
            label=_("What moves it"),
            title=_("The same savings under other terms"),
            lead=_("One term at another value, all else as stated; base case."),
            table=Table(
                caption=_("The dollar under other terms"),
                columns=(
                    Column(key="value", title=_("Value")),
                    *(
                        Column(key=party.key, title=capital(party.name), is_numeric=True)
                        for party in shown
                    ),
                    Column(key="net", title=_("Your net a year"), is_numeric=True),
                    Column(key="bar", title=_("Of each $1")),
                ),
                rows=tuple(listed),
            ),
            notes=_assumed(terms),
        ),
    )


def caution(split: Split, terms: SplitTerms) -> str:
    """Return how far the assumed other claims carry the answer; nothing where all is stated."""
    shown = say.parties(split["reader"], terms)
    dearer = [row for row in split["moves"] if row["term"] == "other_claims"]
    at = next((row for row in dearer if row["value"] == DEARER), None)
    if at is None or not _assumed(terms) or say.cents(shown, at["annual"]) is None:
        return ""
    yours = ratio(_cents(shown, at)[0] / 100)
    return _(
        "This rests on an assumption: that such members' other claims of the "
        "year are the average member's. At {dearer} your part of each $1 would "
        "be {yours}.",
        dearer=table_money(DEARER),
        yours=yours,
    )


def _row(split: Split, row: Move, shown: tuple[Party, ...], axis: Scale) -> Row:
    value = _("none") if row["value"] is None else table_money(row["value"])
    amounts = [ratio(part / 100) for part in _cents(shown, row)]
    stack = say.drawn(shown, _cents(shown, row), amounts)
    verdict = split["verdict"]
    net = verdict["net"] - verdict["kept"] + say.amount_of(shown[0], row["annual"])
    return Row(
        cells=(
            header(value),
            *(Cell(text=amount) for amount in amounts),
            Cell(text=table_money(net), tone=tone_of(net)),
            Cell(text="", strip=drawing.strip(stack, axis, label=value)),
        )
    )


def _cents(shown: tuple[Party, ...], row: Move) -> list[float]:
    """The gross is the same under all terms, so there are cents of it for every row."""
    return [float(part) for part in say.cents(shown, row["annual"]) or ()]


def _deductible(split: Split) -> str:
    if split["reader"] == "insurer":
        return _("Reinsurance deductible per person and year")
    return _("Specific stop-loss deductible per person and year")


def _assumed(terms: SplitTerms) -> tuple[str, ...]:
    if terms.other_claims is not None and terms.other_claims_diagnosis is not None:
        return ()
    return (
        _(
            "Other claims are an assumption until you state them. No finding gives them for "
            "members who face an operation or a serious diagnosis. These members usually cost "
            "more than average."
        ),
    )
