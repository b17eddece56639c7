"""A reader makes an account, keeps a calculation in it, and works with it; a password is lost."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import PASSWORD, keep, letters_to, link_in, sign_up
from tests.journeys.test_accessibility import serious, sideways, unfold

FORMS = ("/accounts/signup/", "/accounts/login/", "/accounts/password/reset/")
ROOMS = ("/calculations/", "/accounts/", "/accounts/email/", "/accounts/second-factor/")


def sign_in(page: Page, address: str, password: str = PASSWORD) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_first_answer_asks_for_nothing(answer):
    page = answer()

    expect(page.locator(".sentence").first).to_contain_text("10,000 members")
    assert page.context.cookies() == [] or all(
        cookie["name"] == "csrftoken" for cookie in page.context.cookies()
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_calculation_made_without_an_account_is_claimed_by_making_one(answer, scripts):
    page, stranger = answer(java_script_enabled=scripts), answer()
    url, headline = page.url, page.locator(".sentence").first.inner_text()
    page.get_by_role("link", name="Keep it in my account").click()
    page.wait_for_url(lambda found: "/accounts/login/" in found)
    page.get_by_role("link", name="Make an account").click()
    sign_up(page)

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Keep this calculation in your account?"
    )
    assert stranger.request.get(url).status == 200
    page.get_by_role("button", name="Keep it", exact=True).click()
    expect(page).to_have_url(url)
    expect(page.locator(".sentence").first).to_have_text(headline)
    assert stranger.request.get(url).status == 404


def test_calculation_is_claimed_by_who_signs_in_on_its_page(answer):
    page = answer()
    address = keep(page)
    page.get_by_role("button", name="Sign out").click()
    later = answer()
    url = later.url
    later.get_by_role("link", name="Sign in").click()
    later.get_by_label("Email").fill(address)
    later.get_by_label("Password").fill(PASSWORD)
    later.get_by_role("button", name="Sign in").click()

    expect(later).to_have_url(url)
    later.get_by_role("link", name="Keep it in my account").click()
    later.get_by_role("button", name="Keep it", exact=True).click()
    expect(later).to_have_url(url)
    later.get_by_role("link", name="My calculations").first.click()
    expect(later.locator(".kept > li")).to_have_count(2)


def test_what_is_calculated_while_signed_in_is_saved_named_copied_and_archived(answer):
    page = answer()
    keep(page)
    page.goto("/")
    page.get_by_role("textbox", name="How many people").fill("2,500")
    page.get_by_role("button", name="Calculate").click()
    page.wait_for_url("**/c/*/")
    url = page.url
    page.get_by_label("Name", exact=True).fill("Acme <2027>")
    page.get_by_role("button", name="Give it a name").click()

    expect(page.get_by_label("Name", exact=True)).to_have_value("Acme <2027>")
    expect(page.get_by_label("Name", exact=True)).to_be_in_viewport()
    page.get_by_role("button", name="Make a copy").click()
    page.wait_for_url(lambda found: "/c/" in found and not found.startswith(url))
    page.goto("/calculations/")
    expect(page.locator(".kept > li")).to_have_count(3)
    page.get_by_label("Search by name").fill("acme")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".kept > li")).to_have_count(2)
    page.get_by_role("button", name="Archive").first.click()
    page.get_by_role("link", name="Archived (1)").click()
    expect(page.locator(".kept > li")).to_have_count(1)
    page.get_by_role("button", name="Put back").click()
    page.goto("/calculations/")
    expect(page.locator(".kept > li")).to_have_count(3)


def test_forgotten_password_is_set_anew_by_mail(answer, site):
    page = answer()
    address = keep(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("link", name="Forgot your password?").click()
    page.get_by_label("Email").fill(address)
    page.get_by_role("button", name="Send the link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")

    page.goto(link_in(letters_to(site, address)[-1], site))
    page.get_by_label("New Password", exact=True).fill("another-long-pass-phrase")
    page.get_by_label("New Password (again)").fill("another-long-pass-phrase")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The password is set")
    sign_in(page, address)
    expect(page.get_by_role("alert")).to_be_visible()
    sign_in(page, address, "another-long-pass-phrase")
    expect(page.get_by_role("heading", level=1)).to_have_text("My calculations")


def test_refused_account_says_why_and_keeps_the_address(open_page):
    page = open_page()
    page.goto("/accounts/signup/")
    page.get_by_label("Email").fill("someone@example.org")
    page.get_by_label("Password", exact=True).fill("short")
    page.get_by_role("button", name="Make the account").click()

    expect(page.locator("#id_password1_error")).to_contain_text("at least 8 characters")
    expect(page.get_by_label("Email")).to_have_value("someone@example.org")
    assert serious(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_an_account_are_accessible_and_fit_a_phone(answer, scheme):
    page = answer(color_scheme=scheme, viewport={"width": 360, "height": 740})
    url = page.url
    for path in FORMS:
        page.goto(path)
        assert (path, serious(page), sideways(page)) == (path, [], 0)
    page.goto(f"{url}claim/")
    page.get_by_role("link", name="Make an account").click()
    sign_up(page)
    assert (serious(page), sideways(page)) == ([], 0)
    page.get_by_role("button", name="Keep it", exact=True).click()
    for path in (url, *ROOMS):
        page.goto(path)
        unfold(page)
        assert (path, serious(page), sideways(page)) == (path, [], 0)
