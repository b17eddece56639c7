"""Claim, name, copy, archive, delete, share: what happens, and what is refused to whom."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError
from django.utils import timezone

from calculator.reports import services as reports
from calculator.reports.models import Report
from calculator.scenarios import keeping, services
from calculator.scenarios.errors import Refused
from calculator.scenarios.models import Scenario, ShareLink

pytestmark = pytest.mark.django_db


@pytest.fixture
def owned(alice) -> Scenario:
    return services.save_scenario(raw={"members": "10,000"}, by=alice)


def test_a_claim_makes_a_calculation_ones_own(saved, alice):
    before = saved.result

    claimed = keeping.claim_scenario(scenario=saved, by=alice)

    assert (claimed.created_by, claimed.token) == (alice, saved.token)
    assert claimed.claimed_at is not None
    assert claimed.result == before


def test_the_first_to_claim_wins(saved, alice, mallory):
    seen_by_both = Scenario.objects.get(pk=saved.pk)
    keeping.claim_scenario(scenario=saved, by=alice)

    with pytest.raises(Refused, match="keeps this calculation already"):
        keeping.claim_scenario(scenario=seen_by_both, by=mallory)

    assert Scenario.objects.get().created_by == alice


def test_a_name_is_given_and_taken_away(owned, alice):
    assert keeping.name_scenario(scenario=owned, by=alice, name="Plan A").name == "Plan A"
    assert keeping.name_scenario(scenario=owned, by=alice, name="").name == ""
    with pytest.raises(Refused, match="at most 120"):
        keeping.name_scenario(scenario=owned, by=alice, name="a" * 121)


def test_a_copy_has_the_same_answer_at_an_address_of_its_own(owned, alice):
    named = keeping.name_scenario(scenario=owned, by=alice, name="n" * 120)
    put_away = keeping.archive_scenario(scenario=named, by=alice)

    twin = keeping.copy_scenario(scenario=put_away, by=alice)

    assert twin.pk != owned.pk
    assert twin.token != owned.token
    assert (twin.fingerprint, twin.result, twin.release) == (
        owned.fingerprint,
        owned.result,
        owned.release,
    )
    assert twin.name == f"Copy of {'n' * 112}"
    assert (twin.archived_at, twin.claimed_at, twin.created_by) == (None, None, alice)


def test_an_account_copies_no_end_of_calculations(owned, alice, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_COPIES", 1)

    with pytest.raises(Refused, match="at most 1 calculations"):
        keeping.copy_scenario(scenario=owned, by=alice)


def test_what_is_archived_comes_back(owned, alice):
    put_away = keeping.archive_scenario(scenario=owned, by=alice)
    again = keeping.archive_scenario(scenario=put_away, by=alice)
    assert again.archived_at == put_away.archived_at
    assert list(Scenario.objects.kept(archived=True)) == [owned]

    restored = keeping.restore_scenario(scenario=put_away, by=alice)

    assert restored.archived_at is None
    assert list(Scenario.objects.kept()) == [owned]


def test_only_what_is_archived_is_deleted_with_all_that_hangs_on_it(owned, alice):
    reports.request_report(scenario=owned, paper="a4", address="https://example.org/")
    keeping.share_scenario(scenario=owned, by=alice, with_inputs=True)
    with pytest.raises(Refused, match="Archive"):
        keeping.delete_scenario(scenario=owned, by=alice)

    put_away = keeping.archive_scenario(scenario=owned, by=alice)
    keeping.delete_scenario(scenario=put_away, by=alice)

    assert not (Scenario.objects.exists() or ShareLink.objects.exists() or Report.objects.exists())


def test_a_link_is_made_and_revoked_once(owned, alice):
    link = keeping.share_scenario(scenario=owned, by=alice, with_inputs=False, label="CFO")
    assert (link.with_inputs, str(link), link.created_by) == (False, "CFO", alice)
    assert len(link.token) * 6 >= 128
    assert list(ShareLink.objects.working()) == [link]

    revoked = keeping.revoke_link(link=link, by=alice)

    assert not ShareLink.objects.working().exists()
    assert keeping.revoke_link(link=revoked, by=alice).revoked_at == revoked.revoked_at


def test_links_are_counted(owned, alice, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_LINKS", 1)
    monkeypatch.setattr(keeping, "MOST_LINKS_EVER", 2)
    first = keeping.share_scenario(scenario=owned, by=alice, with_inputs=False)
    with pytest.raises(Refused, match="at most 1 links"):
        keeping.share_scenario(scenario=owned, by=alice, with_inputs=False)
    keeping.revoke_link(link=first, by=alice)
    second = keeping.share_scenario(scenario=owned, by=alice, with_inputs=False)
    keeping.revoke_link(link=second, by=alice)

    with pytest.raises(Refused, match="2 links were made"):
        keeping.share_scenario(scenario=owned, by=alice, with_inputs=False)
    with pytest.raises(Refused, match="at most 80"):
        keeping.share_scenario(scenario=owned, by=alice, with_inputs=False, label="a" * 81)


def test_links_of_a_closed_account_do_not_work(owned, alice):
    keeping.share_scenario(scenario=owned, by=alice, with_inputs=False)

    alice.is_active = False
    alice.save()

    assert not ShareLink.objects.working().exists()


def test_a_link_is_not_revoked_before_it_was_made(owned, alice):
    link = keeping.share_scenario(scenario=owned, by=alice, with_inputs=False)

    with pytest.raises(IntegrityError, match="link_revoked_after_it_was_made"):
        ShareLink.objects.update(revoked_at=link.created_at - timezone.timedelta(seconds=1))


@pytest.mark.parametrize("who", ["mallory", "nobody"])
def test_what_is_not_ones_own_is_not_ones_to_change(owned, alice, who, request):
    by = AnonymousUser() if who == "nobody" else request.getfixturevalue(who)
    link = keeping.share_scenario(scenario=owned, by=alice, with_inputs=True)
    refused = [
        lambda: keeping.name_scenario(scenario=owned, by=by, name="Mine"),
        lambda: keeping.copy_scenario(scenario=owned, by=by),
        lambda: keeping.archive_scenario(scenario=owned, by=by),
        lambda: keeping.restore_scenario(scenario=owned, by=by),
        lambda: keeping.delete_scenario(scenario=owned, by=by),
        lambda: keeping.share_scenario(scenario=owned, by=by, with_inputs=True),
        lambda: keeping.revoke_link(link=link, by=by),
    ]

    for attempt in refused:
        with pytest.raises(Refused, match="Only who keeps"):
            attempt()

    assert Scenario.objects.get().name == ""
    assert ShareLink.objects.working().count() == 1
