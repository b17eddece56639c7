"""What the pages of portfolios show: sentences and tables from what was stored."""

from collections.abc import Sequence
from typing import Any

from calculator.exhibits.chances import chance, chance_in_words
from calculator.exhibits.exhibit import Cell, Column, Row, Table, header, tone_of
from calculator.exhibits.formats import percent as share
from calculator.exhibits.formats import ratio, table_money, whole, words_money
from calculator.language import gettext as _
from calculator.language import ngettext
from calculator.portfolios.models import Portfolio
from calculator.portfolios.run.progress import Progress
from calculator.portfolios.run.totals import PortfolioTotal

HOUR, MINUTE = 3_600, 60


def headline(portfolio: Portfolio) -> str:
    """Return the answer for all groups together in one sentence."""
    if not portfolio.totals:
        return _("No group could be calculated.")
    total = portfolio.totals[0]
    net = float(total["net"])
    groups, amount = total["groups"], words_money(abs(net))
    if net >= 0:
        said = ngettext(
            "The group would save about {amount} in all",
            "The {n} groups would save about {amount} in all",
            groups,
            n=format(groups, ","),
            amount=amount,
        )
    else:
        said = ngettext(
            "The group would lose about {amount} in all",
            "The {n} groups would lose about {amount} in all",
            groups,
            n=format(groups, ","),
            amount=amount,
        )
    low, high = (total["net_percentiles"][percent] for percent in ("10", "90"))
    return _(
        "{said}; in 8 cases of 10 the net lies between {low} and {high}, with {chances} that it "
        "pays for itself.",
        said=said,
        low=words_money(low),
        high=words_money(high),
        chances=chance_in_words(total["probability_net_positive"]),
    )


def totals_table(portfolio: Portfolio) -> Table:
    """Return the totals, all groups first."""
    by = _(", and by {totals_by}", totals_by=portfolio.totals_by) if portfolio.totals_by else ""
    return Table(
        caption=_("All groups together{by}", by=by),
        columns=_columns(),
        rows=tuple(_total(row) for row in portfolio.totals),
        note=_(
            "Present value over the contract. The groups share the same doubt, so "
            "they are added up draw by draw: the intervals of the parts do not add "
            "up to that of the whole."
        ),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(key="name", title=_("Groups")),
        Column(key="groups", title=_("How many"), is_numeric=True),
        Column(key="savings", title=_("Savings"), is_numeric=True),
        Column(key="cost", title=_("Program cost"), is_numeric=True),
        Column(key="net", title=_("Net"), is_numeric=True),
        Column(key="interval", title=_("80% interval of net"), is_numeric=True),
        Column(key="ratio", title=_("Returns per $1"), is_numeric=True),
        Column(key="chance", title=_("Chance that it pays"), is_numeric=True),
    )


def ranking_table(portfolio: Portfolio) -> Table:
    """Return the groups with the highest net, and how sure their places are."""
    tops = portfolio.ranking["tops"]
    columns = (
        Column(key="rank", title=_("Place"), is_numeric=True),
        Column(key="group", title=_("Group")),
        Column(key="net", title=_("Net"), is_numeric=True),
        Column(key="range", title=_("Place in 8 draws of 10"), is_numeric=True),
        *(
            Column(
                key=f"top{top}",
                title=_("First") if top == 1 else _("In the top {top}", top=top),
                is_numeric=True,
            )
            for top in tops
        ),
    )
    return Table(
        caption=_("The groups with the highest net"),
        columns=columns,
        rows=tuple(_place(row, tops) for row in portfolio.ranking["rows"]),
        note=_(
            "The place is by the base case. In each joint draw all groups are "
            "ranked anew; the last columns say in how many of the draws a group is "
            "among the first."
        ),
    )


def progress_words(progress: Progress) -> str:
    """Return how far a run is, in words.

    >>> progress_words(Progress(stage="calculating", rows_done=0, rows=9, rate=None,
    ...     seconds_left=None))
    '0 of 9 groups.'
    """
    if progress.stage == "reading":
        return _("The file is being read.")
    if progress.stage == "writing":
        return _(
            "All {n} groups are calculated; the files are being written.",
            n=format(progress.rows or 0, ","),
        )
    said = _(
        "{done} of {n} groups",
        done=format(progress.rows_done, ","),
        n=format(progress.rows or 0, ","),
    )
    if progress.rate is None or progress.seconds_left is None:
        return f"{said}."
    return _(
        "{said}, {rate} a second; {time_left}.",
        said=said,
        rate=format(progress.rate, ",.0f"),
        time_left=time_left(progress.seconds_left),
    )


def time_left(seconds: float) -> str:
    """Return a time for people.

    >>> time_left(4), time_left(200), time_left(9000)
    ('a few seconds left', 'about 3 minutes left', 'about 2.5 hours left')
    """
    if seconds < MINUTE / 2:
        return _("a few seconds left")
    if seconds < HOUR:
        minutes = max(1, round(seconds / MINUTE))
        return ngettext("about {n} minute left", "about {n} minutes left", minutes, n=minutes)
    return _("about {n} hours left", n=format(seconds / HOUR, ".2g"))


def _total(row: PortfolioTotal) -> Row:
    low, high = (table_money(row["net_percentiles"][percent]) for percent in ("10", "90"))
    returns = row["savings"] / row["program_cost"] if row["program_cost"] > 0 else None
    cells = (
        header(row["name"] or _("All groups")),
        Cell(text=whole(row["groups"])),
        Cell(text=table_money(row["savings"])),
        Cell(text=table_money(row["program_cost"])),
        Cell(text=table_money(row["net"]), tone=tone_of(row["net"])),
        Cell(text=_("{low} to {high}", low=low, high=high)),
        Cell(text=ratio(returns)),
        Cell(text=chance(row["probability_net_positive"])),
    )
    return Row(cells=cells, kind="plain" if row["name"] else "chosen")


def _place(row: dict[str, Any], tops: Sequence[int]) -> Row:
    low, high = round(row["rank_p10"]), round(row["rank_p90"])
    places = (
        f"{low:,}"
        if low == high
        else _("{low} to {high}", low=format(low, ","), high=format(high, ","))
    )
    cells = (
        Cell(text=f"{row['rank']:,}"),
        header(row["group_id"]),
        Cell(text=table_money(row["net"]), tone=tone_of(row["net"])),
        Cell(text=places),
        *(Cell(text=share(row[f"probability_top_{top}"])) for top in tops),
    )
    return Row(cells=cells)
