"""The curator's desk: what to check next, judged by what it is worth to those who calculate."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from calculator.engine.result import Evppi
from calculator.evidence import catalog
from calculator.evidence.models import Claim, Finding, Parameter, Release
from calculator.evidence.models.market import Verdict
from calculator.evidence.models.record import Verification
from calculator.exhibits.formats import words_money
from calculator.review.aggregate import FEWEST
from calculator.review.bridges import reference_inputs
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

NEWEST = 500  # saved calculations that are read: their answers are large
SHOWN = 15
CACHE_SECONDS = 600
SOON = timedelta(days=90)
PER = 1_000  # members
UNSEEN = (Verification.RECALLED, Verification.SECONDARY_SEEN)
WAITING = (Release.State.IN_REVIEW, Release.State.APPROVED, Release.State.SCHEDULED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """A finding that nobody has read in its source, and what settling its parameters is worth."""

    finding: Finding
    parameters: tuple[Parameter, ...]
    worth: float
    shown: str

    @property
    def rests(self) -> tuple[str, ...]:
        """The parameters by key, with how many areas or lines of each."""
        keys = Counter(parameter.key for parameter in self.parameters)
        return tuple(f"{key} ({n})" if n > 1 else key for key, n in keys.items())


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """EVPPI by parameter, US dollars per decision and 1,000 members; ``questions`` 0: reference."""

    by_parameter: Mapping[str, float]
    questions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A parameter whose next check is overdue or near."""

    parameter: Parameter
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What waits for a curator."""

    live: Release
    waiting: tuple[Release, ...]
    drafts: tuple[Release, ...]
    unseen: tuple[Unseen, ...]
    unseen_in_all: int
    questions: int
    due: tuple[Due, ...]
    due_in_all: int
    undated: int
    unsettled: QuerySet[Claim]


def desk() -> Desk:
    """Return what waits for a curator.

    Raises:
        NoLiveRelease: if none was published yet.
    """
    live = catalog.live_release()
    worth = worth_of_knowing(live)
    found = ranked(live, worth.by_parameter)
    due = due_for_check(live, timezone.localdate())
    return Desk(
        live=live,
        waiting=tuple(Release.objects.filter(state__in=WAITING).order_by("submitted_at")),
        drafts=tuple(Release.objects.drafts().order_by("-created_at")),
        unseen=tuple(found[:SHOWN]),
        unseen_in_all=len(found),
        questions=worth.questions,
        due=tuple(due[:SHOWN]),
        due_in_all=len(due),
        undated=Parameter.objects.filter(release=live, next_check__isnull=True).count(),
        unsettled=Claim.objects.filter(release=live, verdict=Verdict.PLAUSIBLE),
    )


def ranked(live: Release, worth: Mapping[str, float]) -> list[Unseen]:
    """Return the findings not seen in their source on which parameters rest, the dearest first."""
    findings = Finding.objects.filter(
        release=live, verification__in=UNSEEN, parameters__isnull=False
    ).distinct()
    found = []
    for finding in findings.select_related("source").prefetch_related("parameters"):
        rests = tuple(finding.parameters.all())
        total = sum(worth.get(parameter.slug, 0.0) for parameter in rests)
        found.append(
            Unseen(finding=finding, parameters=rests, worth=total, shown=words_money(total))
        )
    return sorted(found, key=lambda row: (-row.worth, row.finding.slug))


def due_for_check(live: Release, today: date) -> list[Due]:
    """Return the parameters whose next check is overdue or within 90 days, the oldest first."""
    rows = Parameter.objects.filter(release=live, next_check__lte=today + SOON)
    return [
        Due(parameter=parameter, is_overdue=parameter.is_overdue(today))
        for parameter in rows.order_by("next_check", "slug")
    ]


def worth_of_knowing(live: Release) -> Worth:
    """Return the mean EVPPI of each parameter over the newest saved calculations.

    Where fewer than five different questions are saved, that of the reference case.
    """
    key = f"desk:{live.content_hash}"
    found = cache.get(key)
    if found is None:
        found = _worth_of_knowing(live)
        cache.set(key, found, CACHE_SECONDS)
    return found


def _worth_of_knowing(live: Release) -> Worth:
    newest = Scenario.objects.filter(release=live).order_by("-pk")[:NEWEST]
    rows = newest.values_list(
        "fingerprint", "result__members", "result__value_of_information__evppi"
    )
    distinct = {fingerprint: (members, evppi) for fingerprint, members, evppi in rows}
    if len(distinct) >= FEWEST:
        return Worth(by_parameter=_mean(distinct.values()), questions=len(distinct))
    answer = scenarios.calculate(raw=reference_inputs("voluntary"), release=live)
    alone = answer["members"], answer["value_of_information"]["evppi"]
    return Worth(by_parameter=_mean([alone]), questions=0)


def _mean(answers: Iterable[tuple[float, list[Evppi]]]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    number = 0
    for members, rows in answers:
        number += 1
        for row in rows:
            found[row["parameter"]] += row["evppi"] * PER / members
    return {name: total / number for name, total in found.items()}
