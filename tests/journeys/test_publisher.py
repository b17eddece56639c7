"""A publisher names a time; the clock of a real worker publishes; then she rolls it back."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests import services
from tests.journeys.test_accessibility import serious
from tests.journeys.test_release import sign_in, step

LATE = 150_000  # ms: up to a minute to the time named, up to another until the clock strikes


@pytest.fixture(scope="module")
def site(browser):
    with services.site(worker=True) as site:
        argv = [sys.executable, "-m", "tests.journeys.seed_approved"]
        subprocess.run(argv, env=site.env, cwd=services.ROOT, capture_output=True, check=True)
        yield site


def reload_until(page, words):
    """Open the page again and again, as an impatient reader does, until it says the words."""
    until = datetime.now(UTC) + timedelta(milliseconds=LATE)
    while datetime.now(UTC) < until and not page.get_by_text(words).count():
        page.wait_for_timeout(2_000)
        page.reload()
    expect(page.get_by_text(words).first).to_be_visible()


def test_the_clock_publishes_at_the_time_named_and_a_rollback_undoes_it(open_page):
    page = open_page()
    sign_in(page, "rosa")
    step(page, "Schedule")
    page.get_by_label("Publish at").fill("2026-01-01T00:00")
    page.get_by_label("Reason", exact=False).first.fill("On the minute.")
    page.get_by_role("button", name="Schedule").click()
    page.get_by_text("in the future").wait_for()

    soon = datetime.now(UTC).replace(second=0) + timedelta(minutes=1)
    page.get_by_label("Publish at").fill(soon.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_role("button", name="Schedule").click()
    page.get_by_text("Next is scheduled.").wait_for()

    reader = open_page()
    reader.goto("/evidence/releases/")
    assert reader.get_by_role("heading", name="Next").count() == 0
    reload_until(reader, "On the minute.")
    reader.get_by_role("link", name="Every change with its reason").click()
    reader.get_by_role("link", name="Claim s4-cleveland-21").click()
    reader.get_by_role("cell", name="It was reprinted.").wait_for()
    assert reader.get_by_text("→ Read again.").is_visible()
    assert serious(reader) == []

    page.goto("/admin/evidence/release/")
    page.get_by_role("link", name="Evidence release November 2026").click()
    page.get_by_role("link", name="Roll back to this").click()
    page.get_by_label("Name").fill("Back")
    page.get_by_label("Reason").fill("Read wrongly.")
    page.get_by_role("button", name="Roll back to this").click()
    page.get_by_text("The draft Back holds what the older release held.").wait_for()
    page.goto("/evidence/releases/next...back/")
    page.get_by_role("heading", name="Behind the numbers").wait_for()
    page.goto("/evidence/releases/2026-11...back/")
    page.get_by_text("Nothing differs that the calculation rests on.").wait_for()
    assert page.get_by_role("heading", name="Behind the numbers").count() == 0
