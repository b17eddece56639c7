"""Split a saved calculation's savings; put the reader's part into a new calculation."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import cast

from django.core.cache import cache

from calculator.engine.errors import InvalidInput
from calculator.engine.split import split, terms
from calculator.engine.split.result import Split
from calculator.engine.split.terms import OneClaim, SplitTerms
from calculator.engine.version import MODEL_VERSION
from calculator.evidence.models import Release
from calculator.scenarios import services as scenarios
from calculator.scenarios.models import Scenario

CACHE_SECONDS = 3_600
NO_SHARE = "These terms cannot be put into the calculation: no share from 0 to 1 says the same."


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The judged terms, the one claim where it was stated, and the split."""

    terms: SplitTerms
    claim: OneClaim | None
    split: Split


def split_savings(*, saved: Scenario, raw: Mapping[str, object]) -> Found:
    """Return who keeps the savings of a saved calculation, on the release it was made with.

    Raises:
        InvalidInput: with the messages of every term that cannot be used.
    """
    judged, claim = terms.read(raw, audience=audience_of(saved), funding=funding_of(saved))
    digest = sha256(repr(judged).encode()).hexdigest()
    key = f"split:{MODEL_VERSION}:{saved.fingerprint}:{digest}"
    found = cast("Split | None", cache.get(key))
    if found is None:
        found = split.split(scenarios.case_of(saved), judged)
        cache.set(key, found, CACHE_SECONDS)
    return Found(terms=judged, claim=claim, split=found)


def use_split(*, saved: Scenario, raw: Mapping[str, object], by: object = None) -> Scenario:
    """Calculate anew with what the reader keeps under these terms, on the same release.

    A withdrawn release makes no new calculations: the live one takes its place.

    Raises:
        InvalidInput: if a term cannot be used, or no share from 0 to 1 says the same.
    """
    found = split_savings(saved=saved, raw=raw)
    use = found.split["use"]
    if use is None:
        raise InvalidInput({"stop_loss_deductible": [NO_SHARE]})
    own = dict(saved.inputs.get("overrides") or {})
    own |= {f"plan_paid_share.{line}": share for line, share in use["plan_paid_share"].items()}
    inputs = dict(saved.typed) | {"savings_retained": use["savings_retained"]}
    if own:
        inputs["overrides"] = own
    if audience_of(saved) == "employer":
        insured = found.terms.funding == "fully_insured"
        inputs["funding"] = "fully_insured" if insured else "self_funded"
    withdrawn = saved.release.state == Release.State.WITHDRAWN
    return scenarios.save_scenario(raw=inputs, by=by, release=None if withdrawn else saved.release)


def audience_of(saved: Scenario) -> str:
    """Return who asked: employer or payer."""
    return str(saved.inputs["audience"])


def funding_of(saved: Scenario) -> str:
    """Return the funding that the calculation states; a payer states none."""
    return str(saved.inputs.get("funding") or "self_funded")
