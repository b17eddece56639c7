"""What a release would do: to the reference sponsors, and to all saved calculations together."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

from calculator.engine import simulation
from calculator.engine.case import Case
from calculator.engine.errors import InvalidInput
from calculator.engine.evidence import Evidence
from calculator.engine.inputs import scenario
from calculator.engine.inputs.scenario import ScenarioInputs
from calculator.engine.mixture import annual_net
from calculator.review import aggregate, bridges
from calculator.review.aggregate import Saved, Shift
from calculator.review.sponsors import SPONSORS, Sponsor

DRAWS = 2_000
SPONSORS_SHARE = 40  # percent of the progress; the saved calculations are the rest
STEP = 100  # calculations between two reports of progress
Progress = Callable[[int], object]


class Headline(TypedDict):
    """Net a year, what comes back per $1, the chance that it pays, and the verdict."""

    net: float
    benefit_cost_ratio: float | None
    chance: float
    pays: bool


class DesignImpact(TypedDict):
    """One design of a sponsor on both releases; None where a release lacks the design."""

    design: str
    name: str
    before: Headline | None
    after: Headline | None
    flips: bool


class SponsorImpact(TypedDict):
    """One reference sponsor."""

    slug: str
    name: str
    designs: list[DesignImpact]


class Impact(TypedDict):
    """What a release would do."""

    sponsors: list[SponsorImpact]
    saved: Saved


def impact(
    live: Evidence, draft: Evidence, typed: Sequence[Mapping[str, object]], *, progress: Progress
) -> Impact:
    """Return what a draft would do.

    Args:
        live: the evidence in force.
        draft: the evidence to be judged, with its true content hash.
        typed: inputs of the saved calculations, as entered.
        progress: is told the percent done.
    """
    sponsors = []
    for index, sponsor in enumerate(SPONSORS):
        sponsors.append(of_sponsor(sponsor, live, draft))
        progress(SPONSORS_SHARE * (index + 1) // len(SPONSORS))
    return {"sponsors": sponsors, "saved": of_saved(live, draft, typed, progress=progress)}


def of_sponsor(sponsor: Sponsor, live: Evidence, draft: Evidence) -> SponsorImpact:
    """Return every design of a sponsor on both releases."""
    designs = []
    for slug, design in {**live.design, **draft.design}.items():
        before, after = (_headline(sponsor, slug, evidence) for evidence in (live, draft))
        flips = before is not None and after is not None and before["pays"] != after["pays"]
        designs.append(
            DesignImpact(design=slug, name=design.name, before=before, after=after, flips=flips)
        )
    return {"slug": sponsor.slug, "name": sponsor.name, "designs": designs}


def of_saved(
    live: Evidence, draft: Evidence, typed: Sequence[Mapping[str, object]], *, progress: Progress
) -> Saved:
    """Return what may be shown of the saved calculations that the live release answers."""
    shifts: dict[str, Shift] = {}
    unanswered: set[str] = set()
    for index, raw in enumerate(typed):
        if index % STEP == 0:
            progress(SPONSORS_SHARE + (100 - SPONSORS_SHARE) * index // len(typed))
        before = _read(raw, live)
        if before is None or (question := _question(before)) in shifts or question in unanswered:
            continue
        after = _read(raw, draft)
        if after is None:
            unanswered.add(question)
            continue
        shifts[question] = _shift(question, before, after, live, draft)
    names = {slug: design.name for slug, design in live.design.items()}
    return aggregate.summarize(shifts.values(), unanswered=unanswered, designs=names)


def flips(found: Impact) -> int:
    """Return how many verdicts flip: among the sponsors, and among saved ones that are shown."""
    total = found["saved"]["total"]
    sponsors = sum(row["flips"] for sponsor in found["sponsors"] for row in sponsor["designs"])
    return sponsors + (total["flips"] if total else 0)


def _headline(sponsor: Sponsor, design: str, evidence: Evidence) -> Headline | None:
    if design not in evidence.design:
        return None
    raw = sponsor.with_design(design)
    side = bridges.side(raw, evidence)
    inputs = scenario.read({**raw, "draws": DRAWS}, evidence)
    case = Case(inputs=inputs, evidence=evidence)
    nets = simulation.simulate(case, simulation.sampled(case)).pv_net
    return {
        "net": side.net,
        "benefit_cost_ratio": side.benefit_cost_ratio,
        "chance": simulation.share_of(nets > 0),
        "pays": aggregate.pays(side.net),
    }


def _read(raw: Mapping[str, object], evidence: Evidence) -> ScenarioInputs | None:
    try:
        return scenario.read(raw, evidence)
    except InvalidInput:
        return None


def _question(inputs: ScenarioInputs) -> str:
    """Return what is asked, apart from how often it is drawn."""
    plain = inputs.to_dict()
    return repr(sorted((k, v) for k, v in plain.items() if k not in {"seed", "draws"}))


def _shift(
    question: str, before: ScenarioInputs, after: ScenarioInputs, live: Evidence, draft: Evidence
) -> Shift:
    cases = Case(inputs=before, evidence=live), Case(inputs=after, evidence=draft)
    nets = [annual_net(case) for case in cases]
    return Shift(
        question=question,
        design=before.design,
        members=_members(cases[0]),
        before=nets[0],
        after=nets[1],
    )


def _members(case: Case) -> float:
    inputs = case.inputs
    if case.is_payer:
        return float(sum(inputs.members_by_line.values()))
    if inputs.members is not None:
        return float(inputs.members)
    return (inputs.employees or 0) * case.parameters["members_per_employee"].base
