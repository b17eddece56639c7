"""Where it comes from and when: by clinical area, by contract year."""

from calculator.engine.result import AreaResult, Result, Year
from calculator.exhibits import facts, strips
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, Tone, header, tone_of
from calculator.exhibits.formats import months, percent, table_count, table_money
from calculator.exhibits.names import named
from calculator.exhibits.scale import Scale
from calculator.language import gettext as _
from calculator.language import ngettext


def areas(result: Result) -> Exhibit:
    """Return every clinical area of the scenario, in the release's order."""
    rows = result["areas"]
    scale = strips.axis([facts.area_net(area) for area in rows])
    when = facts.over_the_years(result)
    per_opinion = any(area["cost_of_opinions"] for area in rows)
    total = sum(facts.area_net(area) for area in rows)
    columns = (
        Column(key="area", title=_("Clinical area")),
        Column(key="decisions", title=_("Decisions"), is_numeric=True),
        Column(key="opinions", title=_("Opinions"), is_numeric=True),
        Column(key="avoided", title=_("Operations avoided"), is_numeric=True),
        Column(key="saving", title=_saving_title(per_opinion=per_opinion), is_numeric=True),
        Column(key="bar", title=_("Gain or loss")),
    )
    totals = Row(
        cells=(
            header(_("All areas")),
            Cell(text=table_count(sum(area["decisions"] for area in rows))),
            Cell(text=table_count(sum(area["opinions"] for area in rows))),
            Cell(text=table_count(sum(area["surgeries_avoided"] for area in rows))),
            Cell(text=table_money(total), tone=tone_of(total)),
            Cell(text=""),
        ),
        kind="total",
    )
    return Exhibit(
        slug="areas",
        label=_("By clinical area"),
        title=_areas_title(rows),
        lead=_(
            "People {when}; dollars at present value {when}, before costs that no "
            "single area causes (monthly fees, administration).",
            when=when,
        ),
        table=Table(
            caption=_("Clinical areas {when}", when=when),
            columns=columns,
            rows=(*(_area_row(area, scale) for area in rows), totals),
        ),
        notes=tuple(_area_notes(rows)),
    )


def _saving_title(*, per_opinion: bool) -> str:
    return _("Plan saving less its opinions' fees") if per_opinion else _("Plan saving")


def _area_row(area: AreaResult, scale: Scale) -> Row:
    value = facts.area_net(area)
    is_surgical = area["pathway"] == "surgical"
    avoided = table_count(area["surgeries_avoided"] if is_surgical else None)
    return Row(
        cells=(
            header(named(area["name"]), _(area["caution"])),
            Cell(text=table_count(area["decisions"])),
            Cell(text=table_count(area["opinions"]), tone="" if area["opinions"] else "muted"),
            Cell(text=avoided),
            Cell(text=table_money(value), tone=tone_of(value)),
            Cell(
                text=_in_words(tone_of(value)),
                strip=strips.bar(scale, value=value, label=named(area["name"])),
                is_beside=True,
            ),
        )
    )


def _in_words(tone: Tone) -> str:
    return {"gain": _("gain"), "loss": _("loss")}.get(tone, _("none"))


def _areas_title(rows: list[AreaResult]) -> str:
    nets = {named(area["name"]): facts.area_net(area) for area in rows}
    gains = {name: net for name, net in nets.items() if round(net) > 0}
    losing = sum(round(net) < 0 for net in nets.values())
    if not gains:
        return _("No area saves money") if losing else _("No area moves any money")
    name = max(gains, key=lambda area: gains[area])
    share = gains[name] / sum(gains.values())
    title = _(
        "The largest part of the savings, {share}, comes from {name}",
        share=percent(share),
        name=facts.lower(name),
    )
    if share > 0.5:
        title = _("Most of the savings come from {name}", name=facts.lower(name))
    if not losing:
        return title
    return ngettext(
        "{title}; {losing} area loses money",
        "{title}; {losing} areas lose money",
        losing,
        title=title,
        losing=losing,
    )


def _area_notes(rows: list[AreaResult]) -> list[str]:
    losing = [area for area in rows if round(facts.area_net(area)) < 0]
    found = []
    if losing:
        found.append(
            _(
                "An area loses where opinions cost more (fees, work-up, added care) than they "
                "save: {areas}.",
                areas="; ".join(named(area["name"]) for area in losing),
            )
        )
    if any(area["pathway"] == "diagnostic" for area in rows):
        found.append(
            _(
                "Where no operation is at stake, savings come from treatment plans "
                "that change; a dash stands under operations avoided."
            )
        )
    return found


def years(result: Result) -> Exhibit:
    """Return the yearly budget impact, undiscounted."""
    rows = result["years"]
    scale = strips.axis([year["net"] for year in rows])
    has_productivity = any(year["productivity"] for year in rows)
    productivity = (Column(key="productivity", title=_("Work days not lost"), is_numeric=True),)
    columns = (
        Column(key="year", title=_("Contract year")),
        Column(key="opinions", title=_("Opinions"), is_numeric=True),
        Column(key="avoided", title=_("Operations avoided"), is_numeric=True),
        Column(key="saving", title=_("Plan saving"), is_numeric=True),
        *(productivity if has_productivity else ()),
        Column(key="cost", title=_("Program cost"), is_numeric=True),
        Column(key="net", title=_("Net"), is_numeric=True),
        Column(key="bar", title=_("Gain or loss")),
        Column(key="cumulative", title=_("Net so far"), is_numeric=True),
    )
    return Exhibit(
        slug="years",
        label=_("Year by year"),
        title=_years_title(result),
        lead=_("The budget impact: dollars of each contract year, not discounted."),
        table=Table(
            caption=_("Budget impact by contract year, not discounted"),
            columns=columns,
            rows=(
                *(_year_row(year, scale, has_productivity=has_productivity) for year in rows),
                _years_total(rows, has_productivity=has_productivity),
            ),
        ),
        notes=(
            _("Medical prices rise by the medical trend each year; fees stay as contracted."),
            _("Payback: {months}.", months=months(result["totals"]["payback_month"], len(rows))),
        ),
    )


def _year_row(year: Year, scale: Scale, *, has_productivity: bool) -> Row:
    name = _("Year {year}", year=year["year"])
    strip = strips.bar(scale, value=year["net"], label=_("Net, {name}", name=name))
    return Row(
        cells=(
            header(name),
            *_flow_cells(
                (year["opinions"], year["surgeries_avoided"]),
                saving=year["plan_saving"],
                productivity=year["productivity"] if has_productivity else None,
                cost=year["program_cost"],
                net=year["net"],
            ),
            Cell(text=_in_words(tone_of(year["net"])), strip=strip, is_beside=True),
            Cell(text=table_money(year["cumulative_net"]), tone=tone_of(year["cumulative_net"])),
        )
    )


def _years_total(rows: list[Year], *, has_productivity: bool) -> Row:
    net = sum(year["net"] for year in rows)
    return Row(
        cells=(
            header(_("Together")),
            *_flow_cells(
                (
                    sum(year["opinions"] for year in rows),
                    sum(year["surgeries_avoided"] for year in rows),
                ),
                saving=sum(year["plan_saving"] for year in rows),
                productivity=sum(year["productivity"] for year in rows)
                if has_productivity
                else None,
                cost=sum(year["program_cost"] for year in rows),
                net=net,
            ),
            Cell(text=""),
            Cell(text=table_money(rows[-1]["cumulative_net"]), tone=tone_of(net)),
        ),
        kind="total",
    )


def _flow_cells(
    counts: tuple[float, float],
    *,
    saving: float,
    productivity: float | None,
    cost: float,
    net: float,
) -> tuple[Cell, ...]:
    work = () if productivity is None else (Cell(text=table_money(productivity)),)
    return (
        *(Cell(text=table_count(number)) for number in counts),
        Cell(text=table_money(saving), tone=tone_of(saving)),
        *work,
        Cell(text=table_money(cost)),
        Cell(text=table_money(net), tone=tone_of(net)),
    )


def _years_title(result: Result) -> str:
    month, total = result["totals"]["payback_month"], len(result["years"])
    gaining = [year["year"] for year in result["years"] if round(year["net"]) > 0]
    if month is not None:
        return _("The money is back in month {month}", month=month)
    if not gaining:
        return (
            _("It loses in its one year")
            if total == 1
            else _("It loses in each of its {total} years", total=total)
        )
    return _(
        "It gains in {gaining} of {total} years, but the money is not back in that time",
        gaining=len(gaining),
        total=total,
    )
