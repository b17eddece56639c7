"""Bad input gets the field's own message, in the engine's words, and keeps everything typed."""

import re

import pytest

from calculator.engine.errors import InvalidInput
from calculator.scenarios import services
from calculator.scenarios.models import Scenario

pytestmark = pytest.mark.django_db


def text(response) -> str:
    return response.content.decode()


BAD = {
    "size": ["abc", "0", "-5", "1" + "0" * 12, "1.5", ""],
    "design": ["magic"],
    "lens": ["rose-tinted"],
    "audience": ["everybody"],
    "horizon_years": ["11", "two"],
    "discount_rate": ["30%"],
    "fee_per_employee_month": ["-1"],
    "uptake_ramp": ["1, 1", "1, 1, 9"],
    "areas": ["astrology"],
    "age_mix.commercial.0-17": ["0.5"],
    "overrides.engagement.base": ["x", "-1"],
    "overrides.no_such_thing.base": ["1"],
    "draws": ["10"],
    "seed": ["-1"],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, values in BAD.items() for v in values])
def test_bad_input_gets_its_own_message_and_keeps_what_was_typed(client, name, value):
    response = client.post("/", {"size": "4,321", "implementation_fee": "7,777", name: value})

    page = text(response)
    assert response.status_code == 422
    assert not Scenario.objects.exists()
    assert 'value="7,777"' in page
    assert name == "size" or 'value="4,321"' in page
    links = re.findall(r'<li><a href="#([^"]+)">', page)
    assert links
    assert all(f'id="{anchor}"' in page for anchor in links)
    messages = response.context["form"].errors.values()
    assert all(message for messages in messages for message in messages)


def test_low_above_base_is_told_at_the_parameter(client):
    response = client.post(
        "/",
        {
            "size": "100",
            "overrides.surgery_cost.cabg.base": "50000",
            "overrides.surgery_cost.cabg.low": "60000",
            "overrides.surgery_cost.cabg.high": "70000",
        },
    )

    page = text(response)
    message = response.context["form"].errors["overrides.surgery_cost.cabg"][0]
    place = page.index('id="err-in-overrides-surgery_cost-cabg"')
    assert response.status_code == 422
    assert message.split("“")[0][:20] in page[place : place + 400]
    assert 'value="60000"' in page


def test_shares_that_do_not_add_up_are_told_at_the_age_mix(client):
    shares = {f"age_mix.commercial.{band}": "0.3" for band in ("0-17", "18-44", "45-64", "65+")}

    response = client.post("/", {"size": "100", **shares})

    page = text(response)
    assert "The four shares add up to 1.2" in page
    assert page.count('value="0.3"') == 4
    assert '<details class="group" id="group-covered" open>' in page


@pytest.mark.parametrize(
    ("name", "value", "anchor"),
    [
        ("age_mix.commercial.18-44", "0.5", "in-age_mix-commercial-0-17"),
        ("age_mix.commercial.18-44", "x", "in-age_mix-commercial-0-17"),
        ("uptake_ramp", "1, 1, 9", "in-uptake_ramp"),
        ("overrides.engagement.low", "1", "in-overrides-engagement"),
        ("overrides.nothing.base", "1", "in-parameters"),
        ("areas", "astrology", "in-areas"),
        ("size", "0", "in-size"),
    ],
)
def test_the_summary_leads_to_the_field(client, name, value, anchor):
    page = text(client.post("/", {"size": "100", name: value}))

    assert re.findall(r'<li><a href="#([^"]+)">', page) == [anchor]


def test_the_page_says_what_the_engine_says(client):
    response = client.post("/", {"size": "0", "design": "magic", "horizon_years": "x"})

    with pytest.raises(InvalidInput) as refused:
        services.calculate(raw={"employees": "0", "design": "magic", "horizon_years": "x"})
    assert response.context["form"].errors == refused.value.errors
