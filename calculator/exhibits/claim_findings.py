"""Where the saving per opinion that a claim needs stands among the published ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculator.engine.claims.result import ClaimCheck
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, header
from calculator.exhibits.formats import table_money, words_money
from calculator.language import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """One published saving per opinion or case; ``href`` is the finding's page."""

    who: str
    about: str
    value: float
    independence: str
    is_independent: bool
    verification: str
    href: str


def among(check: ClaimCheck, published: Sequence[Published]) -> Exhibit | None:
    """Return the published savings per opinion with the claim's need in its place."""
    needed = {need["key"]: need["value"] for need in check["needed"]}.get("saving_per_opinion")
    if not published or needed is None:
        return None
    rows = [(each.value, _row(each)) for each in published]
    rows.append((needed, _own(needed)))
    return Exhibit(
        slug="published",
        label=_("Among the findings"),
        title=_title(needed, published),
        lead=_lead(published),
        table=Table(
            caption=_("Published savings per opinion, and what this claim needs"),
            columns=(
                Column(key="who", title=_("Where from")),
                Column(key="value", title=_("Saved per opinion"), is_numeric=True),
                Column(key="independence", title=_("Who says so")),
                Column(key="checked", title=_("Checked")),
            ),
            rows=tuple(row for _value, row in sorted(rows, key=lambda pair: pair[0])),
        ),
    )


def _title(needed: float, published: Sequence[Published]) -> str:
    above, all_of_them = sum(each.value < needed for each in published), len(published)
    if above == all_of_them:
        return _(
            "{needed} per opinion is more than anybody has published", needed=words_money(needed)
        )
    if above == 0:
        return _(
            "{needed} per opinion is less than any published figure", needed=words_money(needed)
        )
    return _(
        "{needed} per opinion is more than {above} of {all_of_them} published figures",
        needed=words_money(needed),
        above=above,
        all_of_them=all_of_them,
    )


def _lead(published: Sequence[Published]) -> str:
    number = sum(each.is_independent for each in published)
    who = {
        0: _("None of them is independent of a seller."),
        1: _("One of them is independent of a seller."),
    }.get(number) or _("{number} of them are independent of a seller.", number=number)
    return _(
        "{who} Most compare plans of care, not bills, in cases that the seller chose, so the "
        "evidence expects less.",
        who=who,
    )


def _row(each: Published) -> Row:
    return Row(
        cells=(
            Cell(text=each.who, hint=each.about, href=each.href, is_header=True, hint_lang="en"),
            Cell(text=table_money(each.value)),
            Cell(text=each.independence),
            Cell(text=each.verification),
        )
    )


def _own(needed: float) -> Row:
    return Row(
        cells=(
            header(_("What this claim needs")),
            Cell(text=table_money(needed)),
            Cell(text=_("the claim")),
            Cell(text="—"),
        ),
        kind="chosen",
    )
