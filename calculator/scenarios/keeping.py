"""What a person does with calculations: claim, name, copy, put away, delete; share by link.

Services, as ``services.py``: keyword-only, atomic, and they refuse what is not the person's own.
"""

from django.db import transaction
from django.utils import timezone

from calculator.language import gettext as _
from calculator.scenarios.errors import Refused
from calculator.scenarios.models import LONGEST_LABEL, LONGEST_NAME, Scenario, ShareLink, new_token

MOST_LINKS = 20  # that work at the same time, of one calculation
MOST_LINKS_EVER = 200
MOST_COPIES = 5_000  # calculations of one account, from which on nothing is copied


@transaction.atomic
def claim_scenario(*, scenario: Scenario, by: object) -> Scenario:
    """Make a calculation that nobody owns this person's own; the first to ask gets it."""
    unowned = Scenario.objects.filter(pk=scenario.pk, created_by=None)
    if not unowned.update(created_by=by, claimed_at=timezone.now()):
        raise Refused(_("Somebody keeps this calculation already."))
    return Scenario.objects.get(pk=scenario.pk)


@transaction.atomic
def name_scenario(*, scenario: Scenario, by: object, name: str) -> Scenario:
    """Give a calculation a name, or take it away."""
    _own(scenario, by)
    if len(name) > LONGEST_NAME:
        raise Refused(_("Give a name of at most {n} characters.", n=LONGEST_NAME))
    return _update(scenario, name=name)


@transaction.atomic
def copy_scenario(*, scenario: Scenario, by: object) -> Scenario:
    """Return a second calculation with the same answer, evidence and model, at its own address."""
    _own(scenario, by)
    if Scenario.objects.owned_by(by).count() >= MOST_COPIES:
        most = f"{MOST_COPIES:,}"
        raise Refused(_("An account keeps at most {n} calculations. Delete some first.", n=most))
    twin = Scenario.objects.get(pk=scenario.pk)
    twin.pk, twin.token, twin.created_at = None, new_token(), timezone.now()
    twin.claimed_at = twin.archived_at = None
    of = scenario.name or _("an unnamed calculation")
    twin.name = _("Copy of {name}", name=of)[:LONGEST_NAME]
    twin.save(force_insert=True)
    return twin


@transaction.atomic
def archive_scenario(*, scenario: Scenario, by: object) -> Scenario:
    """Put a calculation away; its address and its links go on working."""
    _own(scenario, by)
    return _update(scenario, archived_at=scenario.archived_at or timezone.now())


@transaction.atomic
def restore_scenario(*, scenario: Scenario, by: object) -> Scenario:
    """Put an archived calculation back on the list."""
    _own(scenario, by)
    return _update(scenario, archived_at=None)


@transaction.atomic
def delete_scenario(*, scenario: Scenario, by: object) -> None:
    """Delete an archived calculation, with its links and reports, for good."""
    _own(scenario, by)
    if scenario.archived_at is None:
        raise Refused(_("Archive a calculation before you delete it."))
    scenario.delete()


@transaction.atomic
def share_scenario(
    *, scenario: Scenario, by: object, with_inputs: bool, label: str = ""
) -> ShareLink:
    """Make a link by which others read the answer, with what was entered or without."""
    _own(scenario, by)
    if len(label) > LONGEST_LABEL:
        raise Refused(_("Give a note of at most {n} characters.", n=LONGEST_LABEL))
    _lock(scenario)
    if scenario.links.working().count() >= MOST_LINKS:
        raise Refused(_("A calculation has at most {n} links. Revoke one first.", n=MOST_LINKS))
    if scenario.links.count() >= MOST_LINKS_EVER:
        full = _("{n} links were made of this calculation. Share a copy of it.", n=MOST_LINKS_EVER)
        raise Refused(full)
    return ShareLink.objects.create(
        scenario=scenario, created_by=by, with_inputs=with_inputs, label=label
    )


@transaction.atomic
def revoke_link(*, link: ShareLink, by: object) -> ShareLink:
    """Let a link open nothing from now on; a second time changes nothing."""
    _own(link.scenario, by)
    ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
    return ShareLink.objects.get(pk=link.pk)


def _own(scenario: Scenario, by: object) -> None:
    if not Scenario.objects.owned_by(by).filter(pk=scenario.pk).exists():
        raise Refused(_("Only who keeps a calculation may change it."))


def _lock(scenario: Scenario) -> None:
    """Let links of one calculation be made one after the other, so that they are counted right."""
    list(Scenario.objects.select_for_update().filter(pk=scenario.pk).values_list("pk"))


def _update(scenario: Scenario, **values: object) -> Scenario:
    Scenario.objects.filter(pk=scenario.pk).update(**values)
    return Scenario.objects.get(pk=scenario.pk)
