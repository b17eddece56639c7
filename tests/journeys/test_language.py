"""A reader changes the language: the same answer in other words, there and back, signed in too."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.people import PASSWORD, new_address
from tests.journeys.test_accessibility import serious, sideways, unfold

MONEY = re.compile(r"\$[\d,.]*\d")
FIELDS = """
() => [...document.querySelectorAll("#scenario input:not([type=hidden]), #scenario select")]
  .map((e) => [e.name, e.type === "radio" || e.type === "checkbox" ? e.checked : e.value])
"""


def told(page: Page) -> tuple[str, list[list[object]], list[str]]:
    """Return where a page is, what its fields hold and the amounts that its sentence names."""
    return page.url, page.evaluate(FIELDS), MONEY.findall(page.locator("h1").inner_text())


def speaks(page: Page, code: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", code)


def test_answer_says_the_same_in_spanish_and_again_in_english(answer):
    page = answer(viewport={"width": 360, "height": 740})
    sentence, english = page.locator("h1").inner_text(), told(page)
    assert len(english[1]) > 20
    assert english[2][0] == "$97,000"

    page.get_by_role("button", name="Español").click()

    speaks(page, "es-US")
    expect(page.locator("h1")).to_contain_text("un plan de 10,000 miembros unos $97,000 al año")
    assert told(page) == english
    unfold(page)
    assert (serious(page), sideways(page)) == ([], 0)

    page.get_by_role("button", name="English").click()

    speaks(page, "en-US")
    expect(page.locator("h1")).to_have_text(sentence)
    assert told(page) == english


def test_choice_is_kept_on_the_next_page_and_in_an_account(answer):
    page = answer()
    page.get_by_role("button", name="Español").click()
    page.locator("#group-contract > summary").click()
    page.get_by_role("textbox", name="Tarifa por empleado al mes").fill("0.20")
    expect(page.locator("#unsaved")).to_contain_text("Aún sin guardar")
    expect(page.locator("h1")).to_contain_text("Con sus cambios")

    page.get_by_role("link", name="Evidencia", exact=True).click()
    page.get_by_role("link", name="Versiones").click()
    speaks(page, "es-US")
    expect(page.locator("main")).to_contain_text(re.compile(r"\d de [a-z]+ de 20\d\d"))

    page.get_by_role("link", name="Iniciar sesión").click()
    page.get_by_role("link", name="Crear una cuenta").click()
    page.get_by_label("Correo electrónico").fill(new_address())
    page.get_by_label("Contraseña", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Crear la cuenta").click()
    expect(page.get_by_role("link", name="Mis cálculos").first).to_be_visible()
    speaks(page, "es-US")

    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="My calculations").first).to_be_visible()
    speaks(page, "en-US")
