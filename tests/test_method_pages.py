"""The pages for whoever must rely on the model: they exist, lead on, and tell what was found."""

import json
import re
from datetime import date

import pytest

from calculator import language
from msoroi import method, verification
from tests.services import ROOT

pytestmark = pytest.mark.django_db
CHECKS = json.loads((ROOT / "docs/method/verification.json").read_text("utf-8"))
SLIPS = json.loads((ROOT / "docs/method/mutation.json").read_text("utf-8"))


@pytest.mark.parametrize("slug", method.PAGES)
def test_each_page_shows_its_title_once_and_leads_to_the_others(client, slug):
    page = client.get(f"/method/{slug}/").content.decode()

    assert page.count("<h1") == 1
    assert f'href="/method/{slug}/" aria-current="page"' in page
    for other in method.PAGES:
        assert f'href="/method/{other}/"' in page


def test_the_title_of_the_equations_comes_before_the_list_of_contents(client):
    page = client.get("/method/").content.decode()

    assert page.index('href="#on-this-page"') < page.index("<h1") < page.index('id="on-this-page"')


@pytest.mark.parametrize("slug", method.PAGES)
def test_no_link_of_a_page_is_broken(client, slug):
    page = client.get(f"/method/{slug}/").content.decode()

    found = set(re.findall(r'href="(/[^"#]*)"', page)) - {"/admin/"}
    broken = [to for to in found if "static" not in to and client.get(to).status_code >= 400]

    assert broken == []
    assert ".md" not in "".join(re.findall(r'href="([^"]*)"', page))


def test_every_page_of_the_folder_is_on_the_site():
    assert {file.stem for file in (ROOT / "docs/method").glob("*.md")} == set(method.PAGES)


@pytest.mark.parametrize("slug", ["", *method.PAGES])
def test_the_spanish_page_has_the_anchors_of_the_english_one(slug):
    english = method.page(slug)
    with language.speaking("es"):
        spanish = method.page(slug)

    assert spanish.language == "es"
    assert anchors(spanish) == anchors(english)
    assert [anchor for anchor, _ in spanish.contents] == [anchor for anchor, _ in english.contents]
    assert spanish.contents != english.contents or not english.contents


def test_a_page_is_marked_with_its_language(client):
    assert '<div lang="en"><h1' in client.get("/method/limits/").content.decode()

    page = client.get("/method/limits/", headers={"accept-language": "es"}).content.decode()

    assert '<html lang="es-US"' in page
    assert '<div lang="es"><h1 id="limits">Límites</h1>' in page
    assert 'href="/method/limits/" aria-current="page">Límites</a>' in page


def test_names_in_spanish_equations_and_code_are_marked_as_english():
    with language.speaking("es"):
        page, commands = method.page(), method.page("reproduce")

    assert commands.body.count('<pre lang="en">') == method.page("reproduce").body.count("<pre>")

    assert (
        '<math lang="en" xmlns="http://www.w3.org/1998/Math/MathML" display="block">' in page.body
    )
    assert (
        '<math xmlns="http://www.w3.org/1998/Math/MathML" display="inline"><mrow><mi>T' in page.body
    )


def test_a_language_without_documents_is_answered_in_english():
    with language.speaking("fr"):
        assert method.page("limits").language == "en"


def test_titles_follow_the_language():
    with language.speaking("es"):
        assert method.titles()["limits"] == "Límites"
    assert method.titles() == method.PAGES


def anchors(page):
    return re.findall(r'<h\d id="([^"]+)"', page.body)


def test_a_page_that_does_not_exist_is_not_found(client):
    assert client.get("/method/elsewhere/").status_code == 404
    assert client.post("/method/limits/").status_code == 405


def test_the_method_leads_to_its_pages(client):
    page = client.get("/method/").content.decode()

    for slug in method.PAGES:
        assert f'href="/method/{slug}/"' in page


def test_every_check_is_told_with_its_figure_tolerance_and_slip(client):
    page = client.get("/method/verification/").content.decode()

    for row in CHECKS["checks"]:
        assert f'id="{row["key"]}"' in page
        assert verification.shown(row["figure"]) in page
        assert f"at most {verification.shown(row['tolerance'])}" in page
    assert page.count("It failed then.") == len(CHECKS["checks"])
    assert f"Model version {CHECKS['model_version']}" in page
    assert f"{date.fromisoformat(CHECKS['date']):%B %-d, %Y}" in page


def test_every_check_is_told_in_spanish_too():
    english = verification.checks()
    with language.speaking("es"):
        spanish, told = verification.checks(), verification.slips()

    for theirs, ours in zip(english["rows"], spanish["rows"], strict=True):
        assert all(ours[key] != theirs[key] for key in verification.SAID), theirs["key"]
        assert (ours["key"], ours["figure"]) == (theirs["key"], theirs["figure"])
        assert ours["verdict"] == "Superada"
    assert [area["title"] for area in spanish["areas"]][2:4] == ["Resultados", "Incertidumbre"]
    assert f"Las pruebas notaron {SLIPS['killed']} de ellos" in told["sentence"]


def test_the_slips_are_told_file_by_file(client):
    page = client.get("/method/verification/").content.decode()

    for row in SLIPS["files"]:
        assert row["file"] in page
    assert f"{SLIPS['share_killed']:.1%}" in page


def test_a_failed_check_is_told_as_failed(settings, tmp_path, client):
    folder = tmp_path / "docs" / "method"
    folder.mkdir(parents=True)
    row = CHECKS["checks"][0] | {"figure": 7.0, "passed": False, "noticed": False}
    (folder / "verification.json").write_text(json.dumps({**CHECKS, "checks": [row]}), "utf-8")
    settings.BASE_DIR = tmp_path

    found = verification.checks()

    assert found["passed"] == found["noticed"] == 0
    assert found["rows"][0]["verdict"] == "Failed"
    assert found["rows"][0]["slip_verdict"] == "It did not notice."


def test_without_results_there_is_nothing_to_tell(settings, tmp_path):
    settings.BASE_DIR = tmp_path

    assert verification.checks() is None
    assert verification.slips() is None
