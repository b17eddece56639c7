"""Staff need a second factor, at every door."""

import re
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.urls import get_resolver, reverse

from calculator.evidence import services
from tests.accounts.conftest import PASSWORD
from tests.accounts.factor import SECRET, code, enroll

pytestmark = pytest.mark.django_db
ENROLL = "/accounts/second-factor/totp/activate/"
SIGN_IN = "/accounts/login/"


def sign_in(client, email, **more):
    return client.post(SIGN_IN, {"login": email, "password": PASSWORD, **more})


def confirm(client, onward):
    """Give the password once more; return the page it leads to."""
    typed = {"password": PASSWORD, "next": onward}
    return client.post("/accounts/reauthenticate/", typed, follow=True).content.decode()


def doors():
    """Return every page of the admin, and others that know staff."""
    routes = get_resolver().namespace_dict["admin"][1].reverse_dict
    found = {
        f"/admin/{route % dict.fromkeys(given, '1')}"
        for name in routes
        for possible, *_ in routes.getlist(name)
        for route, given in possible
    }
    return [*found, "/evidence/", "/accounts/", "/evidence/releases/next/impact/", "/"]


def test_staff_without_a_second_factor_are_led_to_enrolment_from_every_door(client, rosa, bob):
    services.start_draft(by=bob, name="Next")
    client.force_login(rosa)

    found = {path: client.get(path).headers.get("Location") for path in doors()}

    assert len(found) > 50
    assert set(found.values()) == {ENROLL}, found
    assert client.post("/admin/logout/").headers["Location"] == ENROLL


def test_enrolment_says_why_once(client, rosa):
    client.force_login(rosa)
    client.get("/admin/")
    client.get("/admin/")
    client.post(SIGN_IN)
    page = client.get(ENROLL, follow=True).content.decode()

    assert page.count("Staff accounts need a second factor") == 1


@pytest.mark.parametrize("powers", [{"is_staff": True}, {"is_superuser": True}])
def test_powers_of_either_kind_need_it(client, powers):
    client.force_login(get_user_model().objects.create_user("carol", **powers))

    assert client.get("/").headers["Location"] == ENROLL


def test_staff_enroll_and_get_in(client, rosa):
    assert client.get("/admin/").url == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").url == f"{SIGN_IN}?next=%2Fadmin%2F"
    assert sign_in(client, "rosa@example.org", next="/admin/").url == "/admin/"
    assert "give your password once more" in client.get("/admin/", follow=True).content.decode()
    page = confirm(client, ENROLL)
    assert 'src="data:image/svg+xml;base64,' in page
    secret = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', page)[1]

    wrong = client.post(ENROLL, {"code": "000000"}).content.decode()
    right = client.post(ENROLL, {"code": code(secret)}, follow=True).content.decode()

    assert "Incorrect code." in wrong
    assert "Recovery codes" in right
    assert len(re.findall(r"<li>[\da-z]{8}</li>", right)) == 10
    assert client.get("/admin/").status_code == 200


def test_who_has_one_is_asked_for_it(client, bob):
    assert (
        sign_in(client, "bob@example.org", next="/admin/").url
        == "/accounts/second-factor/authenticate/"
    )
    assert client.get("/admin/").status_code == 302
    wrong = client.post("/accounts/second-factor/authenticate/", {"code": "000000"})
    assert "Incorrect code." in wrong.content.decode()

    response = client.post("/accounts/second-factor/authenticate/", {"code": code()})

    assert response.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_recovery_code_works_once(client, rosa):
    client.force_login(rosa)
    secret = re.search(r'id="authenticator_secret">([A-Z2-7]+)<', confirm(client, ENROLL))[1]
    done = client.post(ENROLL, {"code": code(secret)}, follow=True).content.decode()
    recovery = re.findall(r"<li>([\da-z]{8})</li>", done)[0]
    client.post("/accounts/logout/")

    for expected in (True, False):
        sign_in(client, "rosa@example.org")
        client.post("/accounts/second-factor/authenticate/", {"code": recovery})
        assert ("_auth_user_id" in client.session) is expected
        client.post("/accounts/logout/")


def test_the_admins_own_form_lets_nobody_in(client, bob):
    response = client.post("/admin/login/", {"username": "bob", "password": PASSWORD})

    assert response.url.startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session


def test_the_admin_is_not_there_for_others(client, alice):
    client.force_login(alice)

    assert client.get("/admin/login/").status_code == 404
    assert client.get("/admin/", follow=True).status_code == 404


def test_staff_who_drop_it_are_led_back(client, bob):
    sign_in(client, "bob@example.org")
    client.post("/accounts/second-factor/authenticate/", {"code": code()})
    page = confirm(client, "/accounts/second-factor/totp/deactivate/")
    assert "as staff you can do nothing until you set up an app again" in page
    client.post("/accounts/second-factor/totp/deactivate/")
    assert not Authenticator.objects.filter(user=bob).exists()

    assert client.get("/admin/").headers["Location"] == ENROLL


def test_a_lost_second_factor_is_removed_by_command(bob):
    out = StringIO()

    call_command("remove_second_factor", "BOB@example.org", stdout=out)

    assert "is removed" in out.getvalue()
    assert not Authenticator.objects.filter(user=bob).exists()
    with pytest.raises(CommandError, match="has no second factor"):
        call_command("remove_second_factor", "bob@example.org")
    with pytest.raises(CommandError, match="No account"):
        call_command("remove_second_factor", "nobody@example.org")


def test_the_admin_shows_no_secret_and_changes_none(client, alice, bob):
    client.force_login(bob)
    theirs = enroll(alice).authenticator_set.get()
    path = reverse("admin:mfa_authenticator_change", args=[theirs.pk])

    page = client.get(path).content.decode()
    refused = client.post(path, {"data": "{}"})
    added = client.get(reverse("admin:mfa_authenticator_add"))
    client.post(reverse("admin:mfa_authenticator_delete", args=[theirs.pk]), {"post": "yes"})

    assert "alice" in page
    assert SECRET not in page
    assert (refused.status_code, added.status_code) == (403, 403)
    assert not alice.authenticator_set.exists()


def test_everybody_may_have_one(client, alice):
    enroll(alice)

    assert sign_in(client, "alice@example.org").url == "/accounts/second-factor/authenticate/"


def test_a_new_account_in_the_admin_is_asked_for_its_address(client, bob):
    client.force_login(bob)
    typed = {
        "username": "dan",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "usable_password": "true",
    }

    refused = client.post("/admin/accounts/user/add/", typed)
    taken = client.post("/admin/accounts/user/add/", {**typed, "email": "BOB@example.org"})
    client.post("/admin/accounts/user/add/", {**typed, "email": "dan@example.org"})

    assert "This field is required." in refused.content.decode()
    assert "Somebody has this address already." in taken.content.decode()
    assert get_user_model().objects.get(username="dan").email == "dan@example.org"
