"""What a benefit manager does: ask, change, trace, come back."""

import re

from playwright.sync_api import expect

SENTENCE = re.compile(r"this program costs 10,000 members. plan about \$97,000 a year")


def test_first_answer(open_page):
    page = open_page()
    page.goto("/")
    expect(page.locator("#in-size")).to_be_focused()

    page.keyboard.type("10,000")
    page.get_by_text("members", exact=True).click()
    page.get_by_role("button", name="Calculate").click()

    expect(page.locator("h1")).to_have_text(SENTENCE)
    expect(page.locator("#tile-returns")).to_contain_text("$0.23")
    expect(page.locator("section.exhibit")).not_to_have_count(0)


def test_the_address_reopens_the_same_answer(answer, open_page):
    first = answer()
    sentence = first.locator("h1").inner_text()

    other = open_page()
    other.goto(first.url)

    expect(other.locator("h1")).to_have_text(sentence)


def test_changing_an_input_updates_the_answer_in_place(answer):
    page = answer()
    address = page.url

    page.locator("#group-contract > summary").click()
    page.get_by_role("textbox", name="Fee per employee per month").fill("0.20")

    expect(page.locator("#unsaved")).to_contain_text("Not saved yet")
    expect(page.locator("h1")).to_contain_text("With your changes")
    expect(page.locator("#mini")).not_to_contain_text("$0.23")
    expect(page.locator("#group-contract .changed-count")).to_have_text("1 changed")
    assert page.url == address

    page.get_by_role("button", name="Keep this calculation").click()
    page.wait_for_url(lambda url: url != address)
    expect(page.locator("h1")).to_contain_text("With your changes")
    expect(page.locator("#in-fee_per_employee_month")).to_have_value("0.20")


def test_undo_takes_a_change_back_in_place(answer):
    page = answer()
    page.locator("#group-belief > summary").click()
    page.get_by_role("radio", name="Independent evidence only").check()
    expect(page.locator("#unsaved")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("independent evidence")

    page.locator("#in-lens").get_by_role("button", name="Undo").click()

    expect(page.locator("h1")).to_have_text(SENTENCE)
    expect(page.get_by_role("radio", name="All evidence, weighed")).to_be_checked()


def test_bad_input_is_told_at_the_field_and_the_answer_stays(answer):
    page = answer()

    page.locator("#in-size").fill("many")

    expect(page.locator("#err-in-size")).to_contain_text("not a number")
    expect(page.locator("#in-size")).to_have_attribute("aria-invalid", "true")
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.locator("h1")).to_have_text(SENTENCE)

    page.locator("#in-size").fill("20000")
    expect(page.locator("#err-in-size")).to_be_empty()
    expect(page.locator(".error-summary")).to_have_count(0)
    expect(page.locator("h1")).to_contain_text("20,000 members")


def test_what_would_make_it_pay_is_one_press_away(answer):
    page = answer()
    address = page.url

    page.locator("#turn-design").get_by_role("button").click()

    page.wait_for_url(lambda url: url != address)
    expect(page.locator("h1")).to_contain_text("mandatory review of lumbar fusion")
    page.get_by_role("button", name="Back to the reference case").click()
    expect(page.locator("h1")).to_have_text(SENTENCE)


def test_own_parameter_is_found_added_and_counted(answer):
    page = answer()
    page.locator("#group-parameters > summary").click()

    page.get_by_label("Search the parameters").fill("lumbar fusion allowed")
    page.get_by_role("button", name="Add", exact=True).click()
    row = page.locator(".parameter")
    expect(row).to_have_count(1)
    expect(row.get_by_label("base")).to_be_focused()
    row.get_by_label("base").fill("100000")

    expect(page.locator("h1")).to_contain_text("With your changes")
    expect(page.locator("#changes")).to_contain_text("$100,000")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(row).to_have_count(1)
    row.get_by_role("button", name="Take out").click()
    expect(page.locator("h1")).to_have_text(SENTENCE)


def test_an_assumption_is_changed_from_its_row(answer):
    page = answer()
    page.locator("#assumptions details > summary").click()
    row = page.locator("#assumptions tr", has_text="Of those who forgo surgery").first

    row.get_by_role("button", name="Change").click()

    box = page.locator(".parameter").get_by_label("base")
    expect(box).to_be_focused()
    box.fill("0.5")
    expect(page.locator("h1")).to_contain_text("With your changes")


def test_a_payer_enters_lines_of_business(open_page):
    page = open_page()
    page.goto("/")
    page.get_by_role("link", name="Enter lines of business").click()

    expect(page.locator("#in-size")).to_be_hidden()
    page.get_by_label("Medicare Advantage").first.fill("50,000")
    page.get_by_role("button", name="Calculate").click()

    expect(page.locator("h1")).to_contain_text("a payer of 50,000 members")


def test_evidence_can_be_traced_to_its_source(answer):
    page = answer()
    page.locator("#assumptions details > summary").click()

    page.locator("#assumptions").get_by_role("link", name=re.compile("Lumbar fusion")).first.click()
    expect(page).to_have_url(re.compile("/evidence/parameters/"))
    page.locator("main a[href*='/evidence/findings/']").first.click()
    expect(page).to_have_url(re.compile("/evidence/findings/"))
    page.locator("main a[href*='/evidence/sources/']:not([href$='/sources/'])").first.click()

    expect(page).to_have_url(re.compile("/evidence/sources/[^/]+/"))
    expect(page.locator("h1")).not_to_be_empty()


def test_everything_works_without_javascript(open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.locator("#in-size").fill("10000")
    page.get_by_text("members", exact=True).click()
    page.locator("#group-parameters > summary").click()
    page.locator("#add-parameter").select_option("surgery_cost.lumbar_fusion")
    page.get_by_role("button", name="Add", exact=True).click()
    page.locator(".parameter").get_by_label("base").fill("abc")
    page.get_by_role("button", name="Calculate").click()
    expect(page.locator(".error-summary")).to_contain_text("not a number")
    expect(page.locator("#in-size")).to_have_value("10000")

    page.locator(".parameter").get_by_label("base").fill("100000")
    page.get_by_role("button", name="Calculate").click()
    page.wait_for_url("**/c/*/")
    expect(page.locator("h1")).to_contain_text("With your changes")

    page.locator("#turn-fee").get_by_role("button").click()
    expect(page.locator("#changes")).to_contain_text("Fee per employee per month")
    page.get_by_role("button", name="Back to the reference case").click()
    expect(page.locator("h1")).to_have_text(SENTENCE)


def test_keyboard_alone_is_enough(open_page):
    page = open_page()
    page.goto("/")
    page.keyboard.type("10000")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/c/*/")
    expect(page.locator("h1")).to_have_text(SENTENCE)

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.locator("#group-belief > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("radio", name="All evidence, weighed").focus()
    page.keyboard.press("ArrowDown")

    expect(page.locator("h1")).to_contain_text("independent evidence")


def test_paper_shows_what_is_folded(answer):
    page = answer()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    assert page.locator("#result details:not([open])").count() == 0

    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#result details[open]").count() == 0
