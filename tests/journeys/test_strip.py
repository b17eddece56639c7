"""A reader doubts a figure: from the answer to its findings, pools them again, and goes back."""

from playwright.sync_api import expect

CANCER = "treatment_change_rate.cancer"


def open_strip(page):
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true })")
    page.locator(f'#assumptions a[href^="/evidence/parameters/{CANCER}/"]').first.click()
    expect(page.get_by_role("heading", name="The findings side by side")).to_be_visible()
    return page


def test_a_reader_pools_again_in_place_and_returns_to_the_answer(answer):
    page = answer()
    address = page.url
    open_strip(page)

    expect(page.locator(".strip-answer")).to_contain_text("4 findings pool to 24.8%")
    expect(page.locator(".effect")).to_contain_text("With the pooled value, 24.8%")
    page.get_by_label("Independent findings only").check()

    expect(page.locator(".strip-answer")).to_contain_text("3 findings pool to 23.9%")
    expect(page.locator(".effect")).to_contain_text("With the pooled value, 23.9%")
    expect(page.get_by_label("Independent findings only")).to_be_focused()
    assert "independent=1" in page.url
    page.get_by_label("Only outcomes verified in claims").check()
    expect(page.locator(".strip-answer")).to_contain_text("No comparable finding is left")
    page.go_back()
    expect(page.locator(".strip-answer")).to_contain_text("3 findings pool to 23.9%")
    page.get_by_role("link", name="your calculation").click()
    page.wait_for_url(address)


def test_without_javascript_the_switches_are_a_plain_form(open_page):
    page = open_page(java_script_enabled=False)
    page.goto(f"/evidence/parameters/{CANCER}/")

    page.get_by_label("Only what the curator read in the source").check()
    page.get_by_label("Independent findings only").check()
    page.get_by_role("button", name="Pool again").click()

    expect(page.locator(".strip-answer")).to_contain_text("3 findings pool to 23.9%")
    expect(page.get_by_label("Independent findings only")).to_be_checked()
    assert "independent=1&seen=1" in page.url


def test_the_strip_fits_a_phone(open_page):
    page = open_page(viewport={"width": 360, "height": 800})
    page.goto(f"/evidence/parameters/{CANCER}/?seen=1")

    wide = page.evaluate("document.documentElement.scrollWidth")
    chart = page.locator("#strip svg.chart").bounding_box()

    assert wide == 360
    assert chart["x"] >= 0
    assert chart["x"] + chart["width"] <= 360
