"""The page of tokens: for its owner alone; the secret is on one answer and on no other."""

import re

import pytest
from django.urls import reverse

from calculator.api.tokens import services
from calculator.api.tokens.models import ApiToken
from calculator.api.tokens.scopes import EVIDENCE_READ, SCOPES

pytestmark = pytest.mark.django_db

PAGE = "/accounts/tokens/"
GOOD = {"name": "renewal", "scopes": [EVIDENCE_READ], "days": "30"}


@pytest.fixture
def ada(django_user_model):
    return django_user_model.objects.create_user("ada")


@pytest.fixture
def own(client, ada):
    """A client signed in as Ada."""
    client.force_login(ada)
    return client


def test_whoever_is_not_signed_in_is_asked_to(client):
    for reply in (client.get(PAGE), client.post(PAGE, GOOD), client.post(f"{PAGE}1/revoke/")):
        assert reply.status_code == 302
        assert "next=/accounts/tokens/" in reply["Location"]
    assert not ApiToken.objects.exists()


def test_new_token_works_and_its_secret_is_shown_this_once(own, client):
    made = own.post(PAGE, GOOD)
    (secret,) = set(re.findall(r"mso_[0-9A-Za-z]{49}", made.content.decode()))

    later = own.get(PAGE).content.decode()

    assert made.status_code == 201
    assert "no-store" in made["Cache-Control"]
    assert secret not in later
    assert f"{secret[:8]}…" in later
    api = client.get("/api/v1/inputs", headers={"authorization": f"Bearer {secret}"})
    assert api.status_code == 200


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "Give it a name"),
        ({"name": "x" * 61}, "at most 60 characters"),
        ({"name": "a\x00b"}, "Null characters are not allowed"),
        ({"scopes": []}, "Choose at least one purpose"),
        ({"scopes": ["all"]}, "all is not one of the available choices"),
        ({"days": "3650"}, "not one of the available choices"),
        ({"days": ""}, "Choose how long"),
    ],
)
def test_form_that_cannot_be_used_comes_back_with_what_was_typed(own, change, said):
    reply = own.post(PAGE, GOOD | change)

    page = reply.content.decode()
    assert reply.status_code == 422
    assert said in page
    assert not ApiToken.objects.exists()
    if "name" not in change:
        assert 'value="renewal"' in page


def test_one_token_too_many_is_refused_in_words(own, ada):
    for _ in range(services.MOST_TOKENS):
        services.issue_token(owner=ada, name="x", scopes=list(SCOPES), days=7)

    reply = own.post(PAGE, GOOD)

    assert reply.status_code == 422
    assert "Revoke one first" in reply.content.decode()


def test_revoked_token_opens_nothing_more(own, ada, client):
    token, secret = services.issue_token(owner=ada, name="old", scopes=list(SCOPES), days=7)

    page = own.post(reverse("tokens:revoke-token", args=[token.pk]), follow=True)

    assert "“old” is revoked" in page.content.decode()
    reply = client.get("/api/v1/inputs", headers={"authorization": f"Bearer {secret}"})
    assert reply.status_code == 401


def test_nobody_sees_or_revokes_what_is_somebody_elses(own, django_user_model):
    other = django_user_model.objects.create_user("bob")
    token, _ = services.issue_token(owner=other, name="bob's", scopes=list(SCOPES), days=7)

    assert "bob" not in own.get(PAGE).content.decode()
    assert own.post(reverse("tokens:revoke-token", args=[token.pk])).status_code == 404
    assert ApiToken.objects.get().state == "active"


def test_methods_that_are_not_offered_are_refused(own):
    assert own.get(f"{PAGE}1/revoke/").status_code == 405
    assert own.put(PAGE).status_code == 405


def test_form_of_another_site_is_refused(own):
    own.handler.enforce_csrf_checks = True

    assert own.post(PAGE, GOOD).status_code == 403


def test_token_goes_with_its_account(own, ada):
    own.post(PAGE, GOOD)
    ada.delete()

    assert not ApiToken.objects.exists()


def test_staff_see_tokens_without_secrets_and_change_none(admin_client, ada):
    token, secret = services.issue_token(owner=ada, name="renewal", scopes=list(SCOPES), days=7)
    change = reverse("admin:api_apitoken_change", args=[token.pk])

    listed = admin_client.get(reverse("admin:api_apitoken_changelist")).content.decode()
    shown = admin_client.get(change).content.decode()

    assert "renewal" in listed
    assert "evidence:read" in shown
    for page in (listed, shown):
        assert secret not in page
        assert token.digest not in page
    assert admin_client.post(change, {"name": "mine"}).status_code == 403
    assert admin_client.get(reverse("admin:api_apitoken_add")).status_code == 403
