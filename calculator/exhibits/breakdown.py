"""Where it comes from and when: by clinical area, by contract year."""

from calculator.engine.result import AreaResult, Result, Year
from calculator.exhibits import facts, strips
from calculator.exhibits.exhibit import Cell, Column, Exhibit, Row, Table, Tone, header, tone_of
from calculator.exhibits.formats import months, percent, table_count, table_money
from calculator.exhibits.scale import Scale


def areas(result: Result) -> Exhibit:
    """Return every clinical area of the scenario, in the release's order."""
    rows = result["areas"]
    scale = strips.axis([facts.area_net(area) for area in rows])
    when = facts.over_the_years(result)
    per_opinion = any(area["cost_of_opinions"] for area in rows)
    total = sum(facts.area_net(area) for area in rows)
    columns = (
        Column(key="area", title="Clinical area"),
        Column(key="decisions", title="Decisions", is_numeric=True),
        Column(key="opinions", title="Opinions", is_numeric=True),
        Column(key="avoided", title="Operations avoided", is_numeric=True),
        Column(key="saving", title=_saving_title(per_opinion=per_opinion), is_numeric=True),
        Column(key="bar", title="Gain or loss"),
    )
    totals = Row(
        cells=(
            header("All areas"),
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
        label="By clinical area",
        title=_areas_title(rows),
        lead=f"People {when}; dollars at present value {when}, before costs that no single area "
        "causes (monthly fees, administration).",
        table=Table(
            caption=f"Clinical areas {when}",
            columns=columns,
            rows=(*(_area_row(area, scale) for area in rows), totals),
        ),
        notes=tuple(_area_notes(rows)),
    )


def _saving_title(*, per_opinion: bool) -> str:
    return "Plan saving less its opinions' fees" if per_opinion else "Plan saving"


def _area_row(area: AreaResult, scale: Scale) -> Row:
    value = facts.area_net(area)
    is_surgical = area["pathway"] == "surgical"
    avoided = table_count(area["surgeries_avoided"] if is_surgical else None)
    return Row(
        cells=(
            header(area["name"], area["caution"]),
            Cell(text=table_count(area["decisions"])),
            Cell(text=table_count(area["opinions"]), tone="" if area["opinions"] else "muted"),
            Cell(text=avoided),
            Cell(text=table_money(value), tone=tone_of(value)),
            Cell(
                text=_in_words(tone_of(value)),
                strip=strips.bar(scale, value=value, label=area["name"]),
            ),
        )
    )


def _in_words(tone: Tone) -> str:
    return {"gain": "gain", "loss": "loss"}.get(tone, "none")


def _areas_title(rows: list[AreaResult]) -> str:
    nets = {area["name"]: facts.area_net(area) for area in rows}
    gains = {name: net for name, net in nets.items() if round(net) > 0}
    losing = sum(round(net) < 0 for net in nets.values())
    if not gains:
        return "No area saves money" if losing else "No area moves any money"
    name = max(gains, key=lambda area: gains[area])
    share = gains[name] / sum(gains.values())
    title = f"The largest part of the savings, {percent(share)}, comes from {facts.lower(name)}"
    if share > 0.5:
        title = f"Most of the savings come from {facts.lower(name)}"
    if not losing:
        return title
    return f"{title}; {losing} {'area loses' if losing == 1 else 'areas lose'} money"


def _area_notes(rows: list[AreaResult]) -> list[str]:
    losing = [area for area in rows if round(facts.area_net(area)) < 0]
    found = []
    if losing:
        found.append(
            "An area loses where opinions cost more (fees, work-up, added care) than they save: "
            + "; ".join(area["name"] for area in losing)
            + "."
        )
    if any(area["pathway"] == "diagnostic" for area in rows):
        found.append(
            "Where no operation is at stake, savings come from treatment plans that change; a dash "
            "stands under operations avoided."
        )
    return found


def years(result: Result) -> Exhibit:
    """Return the yearly budget impact, undiscounted."""
    rows = result["years"]
    scale = strips.axis([year["net"] for year in rows])
    has_productivity = any(year["productivity"] for year in rows)
    productivity = (Column(key="productivity", title="Work days not lost", is_numeric=True),)
    columns = (
        Column(key="year", title="Contract year"),
        Column(key="opinions", title="Opinions", is_numeric=True),
        Column(key="avoided", title="Operations avoided", is_numeric=True),
        Column(key="saving", title="Plan saving", is_numeric=True),
        *(productivity if has_productivity else ()),
        Column(key="cost", title="Program cost", is_numeric=True),
        Column(key="net", title="Net", is_numeric=True),
        Column(key="bar", title="Gain or loss"),
        Column(key="cumulative", title="Net so far", is_numeric=True),
    )
    return Exhibit(
        slug="years",
        label="Year by year",
        title=_years_title(result),
        lead="The budget impact: dollars of each contract year, not discounted.",
        table=Table(
            caption="Budget impact by contract year, not discounted",
            columns=columns,
            rows=(
                *(_year_row(year, scale, has_productivity=has_productivity) for year in rows),
                _years_total(rows, has_productivity=has_productivity),
            ),
        ),
        notes=(
            "Medical prices rise by the medical trend each year; fees stay as contracted.",
            f"Payback: {months(result['totals']['payback_month'], len(rows))}.",
        ),
    )


def _year_row(year: Year, scale: Scale, *, has_productivity: bool) -> Row:
    name = f"Year {year['year']}"
    strip = strips.bar(scale, value=year["net"], label=f"Net, {name}")
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
            Cell(text=_in_words(tone_of(year["net"])), strip=strip),
            Cell(text=table_money(year["cumulative_net"]), tone=tone_of(year["cumulative_net"])),
        )
    )


def _years_total(rows: list[Year], *, has_productivity: bool) -> Row:
    net = sum(year["net"] for year in rows)
    return Row(
        cells=(
            header("Together"),
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
        return f"The money is back in month {month}"
    if not gaining:
        return (
            "It loses in its one year" if total == 1 else f"It loses in each of its {total} years"
        )
    return f"It gains in {len(gaining)} of {total} years, but the money is not back in that time"
