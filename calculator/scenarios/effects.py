"""What a pooled value would do to an answer: the same calculation before and after, never kept."""

from dataclasses import dataclass

from calculator.engine.errors import InvalidInput
from calculator.engine.result import Result
from calculator.engine.version import MODEL_VERSION
from calculator.evidence import catalog
from calculator.evidence import presentation as say
from calculator.evidence.errors import NoLiveRelease
from calculator.evidence.models import Release
from calculator.evidence.synthesis import Strip
from calculator.exhibits import sentences
from calculator.exhibits.exhibit import Tone
from calculator.exhibits.formats import table_money
from calculator.language import gettext as _
from calculator.scenarios import services
from calculator.scenarios.models import Scenario

REFERENCE = {"members": 10_000}
LONGEST_TOKEN = 43


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer with one value in force, in words."""

    value: str
    headline: str
    verdict: str
    tone: Tone
    net: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The answer before and after; ``after`` is None where nothing can be pooled."""

    before: Answer | None
    after: Answer | None = None
    moved: str = ""
    problem: str = ""
    note: str = ""
    calculation: str = ""


def effect_of(strip: Strip, token: str, user: object = None) -> Effect | None:
    """Return what the pooled value does to a saved calculation, else to the reference case.

    ``user`` is who asks: of somebody else's calculation nothing is said.

    The pooled value takes the place of the value in force as a reader's own value does: with its
    interval, in every design and lens. None where no answer can be calculated at all.
    """
    saved = _saved(token, user)
    if saved is None and strip.override is None:
        return None
    release = saved.release if saved else _calculable(strip.parameter.release)
    if release is None:
        return None
    raw = dict(saved.inputs) if saved else dict(REFERENCE)
    note, address = _note(strip, saved, token), saved.get_absolute_url() if saved else ""
    name = strip.parameter.slug
    try:
        before = _answer(_before(saved, raw, release), name)
        if strip.override is None:
            return Effect(before=before, note=note, calculation=address)
        own = dict(raw.get("overrides") or {}) | {name: strip.override}
        result = services.calculate(raw=raw | {"overrides": own}, release=release)
    except InvalidInput as error:
        return Effect(before=None, problem=_words(error), note=note, calculation=address)
    after = _answer(result, name)
    return Effect(
        before=before, after=after, moved=_moved(before, after), note=note, calculation=address
    )


def address_of(token: str, user: object = None) -> str:
    """Return the address of a calculation that a person may see, else nothing."""
    saved = _saved(token, user)
    return saved.get_absolute_url() if saved else ""


def _saved(token: str, user: object) -> Scenario | None:
    plain = token.replace("\x00", "")[:LONGEST_TOKEN]
    found = Scenario.objects.visible_to(user).filter(token=plain).select_related("release")
    return found.first() if plain else None


def _calculable(release: Release) -> Release | None:
    """Return a release that is or was live; for one that may still change, the live one."""
    if release.is_public:
        return release
    try:
        return catalog.live_release()
    except NoLiveRelease:
        return None


def _before(saved: Scenario | None, raw: dict[str, object], release: Release) -> Result:
    if saved and saved.model_version == MODEL_VERSION:
        return saved.result
    return services.calculate(raw=raw, release=release)


def _answer(result: Result, name: str) -> Answer:
    row = next((row for row in result["assumptions"] if row["parameter"] == name), None)
    return Answer(
        value=say.rounded(row["base"], row["unit"]) if row else "",
        headline=sentences.headline(result),
        verdict=sentences.verdict(result),
        tone=sentences.verdict_tone(result),
        net=result["annual"]["net"],
    )


def _moved(before: Answer, after: Answer) -> str:
    by = after.net - before.net
    if round(by) == 0:
        return _("The net does not move: this figure has no influence on it.")
    amount, start, end = table_money(abs(by)), table_money(before.net), table_money(after.net)
    if by > 0:
        return _(
            "The net a year rises by {amount}: from {start} to {end}.",
            amount=amount,
            start=start,
            end=end,
        )
    return _(
        "The net a year falls by {amount}: from {start} to {end}.",
        amount=amount,
        start=start,
        end=end,
    )


def _note(strip: Strip, saved: Scenario | None, token: str) -> str:
    if saved is None:
        return (
            _("There is no calculation of this address: 10,000 members instead.") if token else ""
        )
    notes = []
    if saved.model_version != MODEL_VERSION:
        notes.append(_("Calculated anew with model {model_version}.", model_version=MODEL_VERSION))
    if saved.release_id != strip.parameter.release_id:
        notes.append(
            _(
                "Your calculation rests on evidence release {own}; the findings are "
                "those of {other}.",
                own=saved.release.slug,
                other=strip.parameter.release.slug,
            )
        )
    return " ".join(notes)


def _words(error: InvalidInput) -> str:
    said = " ".join(" ".join(messages) for messages in error.errors.values())
    return _("The pooled value cannot be used in this calculation. {said}", said=said)
