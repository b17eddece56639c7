import re

import pytest
from django.urls import reverse

from calculator.evidence import catalog
from calculator.evidence.models import Release
from calculator.scenarios import services
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db
PREVIEW = "/preview/"


def post(client, url="/", **data):
    return client.post(url, {name.replace("__", "."): value for name, value in data.items()})


def text(response) -> str:
    return response.content.decode()


def test_home_asks_for_one_number(client):
    page = text(client.get("/"))

    assert 'name="size"' in page
    assert page.count('aria-required="true"') == 1
    assert page.index(">Calculate</button>") < page.index('class="groups"')


def test_an_address_can_fill_the_form_in(client):
    page = text(client.get("/?members=12,500&design=targeted&audience=employer"))

    assert 'name="size" value="12,500"' in page
    assert 'value="members" checked' in page
    assert re.search(r'value="targeted" checked', page)


def test_a_number_leads_to_an_answer_at_its_own_address(client):
    response = post(client, size="10,000", size_is="members")

    saved = Scenario.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"/c/{saved.token}/"
    page = text(client.get(response["Location"]))
    assert "this program costs 10,000 members" in page
    assert "it returns $0.23 per $1" in page
    assert '<li><a href="#decide">From this answer to a decision</a></li>' in page
    assert '<li><a href="#keep">Keep and hand over</a></li>' in page


@pytest.mark.parametrize("typed", ["12,500", "12 500", "12500", " 12,500 ", "12\u202f500"])
def test_people_write_the_same_number_in_several_ways(client, typed):
    post(client, size=typed, size_is="members")

    assert Scenario.objects.get().inputs["members"] == 12_500


def test_boxes_left_as_they_are_follow_the_release(client):
    usual = [
        area.slug
        for area in catalog.evidence_of(catalog.live_release()).areas
        if area.included_by_default
    ]

    client.post("/", {"size": "100", "areas_shown": "1", "areas": usual})
    client.post("/", {"size": "100", "areas_shown": "1", "areas": usual[1:]})

    fewer, same = Scenario.objects.all()
    assert "areas" not in same.typed
    assert fewer.typed["areas"] == usual[1:]


def test_a_payer_answers_by_line_of_business(client):
    response = client.post(
        "/", {"audience": "payer", "members_by_line.medicaid": "80,000", "size": "ignored"}
    )

    assert response.status_code == 302
    assert Scenario.objects.get().inputs["members_by_line"] == {"medicaid": 80_000}


def test_a_parameter_is_added_without_javascript(client):
    response = client.post("/", {"size": "9", "add": "1", "add_parameter": "surgery_cost.cabg"})

    page = text(response)
    assert response.status_code == 200
    assert 'name="overrides.surgery_cost.cabg.low"' in page
    assert 'name="size" value="9"' in page
    assert not Scenario.objects.exists()


def test_a_parameter_row_can_be_fetched(client):
    page = text(client.get("/parameter/", {"add_parameter": "engagement"}))

    assert 'name="overrides.engagement.base"' in page
    assert 'href="/evidence/parameters/engagement/"' in page
    assert client.get("/parameter/", {"add_parameter": "nothing"}).status_code == 404


def test_undo_on_the_first_page_asks_again(client):
    response = client.post("/", {"size": "9", "design": "passive", "apply": "design="})

    assert response.status_code == 200
    assert re.search(r'value="voluntary" checked', text(response))


def test_applying_a_change_answers_at_a_new_address(client, saved):
    response = client.post(
        saved.get_absolute_url(),
        {"size": "10,000", "size_is": "members", "apply": "fee_per_employee_month=0.27"},
    )

    new = Scenario.objects.exclude(pk=saved.pk).get()
    assert response["Location"] == new.get_absolute_url()
    assert new.typed == {"members": "10,000", "fee_per_employee_month": "0.27"}
    page = text(client.get(response["Location"]))
    assert 'value="0.27"' in page
    assert "Back to the reference case" in page


def test_bad_change_of_an_answer_keeps_the_answer(client, saved):
    response = client.post(saved.get_absolute_url(), {"size": "none", "size_is": "members"})

    page = text(response)
    assert response.status_code == 422
    assert 'value="none"' in page
    assert "it returns $0.23 per $1" in page


def test_a_parameter_is_added_to_an_answer_without_javascript(client, saved):
    page = text(client.post(saved.get_absolute_url(), {"add": "1", "add_parameter": "engagement"}))

    assert 'name="overrides.engagement.high"' in page


def test_change_beside_an_assumption_opens_its_boxes_without_javascript(client, saved):
    page = text(client.get(saved.get_absolute_url()))
    assert 'form="scenario" name="add" value="surgery_cost.cabg"' in page

    page = text(client.post(saved.get_absolute_url(), {"size": "9", "add": "surgery_cost.cabg"}))

    box = re.search(r'<input[^>]*name="overrides.surgery_cost.cabg.base"[^>]*>', page)
    assert "autofocus" in box.group()


def test_preview_answers_without_saving(client):
    response = post(client, PREVIEW, size="10,000", size_is="members")

    page = text(response)
    assert response.status_code == 200
    assert "Not saved yet" in page
    assert "Keep this calculation" in page
    assert 'id="mini"' in page
    assert not Scenario.objects.exists()


def test_preview_of_bad_input_says_so_and_leaves_the_answer(client):
    response = post(client, PREVIEW, size="abc")

    page = text(response)
    assert response["HX-Retarget"] == "#form-summary"
    assert re.search(r'id="err-in-size" hx-swap-oob="true">.abc. is not a number', page)
    assert '<h1 class="sentence">' not in page


def test_preview_clears_messages_that_no_longer_hold(client):
    page = text(post(client, PREVIEW, size="100"))

    assert '<p class="error" id="err-in-size" hx-swap-oob="true"></p>' in page


def test_outdated_answer_says_so_and_offers_a_new_one(client, saved, monkeypatch):
    monkeypatch.setattr(services, "MODEL_VERSION", "99.0.0")

    page = text(client.get(saved.get_absolute_url()))

    assert "Newer evidence or a newer model exists" in page
    assert "it returns $0.23 per $1" in page


@pytest.mark.parametrize("token", ["x", "A" * 32, "%00", "a b", "é"])
def test_unknown_address_is_not_found(client, saved, token):
    assert client.get(f"/c/{token}/").status_code == 404


@pytest.mark.parametrize(
    ("method", "url"),
    [("put", "/"), ("delete", "/"), ("get", PREVIEW), ("post", "/parameter/"), ("patch", "/c/x/")],
)
def test_other_methods_are_refused(client, method, url):
    assert getattr(client, method)(url).status_code == 405


def test_without_a_release_the_page_says_so(client, monkeypatch):
    monkeypatch.setattr(
        type(Release.objects), "published", lambda manager: Release.objects.none(), raising=False
    )

    for response in (client.get("/"), post(client, PREVIEW, size="1"), client.get("/parameter/")):
        assert response.status_code == 503
        assert "No evidence is published yet" in text(response)


def test_an_enormous_form_is_refused_without_an_error_of_ours(client):
    assert client.post("/", {f"x{n}": "1" for n in range(1_500)}).status_code == 400
    assert client.post("/", {"size": "1" * 1_100_000}).status_code == 400


def test_names_reverse():
    assert reverse("scenarios:home") == "/"
    assert reverse("scenarios:preview") == PREVIEW
    assert reverse("scenarios:show", args=["abc"]) == "/c/abc/"
