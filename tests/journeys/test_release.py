"""A reviewer sees what a release would do, approves it; a reader sees what it moved."""

import subprocess
import sys

import pytest

from calculator.reports.living import way_back
from calculator.scenarios.document import digest
from tests import services
from tests.accounts.factor import unused_code
from tests.journeys.seed_release import PASSWORD
from tests.journeys.test_accessibility import serious, sideways, unfold

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def site(browser):
    with services.site(worker=True) as site:
        yield site


@pytest.fixture(scope="module")
def token(site):
    argv = [sys.executable, "-m", "tests.journeys.seed_release"]
    done = subprocess.run(
        argv, env=site.env, cwd=services.ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.split()[-1]


def sign_in(page, name):
    page.goto("/admin/")
    page.get_by_label("Email").fill(f"{name}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("Code").fill(unused_code(name))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/admin/")


def step(page, name):
    page.goto("/admin/evidence/release/")
    page.get_by_role("link", name="Next", exact=True).click()
    page.get_by_role("link", name=name, exact=True).click()


def check(page):
    """No serious violation; no sideways scrolling on a phone."""
    unfold(page)
    assert serious(page) == []
    page.set_viewport_size(PHONE)
    assert sideways(page) <= 0
    page.set_viewport_size({"width": 1280, "height": 900})


def test_a_release_is_judged_by_what_it_does_and_readers_see_what_it_did(open_page, token):
    page = open_page()
    sign_in(page, "rita")

    step(page, "Approve")
    assert page.get_by_text("Calculate the impact first").is_visible()
    page.get_by_role("link", name="What it would do").click()
    page.get_by_role("button", name="Calculate the impact").click()
    page.get_by_text("approving needs a second reason").wait_for(timeout=60_000)
    assert page.get_by_role("heading", name="Verdicts that turn").is_visible()
    assert page.get_by_role("table", name="Saved calculations").is_visible()
    check(page)

    page.get_by_role("link", name="What each change adds").click()
    page.get_by_role("heading", name="What each change adds").wait_for()
    check(page)

    step(page, "Approve")
    page.get_by_label("Reason", exact=False).first.fill("I read every change.")
    page.get_by_role("button", name="Approve").click()
    assert page.get_by_text("verdict").first.is_visible()
    page.get_by_label("Second reason").fill("Prices did rise.")
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("is approved.").wait_for()

    publisher = open_page()
    sign_in(publisher, "rosa")
    step(publisher, "Publish")
    publisher.get_by_label("Reason", exact=False).first.fill("Approved.")
    publisher.get_by_role("button", name="Publish").click()
    publisher.get_by_text("is published.").wait_for()

    reader = open_page()
    answer = reader.request.get(f"/api/v1/calculations/{token}").json()
    reader.goto(way_back(f"/c/{token}/", digest(answer)))
    printed = reader.locator("#printed")
    printed.get_by_role("heading", name="Unchanged since your document was printed").wait_for()
    assert printed.get_by_text(digest(answer)).is_visible()
    printed.get_by_role("heading", name="The pieces of the difference").wait_for()
    assert printed.get_by_text("Evidence or model has moved since.").is_visible()
    assert printed.get_by_role("cell", name="+$").first.is_visible()
    reader.goto(f"/c/{token}/")
    notice = reader.locator("#outdated")
    notice.get_by_role("table", name="The same question, then and now").wait_for()
    assert notice.get_by_text("$75,197").is_visible()
    check(reader)
    reader.get_by_role("link", name="See both numbers, and what moved").click()
    reader.get_by_role("heading", name="The pieces of the difference").wait_for()
    assert reader.get_by_role("cell", name="+$").first.is_visible()
    check(reader)
