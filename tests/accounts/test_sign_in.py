"""Making an account, signing in and out, forgetting the password."""

import re
import smtplib

import pytest
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.core import mail
from django.db import IntegrityError
from django.test import Client

from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN, SIGN_UP, RESET = "/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"


def sign_in(client, password=PASSWORD, email="alice@example.org", **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def link_in(message) -> str:
    return re.search(r"http://testserver(/\S+)", message.body)[1]


def test_an_account_takes_an_address_and_a_password(client):
    response = client.post(SIGN_UP, {"email": "Eve@example.org", "password1": PASSWORD})

    user = get_user_model().objects.get()
    assert response.status_code == 302
    assert signed_in(client)
    assert (user.email, user.is_staff, user.username) == ("eve@example.org", False, "eve")
    assert mail.outbox[0].subject == "Confirm your e-mail address"


def test_the_link_in_the_mail_confirms_the_address(client):
    client.post(SIGN_UP, {"email": "eve@example.org", "password1": PASSWORD})
    link = link_in(mail.outbox[0])
    assert "not confirmed" in client.get("/accounts/").content.decode()

    assert "Yes, confirm it" in client.get(link).content.decode()
    client.post(link)

    assert "not confirmed" not in client.get("/accounts/").content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "eve", "password1": PASSWORD}, "valid email address"),
        ({"email": "eve@example.org", "password1": "12345678"}, "too common"),
        ({"email": "ALICE@example.org", "password1": PASSWORD}, "already registered"),
        ({}, "required"),
    ],
)
def test_a_refused_account_says_why(client, alice, typed, said):
    page = client.post(SIGN_UP, typed).content.decode()

    assert said in page
    assert get_user_model().objects.count() == 1


def test_where_addresses_must_be_confirmed_nobody_learns_who_has_an_account(
    client, alice, settings
):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"

    known = client.post(SIGN_UP, {"email": "alice@example.org", "password1": PASSWORD})
    new = Client().post(SIGN_UP, {"email": "eve@example.org", "password1": PASSWORD})

    assert (known.status_code, known.url) == (new.status_code, new.url)
    assert {message.subject for message in mail.outbox} == {
        "You have an account already",
        "Confirm your e-mail address",
    }


def test_a_form_sent_twice_at_once_breaks_no_page(client, monkeypatch):
    def lose(self, request, user, *args):
        raise IntegrityError("user_email_is_one_persons")

    monkeypatch.setattr(DefaultAccountAdapter, "save_user", lose)

    response = client.post(SIGN_UP, {"email": "eve@example.org", "password1": PASSWORD})

    assert response.url == LOGIN
    assert "made a moment ago" in client.get(LOGIN).content.decode()
    assert not signed_in(client)


def test_an_address_belongs_to_one_account(alice):
    with pytest.raises(IntegrityError):
        get_user_model().objects.create_user("other", "ALICE@example.org")


def test_signing_in_leads_back_to_where_one_was(client, alice):
    assert sign_in(client, next="/method/").url == "/method/"
    assert "alice" not in client.get("/").content.decode()
    assert "Sign out" in client.get("/").content.decode()


def test_signing_in_leads_nowhere_else(client, alice):
    assert sign_in(client, next="https://elsewhere.example/").url.startswith("/")


@pytest.mark.parametrize("email", ["alice@example.org", "nobody@example.org"])
def test_a_wrong_sign_in_does_not_say_what_was_wrong(client, alice, email):
    page = sign_in(client, "wrong", email).content.decode()

    assert "The email address and/or password you specified are not correct." in page
    assert not signed_in(client)


def test_signing_out_takes_a_post(client, alice):
    sign_in(client)

    assert "Sign out?" in client.get("/accounts/logout/").content.decode()
    assert signed_in(client)
    client.post("/accounts/logout/")
    assert not signed_in(client)
    assert Client(enforce_csrf_checks=True).post("/accounts/logout/").status_code == 403


def test_a_forgotten_password_is_set_by_mail(client, alice):
    client.post(RESET, {"email": "alice@example.org"})
    form = client.get(link_in(mail.outbox[0]), follow=True)

    typed = {"password1": "a-new-long-phrase", "password2": "a-new-long-phrase"}
    done = client.post(form.redirect_chain[-1][0], typed, follow=True)

    assert "The password is set" in done.content.decode()
    assert sign_in(Client(), "a-new-long-phrase").status_code == 302
    again = Client().get(link_in(mail.outbox[0]), follow=True)
    assert "This link no longer works" in again.content.decode()


def test_a_new_password_signs_out_every_other_browser(client, alice):
    other = Client()
    sign_in(client), sign_in(other)
    key = client.session.session_key

    new = {"oldpassword": PASSWORD, "password1": f"{PASSWORD}-2", "password2": f"{PASSWORD}-2"}
    client.post("/accounts/password/change/", new)

    assert [each.get("/accounts/").status_code for each in (client, other)] == [200, 302]
    assert client.session.session_key != key


def test_a_reset_does_not_say_who_has_an_account(client, alice):
    known = client.post(RESET, {"email": "alice@example.org"}, follow=True)
    unknown = client.post(RESET, {"email": "nobody@example.org"}, follow=True)

    assert known.content.decode() == unknown.content.decode()
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_down_breaks_no_page(client, alice, monkeypatch, caplog):
    def refuse(self, *given, **more):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    assert client.post(RESET, {"email": "alice@example.org"}).status_code == 302
    assert "could not be sent" in caplog.text


def test_guessing_is_stopped(client, alice, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "100/m/ip", "login": "100/m/ip"}
    said = [sign_in(client, f"wrong {n}", "Alice@example.org").status_code for n in range(8)]

    locked = sign_in(client)

    assert said[:7] == [200] * 7
    assert locked.status_code == 429
    assert "Too many attempts" in locked.content.decode()
    assert not signed_in(client)


def test_guessing_in_haste_is_stopped_sooner(client, alice):
    for n in range(5):
        sign_in(client, f"wrong {n}")

    page = sign_in(client).content.decode()

    assert "Too many failed login attempts" in page
    assert not signed_in(client)


def test_the_account_page_is_for_who_is_signed_in(client, alice):
    assert client.get("/accounts/").url == "/accounts/login/?next=/accounts/"
    sign_in(client)

    page = client.get("/accounts/")

    assert "alice@example.org" in page.content.decode()
    assert "the password alone opens this account" in page.content.decode()
    assert client.post("/accounts/").status_code == 405


@pytest.mark.parametrize("path", ["email/", "password/change/", "second-factor/"])
def test_pages_of_the_account_open_for_its_owner_alone(client, alice, path):
    assert client.get(f"/accounts/{path}").url.startswith(LOGIN)
    sign_in(client)

    assert client.get(f"/accounts/{path}").status_code == 200


def test_there_is_no_other_way_to_sign_in(client):
    for path in ("3rdparty/", "sessions/", "social/signup/", "second-factor/webauthn/"):
        assert client.get(f"/accounts/{path}").status_code == 404
